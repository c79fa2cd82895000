"""A policy that closes a page to the network and to every script and style but its own; only itself it may frame."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*?img-src data:([^;]*);[^"]*">')
_RULES = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src {images}; "
    "frame-src 'self' file:; base-uri 'none'; form-action 'none'"
)


def with_policy(page: str, images: Iterable[str] = ()) -> str:
    r"""Return a page with a Content-Security-Policy as the first element of its head, in place of one that it has.

    Parameters
    ----------
    page : str
        A whole document; scripts and styles stand in it as ``<script>`` and ``<style>`` without attributes. A script
        element with a type is data, which no policy needs to name.
    images : iterable of str
        Hosts that may be asked for images, each as ``https://host``.

    Returns
    -------
    str
        With newlines as ``\n``, as browsers read them, so that the hashes hold.

    Examples
    --------
    >>> print(with_policy("<html><head></head></html>")[:77])
    <html><head><meta http-equiv="Content-Security-Policy" content="default-src '
    """
    plain = _POLICY.sub("", page, count=1).replace("\r\n", "\n").replace("\r", "\n")
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(plain):
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        hashes[kind].append(f"'sha256-{digest}'")
    allowed = {kind: " ".join(found) or "'none'" for kind, found in hashes.items()}
    rules = _RULES.format(**allowed, images=" ".join(("data:", *images)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    return plain.replace("<head>", f"<head>{meta}", 1)


def images_of(page: str) -> tuple[str, ...]:
    """Return the hosts that a page's policy allows to be asked for images.

    Examples
    --------
    >>> images_of(with_policy("<html><head></head></html>", ["https://t0.tianditu.gov.cn"]))
    ('https://t0.tianditu.gov.cn',)
    """
    found = _POLICY.search(page)
    return tuple(found[1].split()) if found else ()

"""An address -> what stands in a corner of a story and of a printed page: its QR code, and the address in letters."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from geo.model.errors import UsageError, one_line

_MOST_LETTERS = 300
"""A code of more could no longer be read from a seat."""


def code_html(address: str) -> str:
    """Return the element that shows an address, dark on white in every theme.

    Parameters
    ----------
    address : str
        Of the web, such as ``https://example.org/plan``.

    Raises
    ------
    UsageError
        It is no such address, or too long for a code that is read from afar.

    Examples
    --------
    >>> code_html("https://example.org/a?b=1&c=2")[:56]
    '<a id="qr" href="https://example.org/a?b=1&amp;c=2"><svg'
    """
    _refuse_other(address)
    import segno

    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=2, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    shown = address.partition("://")[2].rstrip("/")
    return f'<a id="qr" href="{escape(address)}">{drawn}<span>{escape(shown)}</span></a>'


def _refuse_other(address: str) -> None:
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not address.isprintable() or " " in address:
        raise UsageError(f'"{one_line(address, 60)}" is no address of the web. Give --link https://… in full.')
    if len(address) > _MOST_LETTERS:
        raise UsageError(f"An address of {len(address)} letters makes no code that can be read. Give a short one.")

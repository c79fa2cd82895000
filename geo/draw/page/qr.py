"""An address -> what stands in a corner of a story and of a printed page: its QR code, and the address in letters."""

from __future__ import annotations

from html import escape

from geo.draw.scene.qr import code_of


def code_html(address: str) -> str:
    """Return the element that shows an address, dark on white in every theme; it raises what ``code_of`` raises.

    Examples
    --------
    >>> code_html("https://example.org/a?b=1&c=2")[:56]
    '<a id="qr" href="https://example.org/a?b=1&amp;c=2"><svg'
    """
    code = code_of(address)
    side, dark = code.side, "".join(f"M{x} {y}h{long}v1h-{long}z" for x, y, long in code.runs)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{dark}"/></svg>'
    )
    return f'<a id="qr" href="{escape(address)}">{drawn}<span>{escape(code.shown)}</span></a>'

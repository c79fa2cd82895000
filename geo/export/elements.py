"""Elements of XML, each made with all that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element


def node(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element with its attributes that holds elements, or a text alone.

    Examples
    --------
    >>> from xml.etree.ElementTree import tostring
    >>> tostring(node("rule", node("name", "a"), node("line"), key="0"))
    b'<rule key="0"><name>a</name><line /></rule>'
    """
    made = Element(tag, attributes)
    for each in inside:
        if isinstance(each, str):
            made.text = each
        else:
            made.append(each)
    return made


def nodes(texts: Mapping[str, str]) -> list[Element]:
    """Return an element for each tag, with its text."""
    return [node(tag, text) for tag, text in texts.items()]

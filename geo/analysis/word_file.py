"""The text of a Word file, with the numbers that Word makes for headings and lists."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from geo.model.errors import ReadError
from geo.model.slogan import written

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 256_000_000
"""Bytes of an unpacked document; a larger one is no plan."""


def word_text(path: Path, data: bytes) -> str:
    """Return the text of a Word file: a paragraph a line, a row of a table a line with tabs between its cells.

    A row of one cell is a box around paragraphs, which stay lines of their own.

    Parameters
    ----------
    path : Path
        Its name, for messages.
    data : bytes
        The file.

    Raises
    ------
    ReadError
        It is no Word document, or a broken one.
    """
    parts = _parts_of(path, data)
    numbering = _Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    lines = _lines(parts["word/document.xml"], numbering)
    return "\n".join(line for line in lines if line.strip())


def _lines(element: ElementTree.Element, numbering: _Numbering) -> Iterator[str]:
    """Yield the paragraphs and rows of tables below an element, in the order of the document."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield _line(child, numbering)
        elif child.tag == f"{_WORD}tr":
            cells = [[line for line in _lines(cell, numbering) if line] for cell in child.iter(f"{_WORD}tc")]
            joined = "\t".join(" ".join(cell).replace("\t", " ") for cell in cells)
            yield from cells[0] if len(cells) == 1 else [joined]
        else:
            yield from _lines(child, numbering)


def _parts_of(path: Path, data: bytes) -> dict[str, ElementTree.Element]:
    """Return the parts of a Word file that hold text and the numbers of its headings."""
    wanted = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if wanted[0] not in names:
                raise ReadError(f"{path}: is an archive, but no Word document. Open it in Word and save it as .docx.")
            sizes = sum(archive.getinfo(name).file_size for name in wanted if name in names)
            if sizes > _LARGEST:
                raise ReadError(f"{path}: unpacks to over {_LARGEST // 1_000_000} MB. Is it the right file?")
            return {name: ElementTree.fromstring(archive.read(name)) for name in wanted if name in names}
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, RuntimeError, NotImplementedError):
        raise ReadError(f"{path}: is no sound Word document. Open it in Word and save it as .docx again.") from None


def _line(paragraph: ElementTree.Element, numbering: _Numbering) -> str:
    """Return the text of a paragraph as it is shown: what was deleted is not, a number that Word makes is."""
    shown = []
    for run in paragraph.iter():
        if run.tag == f"{_WORD}t":
            shown.append(run.text or "")
        elif run.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            shown.append("\t")
    text = "".join(shown)
    return f"{numbering.of(paragraph)}{text}" if text.strip() else ""


class _Numbering:
    """Counts the numbers that Word makes for headings and lists (一、, (一), 1.)."""

    def __init__(self, numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles.iter(f"{_WORD}style") if styles is not None else ():
            told = _list_of(style)
            if told[0]:
                self._styles[style.get(f"{_WORD}styleId", "")] = told

    def _read(self, numbering: ElementTree.Element) -> None:
        for abstract in numbering.iter(f"{_WORD}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{_WORD}lvl"):
                kind, words, start = (_value(level, name) for name in ("numFmt", "lvlText", "start"))
                levels[int(level.get(f"{_WORD}ilvl", "0"))] = (kind, words, int(start or 1))
            self._levels[abstract.get(f"{_WORD}abstractNumId", "")] = levels
        for number in numbering.iter(f"{_WORD}num"):
            self._lists[number.get(f"{_WORD}numId", "")] = _value(number, "abstractNumId")

    def of(self, paragraph: ElementTree.Element) -> str:
        """Return the number before a paragraph; empty where it has none, or a mere bullet."""
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        own, by_style = _list_of(paragraph), self._styles.get(style.get(f"{_WORD}val", "") if style is not None else "")
        ident, level = own if own[0] else by_style or ("", 0)
        levels = self._levels.get(self._lists.get(ident, ""), {})
        if level not in levels:
            return ""
        kept = self._lists[ident]
        self._counts[kept, level] = self._counts.get((kept, level), levels[level][2] - 1) + 1
        for deeper in [key for key in self._counts if key[0] == kept and key[1] > level]:
            del self._counts[deeper]
        return self._written(kept, level)

    def _written(self, kept: str, level: int) -> str:
        levels = self._levels[kept]
        kind, words, _ = levels[level]
        if kind in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels.get(at, ("decimal", "", 1))[0]
            return _number(self._counts.get((kept, at), 1), form)

        return re.sub(r"%(\d)", number, words)


def _list_of(element: ElementTree.Element) -> tuple[str, int]:
    """Return the list and the level of a paragraph or style; an empty id where it is on none."""
    properties = element.find(f"{_WORD}pPr/{_WORD}numPr")
    if properties is None:
        return "", 0
    return _value(properties, "numId"), int(_value(properties, "ilvl") or 0)


def _value(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{_WORD}{name}")
    return found.get(f"{_WORD}val", "") if found is not None else ""


def _number(count: int, form: str) -> str:
    """Return a number as Word writes it; up to 99 in Chinese characters, else in digits."""
    if count > 99 or not re.search("hinese|japanese", form):
        return str(count)
    return {0: "零", 2: "二"}.get(count, written(count))

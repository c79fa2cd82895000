"""A document's text, whatever file it is in: plain text, Markdown, HTML, Word, PDF."""

from __future__ import annotations

import html.parser
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from geo.model.errors import ReadError, counted
from geo.model.extras import install_hint

LARGEST_BYTES = 64_000_000
"""No plan comes near this; a larger file is a mistake."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset({"script", "style", "head", "template", "nav", "footer"})
_CELL = frozenset({"td", "th"})
_LEAST = 50
"""Characters a page of a PDF must have on average to be text and no picture."""
_MARKS = re.compile(r"^ {0,3}(?:#{1,6} +|> ?|[-*+] +|\d+\\?[.)](?= ))|(?<=\S)#+$", re.MULTILINE)
_INLINE = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))|!?\[([^\]]*)\]\([^)]*\)")


def paper_text(path: Path) -> str:
    """Return the text of a document, a paragraph or a line of the page a line.

    Text files may be UTF-8 or GBK; of a web page the body is read, of a Word file paragraphs and tables with the
    numbers that Word makes for headings, of a PDF what its pages print.

    Parameters
    ----------
    path : Path
        A ``.txt``, ``.md``, ``.html``, ``.htm``, ``.docx`` or ``.pdf`` file.

    Raises
    ------
    ReadError
        The file is missing, empty, of another kind than its name says, or a scan without text.
    """
    data = _bytes_of(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f'{path}: a "{path.suffix}" file is not read. Save it as {", ".join(_READERS)}.')
    if data.startswith(_OLD_WORD):
        raise ReadError(f"{path}: is an old Word file (.doc), whatever its name says. Open it and save it as .docx.")
    text = reader(path, data)
    if not text.strip():
        raise ReadError(f"{path}: holds no text. Is it the right file?")
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ReadError(f"{path}: is {'no file' if path.exists() else 'missing'}. Check its name.")
        if path.stat().st_size > LARGEST_BYTES:
            raise ReadError(f"{path}: is over {LARGEST_BYTES // 1_000_000} MB. Is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {(error.strerror or 'unknown reason').lower()}. Check it.") from None
    if not data.strip():
        raise ReadError(f"{path}: is empty. Give the document itself.")
    return data


def _plain(path: Path, data: bytes) -> str:
    """Return the text of a text file in the encoding that it is in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        text = _in_one_of(path, data, ("utf-8-sig", "gb18030"))
    if "\x00" in text:
        raise ReadError(f"{path}: holds NUL bytes, so it is no text. Is it the right file?")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _in_one_of(path: Path, data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(f"{path}: is text in neither UTF-8 nor GBK. Save it as UTF-8.")


def _markdown(path: Path, data: bytes) -> str:
    r"""Return the text of a Markdown file without its marks; the numbers of headings are the document's own."""
    text = _plain(path, data)
    bare = _INLINE.sub(
        lambda match: match[2] or "", re.sub(r"^ {0,3}#{1,6} +|^ {0,3}> ?", "", text, flags=re.MULTILINE)
    )
    return re.sub(r"^\|?[\s|:-]+\|?$", "", bare, flags=re.MULTILINE).replace("|", " ").replace("\\.", ".")


def _web_page(path: Path, data: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048], re.IGNORECASE)
    named = declared[1].decode("ascii").lower() if declared else "utf-8"
    encodings = ("gb18030", "utf-8-sig") if named in ("gb2312", "gbk", "gb18030") else ("utf-8-sig", "gb18030")
    page = _Page()
    page.feed(_in_one_of(path, data, encodings))
    page.close()
    return page.text()


class _Page(html.parser.HTMLParser):
    """Collects what a reader of a web page sees, a block a line."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block, and stop reading at what is not shown."""
        self._unseen += tag in _UNSEEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block."""
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        if tag not in _CELL:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        """Take what is shown; a line break in the source is a space."""
        if not self._unseen:
            self._parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n")
        elif tag in _CELL:
            self._parts.append("\t")

    def text(self) -> str:
        """Return the lines that hold something."""
        lines = (line.strip() for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)


def _word_file(path: Path, data: bytes) -> str:
    parts = _parts_of(path, data)
    numbering = _Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    body = parts["word/document.xml"].find(f"{_WORD}body")
    lines = (_line(paragraph, numbering) for paragraph in (body.iter(f"{_WORD}p") if body is not None else ()))
    return "\n".join(line for line in lines if line.strip())


def _parts_of(path: Path, data: bytes) -> dict[str, ElementTree.Element]:
    """Return the parts of a Word file that hold text and the numbers of its headings."""
    import io

    wanted = ("word/document.xml", "word/numbering.xml", "word/styles.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if wanted[0] not in names:
                raise ReadError(f"{path}: is an archive, but no Word document. Open it in Word and save it as .docx.")
            sizes = sum(archive.getinfo(name).file_size for name in wanted if name in names)
            if sizes > 4 * LARGEST_BYTES:
                raise ReadError(f"{path}: unpacks to over {4 * LARGEST_BYTES // 1_000_000} MB. Is it the right file?")
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
    if "hinese" not in form and "japanese" not in form:
        return str(count)
    digits = "零一二三四五六七八九"
    tens, ones = divmod(count, 10)
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")


def _pdf(path: Path, data: bytes) -> str:
    """Return what the pages of a PDF print, without the numbers of the pages."""
    pages = list(_pages(path, data))
    if sum(map(len, pages)) < _LEAST * len(pages):
        hint = "It is a scan: recognise its text first (OCR), or give the document as text."
        raise ReadError(f"{path}: holds {counted(len(pages), 'page')} of pictures and no text. {hint}")
    return "\n".join(pages)


def _pages(path: Path, data: bytes) -> Iterator[str]:
    import io

    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        hint = install_hint("draft")
        raise ReadError(f"{path}: PDF files need pypdf, which is not installed. {hint}, or give the text.") from None
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{path}: is locked by a password. Save it without one.")
        for page in reader.pages:
            yield page.extract_text()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise ReadError(f"{path}: is no sound PDF. Print it to a new one, or give the document as text.") from None


_READERS: Mapping[str, Callable[[Path, bytes], str]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _web_page,
    ".htm": _web_page,
    ".docx": _word_file,
    ".pdf": _pdf,
}

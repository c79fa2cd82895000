"""A document's text, whatever file it is in: plain text, Markdown, HTML, Word, PDF."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from geo.analysis.word_file import word_text
from geo.model.errors import ReadError, counted
from geo.model.extras import install_hint
from geo.model.files import LARGEST_BYTES, decoded, is_utf16, plain_newlines, unread

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "body", "br", "div", "hr", "p", "section", "table", "tr"),
        *("dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul"),
    }
)
_UNSEEN = frozenset({"script", "style", "head", "template", "nav", "footer"})
_CELL = frozenset({"td", "th"})
_LEAST = 50
"""Characters a page of a PDF must have on average to be text and no picture."""
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
        raise unread(path, error) from None
    if not data.strip():
        raise ReadError(f"{path}: is empty. Give the document itself.")
    return data


def _plain(path: Path, data: bytes) -> str:
    """Return the text of a text file in the encoding that it is in."""
    text = data.decode("utf-16", "replace") if is_utf16(data) else _in_one_of(path, data, ("utf-8-sig", "gb18030"))
    if "\x00" in text:
        raise ReadError(f"{path}: holds NUL bytes, so it is no text. Is it the right file?")
    return plain_newlines(text)


def _in_one_of(path: Path, data: bytes, encodings: tuple[str, ...]) -> str:
    text = decoded(data, encodings)
    if text is None:
        raise ReadError(f"{path}: is text in neither UTF-8 nor GBK. Save it as UTF-8.")
    return text


def _markdown(path: Path, data: bytes) -> str:
    r"""Return the text of a Markdown file without its marks; the numbers of headings are the document's own."""
    text = _plain(path, data)
    bare = _INLINE.sub(
        lambda match: match[2] or "", re.sub(r"^ {0,3}#{1,6} +|^ {0,3}> ?", "", text, flags=re.MULTILINE)
    )
    rows = re.sub(r"^\|?[\s|:-]+\|?$", "", bare, flags=re.MULTILINE)
    return re.sub(r" *\| *", "\t", rows).replace("\\.", ".")


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


def _pdf(path: Path, data: bytes) -> str:
    """Return what the pages of a PDF print, without the numbers of the pages."""
    pages = list(_pages(path, data))
    if sum(map(len, pages)) < _LEAST * len(pages):
        hint = "It is a scan: recognise its text first (OCR), or give the document as text."
        raise ReadError(f"{path}: holds {counted(len(pages), 'page')} of pictures and no text. {hint}")
    return "\n".join(pages)


def _pages(path: Path, data: bytes) -> Iterator[str]:
    import io
    import logging

    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        hint = install_hint("draft")
        raise ReadError(f"{path}: PDF files need pypdf, which is not installed. {hint}, or give the text.") from None
    # Else Python prints what pypdf has to say of each fault.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
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
    ".docx": word_text,
    ".pdf": _pdf,
}

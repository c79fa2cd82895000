"""Texts out of files: each kind is read as what it is, and what is none is refused in one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from click.testing import CliRunner

from geo.analysis.papers import paper_text
from geo.cli import cli
from geo.model.errors import ReadError

TEXT = "方省规划\n一、目标\n到2025年产值达到800亿元。\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def word_file(body: str, **parts: str) -> bytes:
    """Return a Word file of some paragraphs, with other parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{part}</w:{name}>')
    return held.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_list(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'


def level(number: int, form: str, words: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
    )


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_encoding_that_offices_write(tmp_path: Path, encoding: str) -> None:
    assert paper_text(written(tmp_path, "a.txt", TEXT.replace("\n", "\r\n").encode(encoding))) == TEXT


def test_markdown_loses_its_marks_and_keeps_the_numbers_of_the_document(tmp_path: Path) -> None:
    text = "# 方省规划\n\n## 一、目标\n\n1. **做强**[甲园](http://x)。\n\n| 甲 | 乙 |\n|---|---|\n| 8 | 9 |\n"
    assert paper_text(written(tmp_path, "a.md", text.encode())).split() == [
        "方省规划",
        "一、目标",
        "1.",
        "做强甲园。",
        "甲",
        "乙",
        "8",
        "9",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_web_page_gives_what_its_reader_sees(tmp_path: Path, encoding: str) -> None:
    page = (
        f'<html><head><meta charset="{encoding}"><title>无</title></head><body><script>var 无;</script>'
        "<p>一、<b>目标</b></p><p>建设\n甲园。<br>乙谷&amp;丙港。</p><table><tr><td>甲</td><td>8家</td></tr></table></body>"
    )
    lines = paper_text(written(tmp_path, "a.html", page.encode(encoding))).split("\n")
    assert lines == ["一、目标", "建设 甲园。", "乙谷&丙港。", "甲\t8家"]


def test_a_word_file_has_the_numbers_that_word_makes(tmp_path: Path) -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "(%2)") + level(2, "bullet", "*")
    numbering = (
        f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    )
    styles = f'<w:style w:styleId="H1"><w:pPr>{in_list(0)}</w:pPr></w:style>'
    heads = [paragraph("基础", in_list(0)), paragraph("产业", in_list(1)), paragraph("创新", in_list(1))]
    heads += [paragraph("目标", '<w:pStyle w:val="H1"/>'), paragraph("规模", in_list(1)), paragraph("点", in_list(2))]
    data = word_file("".join(heads), numbering=numbering, styles=styles)
    assert paper_text(written(tmp_path, "a.docx", data)).split("\n") == [
        "一、基础",
        "(一)产业",
        "(二)创新",
        "二、目标",
        "(一)规模",
        "点",
    ]


def test_a_pdf_gives_the_text_of_its_pages(tmp_path: Path) -> None:
    figure = plt.figure()
    figure.text(0.1, 0.5, "The output value reaches 800 by 2025 and so on in this plan")
    figure.savefig(tmp_path / "a.pdf")
    plt.close(figure)
    assert "800 by 2025" in paper_text(tmp_path / "a.pdf")


def test_a_scan_is_refused(tmp_path: Path) -> None:
    figure = plt.figure()
    figure.savefig(tmp_path / "a.pdf")
    plt.close(figure)
    with pytest.raises(ReadError, match=r"a\.pdf: holds 1 page of pictures and no text\. It is a scan: .*OCR"):
        paper_text(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", OLD_WORD, "is an old Word file (.doc), whatever its name says. Open it and save it as .docx."),
        ("a.docx", b"no archive at all", "is no sound Word document. Open it in Word and save it as .docx again."),
        ("a.docx", word_file(""), "holds no text. Is it the right file?"),
        ("a.doc", OLD_WORD, 'a ".doc" file is not read. Save it as .txt, .md, .html, .htm, .docx, .pdf.'),
        ("a.pdf", b"%PDF-1.4 cut off", "is no sound PDF. Print it to a new one, or give the document as text."),
        ("a.txt", b"", "is empty. Give the document itself."),
        ("a.txt", b" \n\n ", "is empty. Give the document itself."),
        ("a.txt", b"\xff\xfa\x80 \x81", "is text in neither UTF-8 nor GBK. Save it as UTF-8."),
        ("a.html", b"<html><script>1</script></html>", "holds no text. Is it the right file?"),
    ],
)
def test_what_is_no_document_is_one_line(
    tmp_path: Path, tiny_root: Path, runner: CliRunner, name: str, data: bytes, told: str
) -> None:
    path, out = written(tmp_path, name, data), tmp_path / "out.xlsx"
    result = runner.invoke(cli, ["--root", str(tiny_root), "draft", "tiny", "--text", str(path), "-o", str(out)])
    assert (result.exit_code, result.output) == (1, f"{path}: {told}\n")
    assert not out.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none.txt: is missing. Check its name."):
        paper_text(tmp_path / "none.txt")

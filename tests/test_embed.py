"""The iframe that embeds a page: printed as it is, escaped, and the very one that README shows."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner, Result
from conftest import TINY

from geo.cli import cli
from geo.draw.page.embed import embed_code
from geo.model.errors import UsageError
from geo.model.plan import Plan, read_plan

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


class Tags(HTMLParser):
    """Collects elements with their attributes, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def iframes(text: str) -> list[dict[str, str | None]]:
    return [attributes for tag, attributes in Tags(text).found if tag == "iframe"]


@pytest.fixture(scope="module")
def tiny() -> Plan:
    return read_plan("tiny", TINY)


def run(runner: CliRunner, target: Path, *more: str) -> Result:
    return runner.invoke(cli, ["--root", str(TINY), "map", "tiny", "-o", str(target), *more])


def test_the_command_writes_the_page_and_prints_the_iframe_alone(runner: CliRunner, tmp_path: Path) -> None:
    target = tmp_path / "深圳 & co.html"
    done = run(runner, target, "--embed-code")
    assert done.exit_code == 0, done.output
    assert target.exists()
    assert done.stdout.count("\n") == 1
    (frame,) = iframes(done.stdout)
    address = urlsplit(str(frame["src"]))
    assert (address.scheme, address.netloc) == ("", "")
    assert unquote(address.path) == target.name
    assert address.query == "embed=1"
    assert address.fragment == ""
    assert frame["title"] == read_plan("tiny", TINY).header.title
    assert frame["loading"] == "lazy"
    assert "allowfullscreen" in frame
    assert re.search(r"width: \S+; height: \S+;", str(frame["style"]))
    assert "drawn" in done.stderr


def test_without_the_option_nothing_is_printed(runner: CliRunner, tmp_path: Path) -> None:
    assert run(runner, tmp_path / "a.html").stdout == ""


def test_language_and_step_stand_in_the_hash(runner: CliRunner, tmp_path: Path) -> None:
    done = run(runner, tmp_path / "a.html", "--embed-code", "--lang", "en", "--step", "2")
    (frame,) = iframes(done.stdout)
    assert frame["src"] == "a.html?embed=1#lang=en&step=2"
    assert frame["title"] == read_plan("tiny", TINY).header.title_en


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (("--lang", "en"), 2, "Add --embed-code."),
        (("--step", "1"), 2, "Add --embed-code."),
        (("--embed-code", "--lang", "fr"), 2, "'fr' is not one of 'zh', 'en'"),
        (("--embed-code", "--step", "x"), 2, "'x' is not a valid integer"),
    ],
)
def test_a_wrong_call_writes_nothing(
    runner: CliRunner, tmp_path: Path, options: tuple[str, ...], status: int, told: str
) -> None:
    done = run(runner, tmp_path / "a.html", *options)
    assert done.exit_code == status
    assert told in done.stderr
    assert not (tmp_path / "a.html").exists()


def test_a_step_that_there_is_not_is_told_in_one_line(runner: CliRunner, tmp_path: Path, tiny: Plan) -> None:
    with pytest.raises(UsageError, match=r"^There is no step 99: the story of tiny has steps 1 to \d+\.$"):
        embed_code(tiny, "a.html", step=99)
    with pytest.raises(UsageError):
        embed_code(tiny, "a.html", step=0)
    done = run(runner, tmp_path / "a.html", "--embed-code", "--step", "99")
    assert done.exit_code != 0
    assert not (tmp_path / "a.html").exists()


def test_hostile_titles_and_names_are_text(tiny: Plan) -> None:
    bad = "\"><script>alert(1)</script>&amp;'\n${x}"
    hostile = replace(tiny, header=replace(tiny.header, title=bad))
    code = embed_code(hostile, '"><b>.html')
    assert [tag for tag, _ in Tags(code).found] == ["iframe"]
    (frame,) = iframes(code)
    assert "<script>alert(1)</script>&amp;'" in str(frame["title"])
    assert unquote(urlsplit(str(frame["src"])).path) == '"><b>.html'
    assert "\n" not in code


def test_readme_shows_what_the_commands_print() -> None:
    plan = read_plan("changsha", ROOT)
    section = README[README.index("## Embed") :]
    assert embed_code(plan, "changsha.html") in section
    assert embed_code(plan, "changsha.html", lang="en", step=3) in section
    assert "`buju map changsha -o changsha.html --embed-code`" in section

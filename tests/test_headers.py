"""What a command changes in plan.toml is what it was asked to; every remark of a hand stays at what it speaks of."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from geo.cli import cli
from geo.model.errors import PlanError
from geo.model.headers import with_groups, with_values
from geo.model.schema import Group

TEXT = """\
# 规划
id = "x" # the id
period = [ # years
  2020,
  2025,
]

# the first
[[group]]
"group" = "a"
name = "一区" # one
positioning = '''
[[group]]
'''
# of a

# the second
[[group]]
group = "b"
name = "二区" # two
form = "area" # form

# whose borders
[boundaries]
source = "天地图" # who
# not mine

# our map
[map]
review_number = "" # none yet
# the end
"""
PLAIN = TEXT.replace("positioning = '''\n[[group]]\n'''\n", "")
A, B = Group(group="a", name="一区"), Group(group="b", name="二区", form="area")
REMARKS = [line.partition("#")[2] for line in PLAIN.splitlines() if "#" in line]


def test_a_value_changes_where_it_stands_and_a_new_one_joins_its_table() -> None:
    made = with_groups(PLAIN, [A, B], [replace(A, name="甲区", order=1), replace(B, form="belt")], "plan.toml")
    wanted = (
        PLAIN.replace('"一区" # one', '"甲区" # one')
        .replace('"area"', '"belt"')
        .replace("# of a\n", "# of a\norder = 1\n")
    )
    assert made == wanted


def test_new_groups_stand_before_the_remarks_of_the_next_table() -> None:
    made = with_groups(PLAIN, [A, B], [A, B, Group(group="c", name="三区")], "plan.toml")
    before, _, after = made.partition('\n[[group]]\ngroup = "c"\n')
    assert before.endswith('form = "area" # form\n')
    assert after.endswith(PLAIN.partition("# form\n")[2])


def test_with_a_group_go_its_own_remarks_alone() -> None:
    made = with_groups(PLAIN, [A, B], [B], "plan.toml")
    assert [text for text in REMARKS if text not in made] == [" one", " of a"]
    assert [each["group"] for each in tomllib.loads(made)["group"]] == ["b"]
    last = '[[group]]\ngroup = "a"\n\n[[group]]\ngroup = "b" # b\n'
    assert with_groups(last, [A, B], [A], "plan.toml") == '[[group]]\ngroup = "a"\n'


def test_a_text_over_several_lines_and_a_quoted_name_are_replaced_whole() -> None:
    text = '[a]\n"x" = """\none\ntwo\n""" # remark\n\n# of c\n[c]\ny = "1"\n'
    made = with_values(text, "a", {"x": "new"})
    assert made == '[a]\n"x" = "new" # remark\n\n# of c\n[c]\ny = "1"\n'


def test_groups_that_cannot_be_told_apart_are_refused() -> None:
    for text in (TEXT, PLAIN.replace('group = "b"', 'group = "a"'), 'group = [{group = "a"}]\n'):
        with pytest.raises(PlanError, match="its groups cannot be told apart"):
            with_groups(text, [A], [A], "plan.toml")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
ROWS = st.fixed_dictionaries(
    {name: st.one_of(st.none(), NAMES) for name in ("a", "b", "c", "d")}, optional={"e": st.one_of(st.none(), NAMES)}
)


@given(ROWS)
def test_whatever_groups_there_are_the_rest_of_the_file_says_what_it_said(rows: dict[str, str | None]) -> None:
    after = [Group(group=ident, name=name) for ident, name in rows.items() if name is not None]
    made = with_groups(PLAIN, [A, B], after, "plan.toml")
    found: dict[str, Any] = tomllib.loads(made)
    assert {each["group"]: each["name"] for each in found.get("group", [])} == {each.group: each.name for each in after}
    was = tomllib.loads(PLAIN)
    assert {**found, "group": None} == {**was, "group": None}
    lost = {" one", " of a"} if rows["a"] is None else set()
    lost |= {" two", " form"} if rows["b"] is None else set()
    assert {text for text in REMARKS if text not in made} <= lost


def test_the_remarks_of_a_plan_outlast_every_command_that_writes_its_file(tiny_root: Path) -> None:
    path = tiny_root / "data/tiny/plan.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    noted = [f"{line} # r{at}" if line.endswith('"') else line for at, line in enumerate(lines)]
    path.write_text("\n".join(noted) + "\n", encoding="utf-8")
    remarks = [line.partition(" # ")[2] for line in noted if " # " in line]

    def run(*words: str) -> None:
        done = CliRunner().invoke(cli, ["--root", str(tiny_root), *words])
        assert done.exit_code == 0, done.output
        assert [text for text in remarks if f"# {text}\n" not in path.read_text(encoding="utf-8")] == []

    book, table = tiny_root / "author.xlsx", tiny_root / "groups.csv"
    run("zone", "tiny", "pole", "--set", "name_en=The Core")
    run("export", "tiny", "--layer", "groups", "-o", str(table))
    table.write_text(table.read_text(encoding="utf-8-sig").replace("The Core", "The Heart"), encoding="utf-8")
    run("import", str(table), "--plan", "tiny", "--layer", "groups", "--apply")
    run("workbook", "tiny", "-o", str(book))
    run("workbook", "--apply", str(book))
    run("fmt", "tiny")
    run("undo")
    assert "The Core" in path.read_text(encoding="utf-8")

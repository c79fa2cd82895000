"""Tests wait for a state, never for a clock: a clock is too short on a busy machine, and too long on every other."""

from __future__ import annotations

import ast

from reading import ROOT

CLOCKS = {"sleep", "wait_for_timeout"}


def test_no_test_waits_for_a_clock() -> None:
    files = sorted((ROOT / "tests").rglob("*.py"))
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if CLOCKS & {getattr(node, "attr", ""), getattr(node, "name", "")}
    ]
    assert len(files) > 60
    assert found == []

"""Our own scripts and styles without what only people need, so that a page stays small."""

from __future__ import annotations

import re

_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)
_QUOTED = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)""")
_SIGNS = r"[{}()\[\];,<>=!?:&|]"
_SUM = r"(?<=[\w)\]]) (?=[+*/%-] [\w(])|(?<=[\w)\]] [+*/%-]) (?=[\w(])"
_NEEDLESS = re.compile(rf"\s+(?={_SIGNS})|(?<={_SIGNS})\s+|{_SUM}")
_DIVISION = re.compile(r"(?<=[\w)\]]) / (?=[\w(])")
_QUOTES = frozenset("\"'`")
_NEEDLESS_ENDS = frozenset([(";", "}"), (",", ")"), (",", "]"), (",", "}")])
_OPENING, _CLOSING = tuple("{([,;=?:&|"), tuple("})].?:&|")


def slim_script(code: str) -> str:
    r"""Return a script without comments that fill whole lines, and without needless white space.

    A line with a slash outside of its texts that is no division, or with two templates, is kept as it is: it may hold
    a pattern, a comment, or one template within another. Texts that run over several lines and empty
    statements have no place in our scripts, and every statement ends in a semicolon.

    Examples
    --------
    >>> slim_script("/* a\n b */\n  // c\n  const d = [e, 'f , g'];\n  h = 1; // i;\n  j = 2\n    + k;\n")
    "const d=[e,'f , g'];\nh = 1; // i;\nj=2\n+ k;"
    >>> slim_script("if (a) {\n  return b\n    .map(c)\n    .join(d - 1);\n}\n")
    'if(a){return b.map(c).join(d-1)}'
    >>> slim_script("a = b / 2;\nc = b / 2 + /d = e/.test(f);\n")
    'a=b/2;\nc = b / 2 + /d = e/.test(f);'
    """
    lines = (line.strip() for line in _BLOCK_COMMENT.sub("", code).splitlines())
    parts: list[str] = []
    before, was_kept = "", True
    for line in lines:
        if line and not line.startswith("//"):
            pieces = _QUOTED.split(line) if _QUOTES.intersection(line) else [line]
            kept = _is_kept(pieces)
            tight = line if kept else _slim_line(pieces)
            joined = not kept and not was_kept and (before.endswith(_OPENING) or tight.startswith(_CLOSING))
            if joined and (before[-1:], tight[:1]) in _NEEDLESS_ENDS:
                parts[-1] = parts[-1][:-1]
            parts += [tight] if joined else ["\n", tight]
            before, was_kept = tight, kept
    return "".join(parts).strip()


def slim_style(code: str) -> str:
    r"""Return a style sheet without comments that fill whole lines, and without needless white space.

    Examples
    --------
    >>> slim_style("a :is(b, c) {\n  content: \"x: y\";\n}\n")
    'a :is(b,c){content:"x: y"}'
    """
    bare = " ".join(line.strip() for line in _BLOCK_COMMENT.sub("", "\n".join(code.splitlines())).splitlines())
    pieces = [piece if at % 2 else _slim_rules(piece) for at, piece in enumerate(_QUOTED.split(bare))]
    return "".join(pieces).replace(";}", "}").strip()


def _slim_line(pieces: list[str]) -> str:
    return "".join(piece if at % 2 else _slim_piece(piece) for at, piece in enumerate(pieces))


def _is_kept(pieces: list[str]) -> bool:
    """Whether a line may hold a pattern, a comment, or a template within a template."""
    nested = any(piece.count("${") > piece.count("}") for piece in pieces[1::2])
    return nested or any("`" in piece or "/" in _DIVISION.sub("", piece) for piece in pieces[::2])


def _slim_piece(piece: str) -> str:
    return _NEEDLESS.sub("", piece) if " " in piece else piece


def _slim_rules(piece: str) -> str:
    """Return rules with signs closed up; a blank before a colon or a bracket may join two selectors, and stays."""
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", piece))
    return re.sub(r"([\w)-]): ", r"\1:", tight)

"""Our own scripts and styles without what only people need, so that a page stays small."""

from __future__ import annotations

import re

_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)
_QUOTED = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)""")
_AROUND_SIGNS = re.compile(r"\s*([{}()\[\];,<>=!?:&|])\s*")
_JOINED = re.compile(r"(?<=[{(\[,;])\n")


def slim_script(code: str) -> str:
    r"""Return a script without comments that fill whole lines, and without needless white space.

    A line with a slash outside of its texts, or with two templates, is kept as it is: it may hold a pattern, a
    comment, or one template within another.
    Texts that run over several lines have no place in our scripts.

    Examples
    --------
    >>> slim_script("/* a\n b */\n  // c\n  const d = [e, 'f , g'];\n  h = 1; // i\n  j = 2;\n")
    "const d=[e,'f , g'];h = 1; // i\nj=2;"
    """
    lines = (line.strip() for line in _BLOCK_COMMENT.sub("", code).splitlines())
    slimmed = [_slim_line(line) for line in lines if line and not line.startswith("//")]
    return _JOINED.sub("", "\n".join(slimmed))


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


def _slim_line(line: str) -> str:
    pieces = _QUOTED.split(line)
    if line.count("`") not in (0, 2) or any("/" in piece for piece in pieces[::2]):
        return line
    return "".join(piece if at % 2 else _AROUND_SIGNS.sub(r"\1", piece) for at, piece in enumerate(pieces))


def _slim_rules(piece: str) -> str:
    """Return rules with signs closed up; a blank before a colon or a bracket may join two selectors, and stays."""
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", piece))
    return re.sub(r"([\w)-]): ", r"\1:", tight)

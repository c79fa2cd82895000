"""What buju says, found in its code; ``python tests/messages.py`` brings geo/locale up to date with it."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.cli.catalogue import Entry, read_entries
from geo.model.schema import Feature, Record, columns, plain_name

PACKAGE = Path(__file__).parent.parent / "geo"
CATALOGUE = PACKAGE / "locale/zh/LC_MESSAGES/buju.po"

HEAD = r"""# What buju says, in Chinese. python tests/messages.py brings it up to date with the code.
# Names in braces are filled in; {name:word} is put into Chinese even if it is a single word.
msgid ""
msgstr ""
"Language: zh\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"""

SILENT = (
    "analysis/author/english.py",
    "analysis/check.py",
    "analysis/field_pages.py",
    "analysis/schemas.py",
    "draw/atlas/",
    "draw/page/edit_phrases.py",
    "draw/page/page.py",
    "draw/page/policy.py",
    "draw/page/watched.py",
    "draw/scene/abroad.py",
    "draw/scene/claims.py",
    "draw/scene/credits.py",
    "draw/scene/facts.py",
    "draw/scene/phrases.py",
    "draw/slides/prompts.py",
    "draw/slides/shapes.py",
    "draw/slides/tables.py",
    "export/about.py",
    "export/arrow_types.py",
    "export/computed.py",
    "export/kml.py",
    "export/qgis/",
    "model/aliases.py",
    "model/meanings.py",
    "model/measure.py",
    "model/schema.py",
    "model/sheet_words.py",
    "model/spatial_words.py",
)
"""Modules whose texts are words of a medium, code of another language, or told in both languages already."""

_PARTED = frozenset({"Words", "phrase", "column", "_column", "compile"})
"""Calls whose texts are no messages: words of both languages, meanings of columns, patterns."""

GRAMMAR = frozenset({"are", "them", "be", "stay", "s", "verb"})
"""What an English sentence is fitted with, which a Chinese one may leave out."""

_WORD = r"[A-Za-z][A-Za-z]+"
_TOLD = re.compile(
    rf"(?<![-\w]){_WORD}[,;:.]?[ ](?:a[ ])?(?:[\"(]?{_WORD}|[\"(\[]?\{{)|\}}[\"),;:.]*[ ]{_WORD}(?![-\w=])"
)
_CODE = re.compile(
    r"^\s*[<#]|</|/>|\\[dws.(]|\(\?|\b(?:SELECT|INSERT|CREATE|ALTER|PRAGMA|COMMENT|DROP|SET LOCAL|CASE WHEN|coalesce)\b"
    r"|[{]$|^--[a-z]+ [^ ]+$|^buju( [a-z]+)?( \{\w+\}| -+[\w-]+| \.\.\.)*$|: \d+px"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_FIELD = re.compile(r"\{(?:(?!key)[a-z_]{2,})?\}")
_NOT_TOLD = (
    *("January", "Noto Sans", "Source Han", "Microsoft YaHei", "Title ", "World Geodetic", "International Terr"),
    *("Lambert Conformal", "The buju authors", "from {number}", "Layers: {", "{based}, buju", "xmlns:"),
    *(
        "PingFang",
        "NOT NULL",
        "ESRI",
        "read -r",
        "park_id 地点",
        "target_id 指标",
        "staff 从业",
        "module {",
        "Only what concerns {name}",
        "The whole region",
    ),
    *("Google in", "Bing in", "File Geo", "'English", "no shapes to unite", "is no WKT", "something else"),
    *("not recognized as", "does not exist in the file", "Widest", "Widen the table", "and in", "in {home}"),
    *("Example: ", "as of", "years left", "so far", "; last", "of {refers}"),
)
"""How what is never told begins: names of fonts and systems, text of a medium, what is only looked for."""

OTHERS = (
    "Example: {call}",
    "lines {numbers}",
    "lines {numbers} and {rest} more",
    "rows {numbers} and {rest} more",
    "{kind} {ident} ({name})",
    "{park} and {target} in {rows}",
    "{basis}, {area_km2} km2, {precise}",
    'connection failed: connection to server at "{host}", port {port} failed: {why}',
    "{region} ({adcode}): {counts}.",
    "{one} and in {other}",
    "{area} km2",
    "status of {kind} {ident}",
    "{columns} set",
    "{number} industries",
    "{number} status",
    "{number} schematic",
    "China Geodetic Coordinate System 2000 (EPSG:{code})",
    '{column} "{value}" {fault}',
    "is no angle",
    '"{shown}" is no unit of {where}',
    '"{shown}" lies outside {region}: {listed}',
    "{rows} without a code",
    "{rows} without a name",
    "{rows} without an outline",
    "{rows} whose code is none of a province, city, county (six digits) or township (nine)",
    "{rows} whose outline crosses itself",
    "layer {ident}",
    "of the legend {parts}",
    "maps of {number} industries",
    "CGCS2000 / 3-degree Gauss-Kruger CM {meridian}E (EPSG:{code})",
    "CGCS2000 / 3-degree Gauss-Kruger zone {number} (EPSG:{code})",
    "CGCS2000 / Gauss-Kruger CM {meridian}E (EPSG:{code})",
    "CGCS2000 / Gauss-Kruger zone {number} (EPSG:{code})",
    "CGCS2000 / {region} Albers ({where})",
    "CGCS2000 / {region} Lambert Conformal ({where})",
    "WGS 84 / Pseudo-Mercator (EPSG:{code})",
    "WGS 84 / UTM zone {zone} (EPSG:{code})",
    "{file}: {locator}: name {phrase}",
    "{file}: {locator}: number {phrase}",
    "Options",
    "Commands",
    "Usage:",
    "Show this message and exit.",
    "Show the version and exit.",
    "required",
    "default: {default}",
    "Missing command.",
    "Missing argument '{name}'.",
    "Missing option {name}.",
    "Got unexpected extra argument ({args})",
    "Got unexpected extra arguments ({args})",
    "Invalid value: {message}",
    "Invalid value for '{param}': {message}",
    "No such option '{name}'.",
    "No such command '{name}'.",
    "{message} Did you mean '{possibility}'?",
    "{message} (Did you mean one of: {possibilities}?)",
    "'{value}' is not '{choice}'.",
    "'{value}' is not one of {choices}.",
    "{message} Choose from: {choices}",
    "'{value}' does not match the format '{format}'.",
    "'{value}' is not a valid integer.",
    "'{value}' is not a valid float.",
    "'{value}' is not a valid float range.",
    "{value} is not in the range {range}.",
    "File '{name}' does not exist.",
    "Path '{name}' does not exist.",
    "Option '{name}' does not take a value.",
    "Option '{name}' requires an argument.",
)
"""What click says, beyond our code."""

NOUNS = (
    "park",
    "join",
    "citation",
    "source",
    "actual",
    "province",
    "line",
    "further clause",
    "error",
    "warning",
    "note",
)
"""What is counted under a name that stands in no call of ``counted``."""


@dataclass(frozen=True)
class Message:
    """A text of the catalogue.

    Attributes
    ----------
    text : str
        Its msgid; values stand in braces by name.
    plural : str
        Its English plural; empty where it has none.
    file : str
        Where it stands first.
    """

    text: str
    plural: str = ""
    file: str = ""


def messages(package: Path = PACKAGE) -> dict[str, Message]:
    """Return all that the package says, by its text."""
    found: dict[str, Message] = {}
    for path in sorted(package.rglob("*.py")):
        shown = path.relative_to(package).as_posix()
        if "shipped" not in path.parts and not shown.startswith(SILENT):
            for message in _of_module(path, shown):
                found.setdefault(shape(message.text), message)
    for text in OTHERS:
        found.setdefault(shape(text), Message(text, file="cli/catalogue.py"))
    for row in every_record():
        text = f"{plain_name(row)} {{ident}}"
        found.setdefault(shape(text), Message(text, file="model/schema.py"))
    for noun in NOUNS:
        found.setdefault(shape(f"{{number}} {noun}"), counted_message(noun, "model/errors.py"))
    return found


def shape(text: str) -> str:
    """Return a message without the names of what is filled in: by it messages are the same."""
    return re.sub(r"(?<!\{)\{\w+(?::\w+)?\}(?!\})", "{}", text)


def every_record() -> list[type[Record]]:
    """Return all kinds of rows."""
    kinds = (*Record.__subclasses__(), *Feature.__subclasses__())
    return sorted((row for row in kinds if columns(row)), key=plain_name)


def _of_module(path: Path, shown: str) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set(_silent(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield Message(inspect.cleandoc(ast.get_docstring(node) or ""), file=shown)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "counted" and len(node.args) == 2:
            if isinstance(node.args[1], ast.Constant):
                yield counted_message(str(node.args[1].value), shown)
        elif id(node) not in silent and (text := _text(node)) and _is_told(text):
            yield Message(text.strip(), file=shown)


def counted_message(noun: str, shown: str = "") -> Message:
    """Return the message of a number of things."""
    return Message(f"{{number}} {noun}", f"{{number}} {noun}s", shown)


def _silent(tree: ast.AST) -> Iterator[int]:
    """Yield the nodes that are no text of their own, or told in two languages: docstrings, parts, pairs of words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values)
        elif _is_parted(node) or (isinstance(node, ast.Tuple) and len(node.elts) == 2 and _is_chinese(node.elts[0])):
            yield from (id(part) for part in ast.walk(node))


def _is_parted(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in _PARTED


def _is_chinese(node: ast.expr) -> bool:
    """Return whether a literal, or the first of several, is a Chinese text."""
    text = next(filter(None, map(_text, ast.walk(node))), "")
    return bool(_CHINESE.search(text)) and not _TOLD.search(text)


def _is_command(node: ast.expr) -> bool:
    function = node.func if isinstance(node, ast.Call) else node
    return isinstance(function, ast.Attribute) and function.attr in ("command", "group")


def _is_told(text: str) -> bool:
    return bool(_TOLD.search(text)) and not _CODE.search(text) and not text.strip().startswith(_NOT_TOLD)


def _text(node: ast.AST) -> str:
    """Return a literal as a message: what an f-string fills in stands in braces by name."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _FIELD.search(node.value):  # filled in by format()
            return node.value.replace("{}", "{value}")
        return node.value.replace("{", "{{").replace("}", "}}")
    if not isinstance(node, ast.JoinedStr):
        return ""
    names: list[str] = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            name = _name(part.value)
            same = sum(other.split("_2")[0].rstrip("23456789_") == name for other in names)
            names.append(f"{name}_{same + 1}" if name in names else name)
    found = iter(names)
    return "".join(
        str(part.value).replace("{", "{{").replace("}", "}}")
        if isinstance(part, ast.Constant)
        else f"{{{next(found)}}}"
        for part in node.values
    )


def _name(node: ast.expr) -> str:
    """Return what a filled-in value is called."""
    if isinstance(node, ast.Call):
        function = getattr(node.func, "id", getattr(node.func, "attr", "")).strip("_")
        if function == "join" and node.args:
            return _name(node.args[0])
        named = _name(node.args[-1 if function == "map" else 0]) if node.args else ""
        return function if function in GRAMMAR or not named or named == "text" else named
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Subscript):
        inner = node.slice
        is_key = isinstance(inner, ast.Constant) and isinstance(inner.value, str)
        return str(inner.value) if isinstance(inner, ast.Constant) and is_key else _name(node.value)
    if isinstance(node, ast.IfExp):
        texts = [_text(each) for each in (node.body, node.orelse)]
        is_number = all(text.split(" ")[-1] in ("is", "are", "has", "have", "s", "") for text in texts)
        return "s" if is_number or texts[1] == f"{texts[0]}s" else _name(node.body)
    if isinstance(node, ast.BinOp):
        return _name(node.left)
    if isinstance(node, ast.BoolOp):
        return _name(node.values[0])
    if isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        return _name(node.elt)
    return "text"


def written(entries: Iterable[Entry], found: Mapping[str, Message]) -> str:
    """Return a PO file of messages with the translations that entries give them; words keep their place at the end."""
    told = {shape(entry.text): entry for entry in entries if not entry.context}
    words = [entry for entry in entries if entry.context]
    blocks = [HEAD]
    for key, message in sorted(found.items(), key=lambda each: each[1].file):
        entry = told.get(key) or Entry(message.text, message.plural, "", "")
        blocks.append(f"#: geo/{message.file}\n{_block(entry)}")
    return "\n".join([*blocks, *map(_block, words)])


def _block(entry: Entry) -> str:
    lines = [f"msgctxt {_quoted(entry.context)}"] if entry.context else []
    lines.append(f"msgid {_quoted(entry.text)}")
    if entry.plural:
        lines += [f"msgid_plural {_quoted(entry.plural)}", f"msgstr[0] {_quoted(entry.told)}"]
    else:
        lines.append(f"msgstr {_quoted(entry.told)}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> None:
    """Write the catalogue anew: what is said no more goes, what is new stands there without a translation."""
    entries = list(read_entries(CATALOGUE.read_text(encoding="utf-8")))
    found = messages()
    CATALOGUE.write_text(written(entries, found), encoding="utf-8")
    known = {shape(entry.text) for entry in entries if not entry.context}
    new = (f"{message.file}: {message.text}\n" for key, message in found.items() if key not in known)
    sys.stdout.writelines(new)


if __name__ == "__main__":
    main()

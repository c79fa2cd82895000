"""What buju says in another language: a catalogue of its messages, and rendered lines found in it again.

Messages stay next to their code, whole, in English: a line is put into another language when it leaves the program. Of
a message whose values were filled in, the catalogue knows the form (``There is no plan "{plan}" in {base}. {hint}``);
what stands in the places of the values is a value, or again a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model.errors import Problem

_LOCALES = Path(__file__).parent.parent / "locale"
_CALL = "call"
"""Name of what a user types."""
_WORD = "word"
"""Context of single words, which are translated only where a translation asks for it: ``{kind:word}``."""

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LATIN = re.compile(r"(?<![\w.=/-])[A-Za-z]{2,}(?![\w=/-])", re.ASCII)
_LETTERS = re.compile("[A-Za-z]{2}")
_IN_QUOTES = re.compile(r'“[^”]*”|"[^"]*"')
_WIDE = re.compile("[\u2014-\u201d\u2026\u3000-\u9fff\uff00-\uffef]")
_NUMBERS = re.compile(r"[-\d.,%° ]+")
_BRACKETS = re.compile(r"(\S*[\u4e00-\u9fff]\S*) \(([^()]*)\)")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z\"\u4e00-\u9fff-])")
_CLAUSE = re.compile("[,;:] ")
_MOST_CLAUSES = 4
"""In a text that is cut in two at each of them; longer ones are lists."""
_MOST_TRIED = 6
"""Forms of one line, those with the most letters first."""
_STRONG = 4
"""Letters and marks that a form needs for a whole line to be recognised by it; one less where it begins with some."""


@dataclass(frozen=True)
class Entry:
    """One message of a catalogue.

    Attributes
    ----------
    text : str
        In English; names in braces are filled in.
    plural : str
        The same of many, empty where it counts nothing.
    told : str
        In the other language.
    context : str
        ``word`` for single words, else empty.
    """

    text: str
    plural: str
    told: str
    context: str


def read_entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a PO file; its own head and those without a translation are left out."""
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith(("msg", '"')):
                name = line.split(" ", 1)[0] if line.startswith("msg") else name
                fields[name] = fields.get(name, "") + "".join(map(_unescaped, _QUOTED.findall(line)))
        told = fields.get("msgstr") or fields.get("msgstr[0]", "")
        if fields.get("msgid") and told:
            yield Entry(fields["msgid"], fields.get("msgid_plural", ""), told, fields.get("msgctxt", ""))


def catalogue(lang: str) -> Catalogue:
    """Return the catalogue of a language."""
    path = _LOCALES / lang / "LC_MESSAGES" / "buju.po"
    return Catalogue(read_entries(path.read_text(encoding="utf-8")))


class Catalogue:
    """Messages by their forms.

    Parameters
    ----------
    entries : iterable of Entry
        The messages.

    Examples
    --------
    >>> made = Catalogue([Entry('no zone "{zone}". {hint}', "", "没有分区“{zone}”。{hint}", ""),
    ...                   Entry("Check {file}.", "", "请检查 {file}。", "")])
    >>> made.line('no zone "check file". Check a.csv.')
    '没有分区“check file”。请检查 a.csv。'
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._words = {entry.text: entry.told for entry in self.entries if entry.context == _WORD}
        plain = [entry for entry in self.entries if entry.context != _WORD]
        self._whole = {_plain(entry.text): _plain(entry.told) for entry in plain if "{" not in _plain(entry.text, "")}
        self._plain = plain
        self._known: dict[str, str] = {}

    @cached_property
    def _forms(self) -> list[tuple[str, _Form]]:
        """Its messages with values, after the longest of their literals."""
        return [(form.literals[0], form) for entry in self._plain for form in _forms(entry)]

    def line(self, text: str) -> str:
        """Return a line, or several, in the language; what is not known stays as it is."""
        if text in self._whole:
            return self._whole[text]
        return "\n".join(self._stripped(line, self._told) for line in text.split("\n"))

    def word(self, text: str) -> str:
        """Return a word, a list of words, perhaps counted, or a message in the language."""
        if text[:2] in _MARKS:
            return _MARKS[text[:2]] + self.word(text[2:])
        if text.endswith("..."):
            return f"{self.word(text[:-3])}..."
        parts = text.split(", ")
        known = [self._counted_word(part) for part in parts]
        if not any(known):
            return self.told_value(text)
        return "、".join(told or self.told_value(part) for told, part in zip(known, parts, strict=True))

    def _counted_word(self, text: str) -> str:
        """Return a word beside which a number may stand, and a measure; an empty text where it is not known."""
        if text[:1].isdigit():
            number, _, rest = text.partition(" ")
            found = self._words.get(f"{{number}} {rest}") or self._known_word(rest)
            return f"{found} {number}" if found else ""
        head, blank, rest = text.partition(" ")
        found = self._known_word(head) if blank and rest[:1].isdigit() else ""
        return f"{found} {rest}" if found else self._known_word(text)

    def _known_word(self, text: str) -> str:
        """Return a word, or what a column means with its stop or without."""
        words = _words_said_elsewhere()
        return self._words.get(text) or words.get(text) or words.get(f"{text}.", "").removesuffix("。")

    def problem(self, problem: Problem) -> str:
        """Return a finding as a line in the language, with the parts of its English line."""
        from geo.model.errors import one_line

        said = self.told_value(problem.message), self.line(problem.hint)
        if problem.words:
            said = problem.words.sentences(*said, is_english=False)
        told = [one_line(part, 200) for part in (problem.place, *said)]
        thing = f"{one_line(self.word(problem.where), 100)}：" if problem.where else ""
        label = {"warning": "警告：", "note": "说明："}.get(problem.severity, "")
        return f"{told[0]}: {label}{thing}{told[1]}。{told[2]}  [{problem.code}]"

    def _stripped(self, text: str, told: Callable[[str], str]) -> str:
        inner = text.strip()
        return text.replace(inner, told(inner), 1) if inner else text

    def _told(self, text: str, is_value: bool = False) -> str:
        """Return a text in the language: known as it is, by its form, or by its parts."""
        if text in self._whole:
            return self._whole[text]
        if is_value and (quoted := _QUOTED.fullmatch(text)):
            return f"“{quoted[1]}”"
        if not _LETTERS.search(text) or (is_value and " " not in text):
            return _as_list(text) if is_value else text
        if is_value and (listed := _as_list(text)) != text:
            return listed
        key = f"{is_value}{text}"
        if key not in self._known:
            told = self._by_form(text, is_value)
            self._known[key] = told if told and not _english(told) else self._least_english(text, is_value, told)
        return self._known[key]

    def _least_english(self, text: str, is_value: bool, told: str) -> str:
        """Return the best of a text told by its form, as a sentence that lacks its stop, and by its parts."""
        sentence = f"{text}."
        stopped = self._whole.get(sentence) or self._by_form(sentence, True) if is_value else ""
        found = (told, stopped.removesuffix("。"), self._by_parts(text, is_value))
        return min(filter(None, found), key=_english, default=text)

    def _by_form(self, text: str, is_value: bool) -> str:
        """Return a text by the form that leaves the least of it in English, of equal ones by the most literal."""
        near = [form for literal, form in self._forms if literal in text]
        found = [(form, match) for form in near if form.fits(text) and (match := form.matched(text))]
        found.sort(key=lambda each: (-each[0].weight, -sum(map(len, each[0].literals))))
        told = [self._filled(form, match, is_value) for form, match in found[:_MOST_TRIED]]
        return min(filter(None, told), key=_english, default="")

    def _filled(self, form: _Form, match: re.Match[str], is_value: bool) -> str:
        values = {name: match.group(f"_{name}") for name in form.names}
        if form.is_weak and not is_value:
            return ""
        told = {name: value if name in form.quoted else self.told_value(value) for name, value in values.items()}
        plain = ((value, told[name]) for name, value in values.items() if name not in form.quoted)
        left = [value for value, made in plain if (made == value and not _NUMBERS.fullmatch(value)) or _english(made)]
        if (form.is_weak and any(" " in value for value in left)) or (
            form.is_short and any('"' in value for value in left)
        ):
            return ""
        return _joined(self._pieces(form.told, values, told))

    def _pieces(self, told: str, values: dict[str, str], made: dict[str, str]) -> Iterator[tuple[str, str]]:
        for literal, name, spec, _ in Formatter().parse(told):
            yield literal, ("" if name is None else self.word(values[name]) if spec == _WORD else made[name])

    def told_value(self, text: str) -> str:
        """Return what is filled in: a message, a list, or a value as it is."""
        if text[:2] in _MARKS:
            return self._by_form(text, True) or _MARKS[text[:2]] + self.told_value(text[2:])
        return self._stripped(text, lambda inner: self._told(inner, True))

    def _by_parts(self, text: str, is_value: bool) -> str:
        """Return a text by its sentences, clauses or members of a list, where one of them is known."""
        found = [*self._cut_throughout(text), *self._cut_once(text)]
        if found:
            return min(found, key=_english)
        return text if is_value else _words_said_elsewhere().get(text, text)

    def _cut_throughout(self, text: str) -> Iterator[str]:
        """Yield a text cut at every end of a sentence, clause or member, where that makes something of it known."""
        for parts, mark in _cuts(text):
            told = [self._told(part, True) for part in parts] if len(parts) > 1 else parts
            if told != parts:
                yield _listed(told) if mark == "、" else mark.join(told)

    def _cut_once(self, text: str) -> Iterator[str]:
        """Yield a text cut in two at each end of a clause; what follows may be a message that begins with the mark."""
        places = [match.start() for match in _CLAUSE.finditer(text)]
        for at in places if len(places) <= _MOST_CLAUSES else ():
            head, mark, tail = text[:at], text[at : at + 2], text[at + 2 :]
            rest = self._whole.get(text[at:]) or self._by_form(text[at:], True)
            told = [self._told(head, True), rest or _MARKS[mark] + self._told(tail, True)]
            if told != [head, _MARKS[mark] + tail]:
                yield "".join(told)


@dataclass(frozen=True)
class _Form:
    """A message whose values are filled in, and its translation."""

    text: str
    told: str

    @cached_property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Its literals, and the name after each, empty after the last."""
        return tuple((literal, name or "") for literal, name, _, _ in Formatter().parse(self.text))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of what is filled in, in order."""
        return tuple(name for _, name in self.parts if name)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """What stands around it, the longest first."""
        return tuple(sorted((literal for literal, _ in self.parts if literal), key=len, reverse=True))

    @cached_property
    def weight(self) -> int:
        """How many letters and marks its literals have."""
        return sum(not char.isspace() for literal in self.literals for char in literal)

    @property
    def is_short(self) -> bool:
        """Whether it has so few letters that it may be found by chance in a list of values: ``year {year} {fault}``."""
        return self.weight < 2 * _STRONG

    @property
    def is_weak(self) -> bool:
        """Whether a whole line is not recognised by it: ``{one} and {other}``."""
        return self.weight < (_STRONG - 1 if self.parts[0][0] else _STRONG)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """Names of what stands in quotes, and of calls of the command: never put into another language."""
        after = [literal for literal, _ in self.parts[1:]] + [""]
        pairs = zip(self.parts, after, strict=True)
        within = {name for (literal, name), then in pairs if literal[-1:] in _QUOTES and then[:1] == literal[-1:]}
        return frozenset(within | {_CALL} & set(self.names))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What its rendered lines match."""
        return re.compile("".join(self._patterns()), re.DOTALL)

    def _patterns(self) -> Iterator[str]:
        for literal, name in self.parts:
            yield re.escape(literal)
            if name:
                value = _VALUES.get(name) or (_UNQUOTED if name in self.quoted else ".*?")
                yield f"(?P<_{name}>{value})"

    def fits(self, text: str) -> bool:
        """Return whether its literals are all in a text."""
        return all(literal in text for literal in self.literals)

    def matched(self, text: str) -> re.Match[str] | None:
        """Return how a text is it; no value goes over the end of a sentence, but for sentences after all of it."""
        match = self.pattern.fullmatch(text)
        if not match:
            return None
        literal, last = self.parts[-1]
        is_sentence = literal.endswith(". ")
        if last and not is_sentence and match[f"_{last}"].endswith(".") and not match[f"_{last}"].endswith("..."):
            return None
        inner = (match[f"_{name}"] for name in self.names if name != last and name not in self.quoted)
        return None if any(map(_SENTENCE.search, inner)) else match


_VALUES = {"number": r"\d[\d,.]*", "ident": r"[^\s\"]+", **dict.fromkeys(("are", "be", "s", "stay", "them"), "[a-z]*")}
"""What some names stand for: a number, an id, and words that a sentence is fitted with."""
_UNQUOTED = r"[^\"]*?"
_QUOTES = ('"', "'")
_BETWEEN = {"": "", ", ": "、", " and ": " 和 ", " or ": " 或 "}
_MARKS = {": ": "：", "; ": "；", ", ": "，"}


def _forms(entry: Entry) -> Iterator[_Form]:
    for text in filter(None, (entry.text, entry.plural)):
        form = _Form(text, entry.told)
        if form.names:
            yield form


def _plain(text: str, brace: str = "{") -> str:
    """Return a text of a catalogue as it is said: a brace of its own is doubled there."""
    return text.replace("{{", brace).replace("}}", "}")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)


def _english(text: str) -> int:
    """Return how many English words a text has, values in quotes aside."""
    return len(_LATIN.findall(_IN_QUOTES.sub("", text)))


def _cuts(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield a text cut into sentences, clauses and members, with what stands between these in Chinese."""
    yield _SENTENCE.split(text), ""
    if text.endswith("."):
        yield [text[:-1], ""], "。"
    yield text.split("; "), "；"
    yield text.split("; ", 1), "；"
    yield text.split(": ", 1), "："
    yield text.split(", "), "、"


def _listed(told: Sequence[str]) -> str:
    """Return members of a list, short ones as such, others as clauses."""
    return ("、" if max(map(len, told)) < 20 else "，").join(told)


def _as_list(text: str) -> str:
    """Return a list of names as one in Chinese; a text that is none as it is."""
    rest = re.fullmatch(r"(.+) and (\d+) more", text)
    head, tail = (rest[1], f"，另有 {rest[2]} 项") if rest else (text, "")
    parts = [_BRACKETS.sub(r"\1（\2）", part) for part in re.split("(, | and | or )", head)]
    names, marks = parts[::2], parts[1::2]
    if not all(map(_is_name, names)) or (all(map(_NUMBERS.fullmatch, names)) and "." in text):
        return text
    last = max((at for at, mark in enumerate(marks) if mark == " and "), default=-1)
    between = ["、" if mark == " and " and at < last else _BETWEEN[mark] for at, mark in enumerate(marks)]
    return _joined(zip(["", *between, ""], [*names, tail], strict=True))


def _is_name(text: str) -> bool:
    """Return whether a member of a list is a name, an amount or a suffix with its format, and no message."""
    return '"' not in text and (" " not in text or text.startswith(".") or not _LETTERS.search(text))


def _joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Return literals and values as one text: no space between Chinese characters that come together."""
    text = ""
    for literal, value in pieces:
        if literal[:1] == " " and _WIDE.match(literal[1:2]) and _WIDE.match(text[-1:]):
            literal = literal[1:]
        text += literal
        if value and text[-1:] == " " and _WIDE.match(value[:1]) and _WIDE.match(text[-2:-1]):
            text = text[:-1]
        is_gap = value[:1] == " " and _WIDE.match(text[-1:])
        text += value.lstrip() if is_gap else value
    return text


@cache
def _words_said_elsewhere() -> dict[str, str]:
    """Return the Chinese of words said elsewhere: heads of sheets, closed lists, columns, what a figure leaves out."""
    from geo.analysis.pace import STATES
    from geo.analysis.take.fields import PARKS, POINTS, TARGETS
    from geo.draw.scene.phrases import PHRASES
    from geo.model.aliases import CHOICES
    from geo.model.meanings import column_meaning
    from geo.model.schema import BASE_LAYERS, LAYERS, TABLES, Boundaries, Group, Header, Map, columns

    rows = {**TABLES, **LAYERS, **BASE_LAYERS, "groups": Group, "plan": Header, "boundaries": Boundaries, "map": Map}
    means = {
        column.meaning: column_meaning(name.split(".")[0], column.name, column.meaning)
        for name, row in rows.items()
        for column in columns(row)
    }
    fields = (line.split()[:2] for line in f"{TARGETS}{POINTS}{PARKS}".strip().splitlines())
    choices = {english: chinese for words in (*CHOICES.values(), STATES) for chinese, english in words.values()}
    legend = ("zones", "kind", "industry", "status", "numbers")
    left_out = {words.en: words.zh for key, words in PHRASES.items() if key.startswith("left_") or key in legend}
    return dict(fields) | choices | means | left_out

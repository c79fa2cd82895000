"""What is known of a text before its numbers are read, and what a number of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo.analysis.draft.gazetteer import Gazetteer
from geo.analysis.draft.industries import Vocabulary
from geo.analysis.draft.layout import Layout
from geo.analysis.draft.passages import Reading, Sentence
from geo.analysis.draft.places import Mention, PlaceFound
from geo.analysis.draft.tables import Tables
from geo.analysis.quantities import Quantity

OPENING_YEAR = re.compile("^(?:——)?(?:力争|截[至止])?(到|至)?(20\\d\\d)年(?:底|末|,|，)")
"""How a sentence begins that says by when, or of when, all of it is."""


@dataclass(frozen=True)
class NumberFound:
    """One number of a text.

    Attributes
    ----------
    quantity : Quantity
        Value, operator and measure, with its place in its sentence.
    sentence : Sentence
        The sentence.
    start, end : int
        Where it stands in the document.
    indicator : str
        What is counted.
    scope, subject : str
        What kind of thing it speaks of, and which: a place's name, an adcode, an industry, the place of a zone or group
        in the layout; empty for the plan.
    kind, mode, hedge : str
        As in the schema.
    year : int or None
        By when, or of when.
    """

    quantity: Quantity
    sentence: Sentence
    start: int
    end: int
    indicator: str
    scope: str = "plan"
    subject: str = ""
    kind: str = "target"
    mode: str = "stock"
    hedge: str = ""
    year: int | None = None

    def of(self, scope: str, *subjects: object) -> list[NumberFound]:
        """Return it once for each thing that it speaks of."""
        return [replace(self, scope=scope, subject=str(each)) for each in subjects]

    @property
    def before(self) -> str:
        """What stands before it in its sentence."""
        return self.sentence.text[: self.quantity.start]

    @property
    def clause(self) -> str:
        """What stands before it in its clause."""
        return re.split("[,;:]", self.before)[-1]


@dataclass(frozen=True)
class Known:
    """What is known of a text before its numbers are read.

    Attributes
    ----------
    reading, layout, gazetteer, vocabulary, places
        The text, and what was found in it.
    period : tuple of int
        First and last year of the plan; empty where they are not known.
    topic : tuple of str
        Industries of which the whole document speaks; empty for the plan's own.
    own : str
        The industry of which the whole plan speaks by its title: what is said of it is said of the plan. Empty where
        it is none, or several.
    back : bool
        Whether the document tells of what there is by its title: a bulletin, an evaluation.
    title : str
        Its title.
    year : int or None
        The one year of its title.
    issued : int or None
        In which year it was issued, as far as it or its row says.
    by_title : bool
        Whether the document has its last year from its title: one of several documents of a plan.
    tables : Tables
        Its tables.
    """

    reading: Reading
    layout: Layout
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    places: tuple[PlaceFound, ...]
    period: tuple[int, ...]
    topic: tuple[str, ...] = ()
    own: str = ""
    back: bool = False
    title: str = ""
    year: int | None = None
    issued: int | None = None
    by_title: bool = False
    tables: Tables = field(default_factory=Tables)

    @property
    def begins(self) -> int:
        """The first year that is to come: of the period, else of issue; 0 where neither is known."""
        return self.period[0] if self.period else self.issued or 0

    def is_answer(self, sentence: Sentence) -> bool:
        """Return whether a sentence stands in an answer to a question."""
        return self.reading.locator(sentence.start).startswith("答")

    @cached_property
    def told(self) -> dict[int, list[tuple[str, Mention]]]:
        """The places that a sentence names, in its order, each by its name: where the sentence begins -> those."""
        found: dict[int, list[tuple[str, Mention]]] = {}
        pairs = [(place.name, mention) for place in self.places for mention in place.mentions]
        for name, mention in sorted(pairs, key=lambda pair: pair[1].start):
            found.setdefault(mention.sentence.start, []).append((name, mention))
        return found

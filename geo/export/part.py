"""What an export of one unit says of itself, and how an import knows it again: nobody shall take it for the whole."""

from __future__ import annotations

import re

from geo.model.aliases import name_of
from geo.model.plan import Plan

PART_NOTE = "part.txt"
"""What says so inside a zip of Shapefiles, which have no room for it."""

_NOTES = {"zh": "仅含涉及{name}（{adcode}）的内容。", "en": " Only what concerns {name} ({adcode})."}
_NOTED = re.compile(r"仅含涉及[^。]*（(\w+)）的内容。|Only what concerns [^.]* \((\w+)\)\.")


def part_name(plan: Plan, lang: str = "zh") -> str:
    """Return the name of the unit that a part of a plan concerns; nothing of a whole plan."""
    return next((name_of(row, lang) for row in plan.unit_rows if row.unit == plan.only), "")


def part_note(plan: Plan, lang: str = "zh") -> str:
    """Return a sentence that says which unit a part of a plan concerns; nothing of a whole plan."""
    return _NOTES[lang].format(name=part_name(plan, lang), adcode=plan.only) if plan.only else ""


def noted_part(text: str) -> str:
    """Return the adcode of the unit that a text with such a sentence tells of; nothing where it has none.

    Examples
    --------
    >>> noted_part("Named places. Only what concerns Daqing (230600)."), noted_part("Named places.")
    ('230600', '')
    """
    found = _NOTED.search(text)
    return (found[1] or found[2]) if found else ""

"""A row that somebody may accept into a plan, with the sentence that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def draft_file(plan: str) -> str:
    """Return the name of the workbook in which a plan's draft is written, unless another is given."""
    return f"{plan}.draft.xlsx"


@dataclass(frozen=True)
class Proposed:
    """One row proposed for a table of a plan.

    Attributes
    ----------
    row : mapping of str to str
        Column of the schema -> its cell as CSV has it; a column that is left out stays empty. Without an id it gets
        one from its name when it is accepted; with the id of a row of the plan, what it fills is changed there.
    sentence : str
        What it was read from: shown to whoever decides, never taken into the plan.
    """

    row: Mapping[str, str]
    sentence: str

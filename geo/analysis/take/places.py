"""Rows of a colleague's sheet -> named places of a plan, as CSV has them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from geo.analysis.author.cellvalues import CellError, Words, cell_text
from geo.analysis.author.worksheets import Worksheet
from geo.analysis.draft.classes import OWN, kind_of
from geo.analysis.rules.lookup import Lookup
from geo.analysis.take.reader import Taken
from geo.model.adcodes import level_of
from geo.model.cells import write_number
from geo.model.degrees import degrees, position
from geo.model.errors import one_line
from geo.model.plan import Plan
from geo.model.schema import DECIMALS, LONGEST_ANCHOR, Park, columns_by_name
from geo.space.crs import place_from_datum
from geo.space.geometry import distance_km

_SHEET = Worksheet("parks.csv")
_COLUMNS = columns_by_name(Park)
_PLAIN = (
    *("park_id", "name", "name_en", "aliases", "precision_km", "located_by", "unlocated", "outside"),
    *("zones", "source", "locator", "anchor", "note"),
)
"""Columns that are taken as they stand, with words and names for codes."""

_ABOVE = ("province", "city", "county", "unit")
_STATES = (
    ("existing", re.compile("已(?:建|投|运|开|完|竣)|现有|存续|在营")),
    ("planned", re.compile("规划|拟|筹建|前期|待建|储备|计划|谋划|未开工")),
    ("under-construction", re.compile("在建|建设中|施工|开工")),
    ("existing", re.compile("建成|投产|运营|运行|投用|开业|竣工")),
)
"""What sheets say of a state; the first that is found."""

_KM_A_DEGREE = 111.0
_FINEST_KM = 1.0
"""A sheet's coordinates are not taken for more precise, whatever digits they have."""
_LONGEST_UNIT = 24
"""Letters of an address in which its units are looked for."""


@dataclass
class PlaceReader:
    """Reads rows of places, and collects what was taken otherwise than it stands there.

    Attributes
    ----------
    plan : Plan
        The plan.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of the sheet's degrees.
    given : mapping of str to str
        Column -> what stands for it where the sheet has nothing.
    unknown : dict of str to list of str
        Industries that the taxonomy lacks -> cells; grows.
    """

    plan: Plan
    datum: str
    given: Mapping[str, str]
    unknown: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def look(self) -> Lookup:
        """The plan opened for questions."""
        return Lookup(self.plan)

    @cached_property
    def words(self) -> Words:
        """What cells may say instead of ids."""
        return Words(self.plan)

    def texts(self, row: Taken) -> tuple[dict[str, str], list[tuple[str, CellError]]]:
        """Return what a row says of a place, column -> cell of CSV, and what of it cannot be taken, by field."""
        found: dict[str, str] = {}
        faults: list[tuple[str, CellError]] = []
        own = {"kind": self._kind, "status": self._status, "industries": self._industries}
        columns = {**dict.fromkeys(_PLAIN, self._as_it_stands), **own}
        readers: dict[str, Callable[[], Mapping[str, str]]] = {
            **{name: partial(read, row, name) for name, read in columns.items() if name in row.cells},
            "lon": partial(self._position, row),
            "adcode": partial(self._unit, row, found),
        }
        for name, read in readers.items():
            try:
                found |= {column: text for column, text in read().items() if text}
            except CellError as error:
                faults.append((_field_of(name, row), error))
        return found, faults

    def completed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return a new place with what follows from the rest, and what is said of all rows."""
        located = bool(texts.get("lon"))
        source = texts.get("source") or self.given.get("source", "")
        level = level_of(texts.get("adcode", ""))
        without = {"county": "county", "township": "county", "prefecture": "prefecture"}
        follows = {
            "kind": _kind_by_name(texts.get("name", "")),
            "status": "unstated",
            "basis": "site" if located else without.get(level, "none"),
            "unlocated": "" if located else "not-found",
            "located_by": source if located else "",
            "locator": "附件",
            "anchor": texts.get("name", "")[:LONGEST_ANCHOR],
        }
        every = {name: texts.get(name) or self.given.get(name) or follows.get(name, "") for name in _COLUMNS}
        return {**every, "precision_km": every["precision_km"] if located else ""}

    def of_known(self, texts: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
        """Return what a row changes of a place that the plan has: only what the sheet says."""
        found = {name: text for name, text in texts.items() if name not in ("park_id", "precision_km")}
        if known["name"] != found.get("name") and found.get("name") in known["aliases"].split(";"):
            del found["name"]
        if not texts.get("lon"):
            return found
        source = texts.get("located_by") or texts.get("source") or self.given.get("source") or known["located_by"]
        placed = {"basis": "site", "unlocated": "", "located_by": source, "precision_km": texts["precision_km"]}
        near = all(abs(float(known[name] or "inf") - float(texts[name])) <= 10**-DECIMALS for name in ("lon", "lat"))
        return {**found, **({} if near else placed)}

    def _as_it_stands(self, row: Taken, name: str) -> dict[str, str]:
        return {name: cell_text(row.cells[name], _SHEET, _COLUMNS[name], self.words)}

    def _kind(self, row: Taken, name: str) -> dict[str, str]:
        try:
            return self._as_it_stands(row, name)
        except CellError:
            if found := _kind_by_name(row.text(name)):
                return {name: found}
            raise

    def _status(self, row: Taken, name: str) -> dict[str, str]:
        text = row.text(name)
        found = next((state for state, words in _STATES if words.search(text)), "")
        return {name: found} if found else self._as_it_stands(row, name)

    def _industries(self, row: Taken, name: str) -> dict[str, str]:
        """Return the industries that the taxonomy has; all others are told once, with their cells."""
        known = {industry.industry for industry in self.plan.industries}
        found = []
        for text in re.split(r"\s*[;；、,，/\n]\s*", row.text(name)):
            ident = self.words.ident(text, "industry") if text else ""
            if ident in known:
                found.append(ident)
            elif text:
                self.unknown.setdefault(text, []).append(row.cells[name].at)
        return {name: ";".join(sorted(set(found)))}

    def _unit(self, row: Taken, found: Mapping[str, str]) -> dict[str, str]:
        """Return the adcode by its own column, by names of units, by the address, else by the coordinates."""
        if "adcode" in row.cells:
            return self._as_it_stands(row, "adcode")
        named = [row.text(name) for name in _ABOVE if row.text(name)]
        if named:
            return {"adcode": self.words.adcode("".join(dict.fromkeys(named)))}
        by_address = self._of_address(row.text("address"))
        return {"adcode": by_address or self._around(found)}

    def _of_address(self, text: str) -> str:
        """Return the unit that an address begins with, the longest name first; empty where none is told."""
        for end in range(min(len(text), _LONGEST_UNIT), 1, -1):
            found = self.words.units_named(text[:end]) if text[end - 1] in "省市县区旗州盟" else ()
            if len(found) == 1:
                return found[0].adcode
        return ""

    def _around(self, found: Mapping[str, str]) -> str:
        """Return the smallest unit in which coordinates lie; empty where there are none, or none has them."""
        if not found.get("lon"):
            return ""
        lon, lat = float(found["lon"]), float(found["lat"])
        inside = [unit for unit in self.look.units if unit in self.look.sound]
        holding = [unit for unit in inside if distance_km(lon, lat, self.look.sound[unit]) == 0]
        return max(holding, key=lambda unit: len(self.plan.upwards(unit)), default="")

    def _position(self, row: Taken) -> dict[str, str]:
        """Return longitude, latitude and how precise they are, in degrees of CGCS2000."""
        texts = [row.text(name) for name in ("position", "lon", "lat") if row.text(name)]
        if not texts:
            return {}
        lon, lat = self._pair(row)
        if (lon, lat) == (0, 0):
            raise CellError("0, 0 is no place", "Empty the coordinates, or give them.", "bad-coordinates")
        if abs(lon) > 180 or abs(lat) > 180:
            message = f"{lon:.0f}, {lat:.0f} are no degrees"
            raise CellError(
                message, "Turn them into degrees in a GIS, or send it through buju import.", "bad-coordinates"
            )
        note = ""
        if self.datum:
            note = f"{_DATUMS[self.datum]} {write_number(lon)},{write_number(lat)}"
            lon, lat = place_from_datum(lon, lat, self.datum)
        precision = row.text("precision_km") or self.given.get("precision_km") or write_number(_precision(texts))
        place = {"lon": write_number(round(lon, DECIMALS)), "lat": write_number(round(lat, DECIMALS))}
        notes = "；".join(filter(None, (row.text("note") or self.given.get("note", ""), note)))
        return {**place, "precision_km": precision, **({"note": notes} if note else {})}

    def _pair(self, row: Taken) -> tuple[float, float]:
        try:
            if row.text("position"):
                return position(row.text("position"))
            lacking = [name for name in ("lon", "lat") if not row.text(name)]
            if lacking:
                raise CellError(
                    f"{lacking[0]} is empty and the other is not", "Give both, or neither.", "bad-coordinates"
                )
            return degrees(row.text("lon"))[0], degrees(row.text("lat"))[0]
        except CellError:
            raise
        except ValueError as error:
            reason, _, hint = str(error).partition(": ")
            shown = one_line(row.text("position") or f"{row.text('lon')}, {row.text('lat')}", 40)
            raise CellError(f'"{shown}" {reason}', f"{hint or 'write decimal degrees'}.".capitalize()) from None


def _field_of(name: str, row: Taken) -> str:
    """Return the field of a sheet from which a column of the plan was read."""
    others = {"lon": ("position", "lon", "lat"), "adcode": ("adcode", *reversed(_ABOVE))}
    return next((each for each in others.get(name, ()) if each in row.cells), name)


_DATUMS = {"gcj02": "GCJ-02", "bd09": "BD-09"}


def _kind_by_name(name: str) -> str:
    """Return the kind that the class word at the end of a name tells, empty where it tells none."""
    found = OWN.search(re.sub(r"[(（].*?[)）]$", "", name))
    return kind_of(found[0]) if found else ""


def _precision(texts: Sequence[str]) -> float:
    """Return how precise coordinates are by their digits, in km; minutes and seconds count as exact."""
    decimals = [len(part.partition(".")[2]) for text in texts for part in re.findall(r"\d+(?:\.\d+)?", text)]
    if any(re.search("[°º度′'分]", text) for text in texts):
        return _FINEST_KM
    return max(_FINEST_KM, float(math.ceil(_KM_A_DEGREE * 10 ** -min(decimals))))

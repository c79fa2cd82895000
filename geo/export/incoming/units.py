"""A bureau's own layer of administrative units: its columns recognised, its codes in one spelling, its faults told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.export.incoming.degrees import in_degrees
from geo.export.incoming.project import layer_file
from geo.export.incoming.reading import layers_at, read_layer
from geo.model.adcodes import ADCODE, plain_adcode
from geo.model.errors import ReadError, counted, first_of, guess, one_line
from geo.model.folding import folded
from geo.space.boxes import DegreeBox
from geo.space.geometry import Shape, crossing, union
from geo.space.reach import is_area
from geo.space.region import UnitLayer

_CHINA = DegreeBox(73.0, 3.0, 136.0, 54.0)
_NAMES = (
    *("name", "xzqmc", "名称", "行政区名称", "行政区划名称", "区划名称", "xzqhmc", "mc", "乡镇名称", "乡镇名", "乡镇"),
    *("街道", "街道名称", "town", "townname", "town_name", "xzmc", "xiangzhen", "county", "district", "name_chn"),
)
_CODES = (
    *("adcode", "xzqdm", "code", "unit", "代码", "行政区代码", "行政区划代码", "区划代码", "xzqhdm", "dm", "pac", "gb"),
    *("乡镇代码", "街道代码", "towncode", "town_code", "xzdm", "id_code", "adcode99"),
)
"""What columns of names and codes are called, in small letters."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which columns of a layer hold names and codes; empty where they are to be recognised."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class OwnLayer:
    """A layer of boundaries that was read.

    Attributes
    ----------
    layer : UnitLayer
        Its units.
    fields : Fields
        The columns from which they were taken.
    warnings : tuple of str
        What its user should know, one line each.
    """

    layer: UnitLayer
    fields: Fields
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a layer: where it stands, and what it says."""

    at: int
    code: str
    name: str
    shape: Any

    def __str__(self) -> str:
        return f"row {self.at} {one_line(self.name or '-', 30)}"


def read_own_layer(path: str | Path, fields: Fields, datum: str = "") -> OwnLayer:
    """Return the units of every layer of outlines in a file, by their codes in one spelling.

    Rows of one code and name are parts of one unit and are united, which is told.

    Parameters
    ----------
    path : str or Path
        Any file that GDAL reads, in any coordinate reference system; texts of a Shapefile may be GBK.
    fields : Fields
        Columns that an author names.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees, where they come from a Chinese web map.

    Raises
    ------
    ReadError
        It cannot be read, its columns cannot be told, rows lack code, name or outline, or two units have one code.
    """
    given = Path(path)
    if not given.exists():
        raise ReadError(f"{given}: is missing. Give the layer of boundaries with --boundaries.")
    rows: list[_Row] = []
    warnings: list[str] = []
    layers = layers_at(layer_file(given))
    found = fields
    for source in layers.values():
        frame, told = read_layer(source)
        if "geometry" not in frame or not frame.geometry.notna().any():
            continue
        placed, remarks = in_degrees(frame, given, datum, _CHINA)
        # What an author names for one of several layers need not be in the others.
        asked = fields if len(layers) == 1 or {fields.name, fields.code} <= {*frame.columns} else Fields()
        found = _recognised(frame, asked, given)
        columns = zip(frame[found.code], frame[found.name], placed.geometry, strict=True)
        rows += [_Row(at, _code(code), _text(word), shape) for at, (code, word, shape) in enumerate(columns, 1)]
        warnings += [*told, *remarks]
    if not rows:
        raise ReadError(f"{given}: holds no outline. Give a layer of administrative units.")
    _refuse_faulty(rows, found, given)
    units, remarks = _united(rows, found, given)
    return OwnLayer(UnitLayer(str(given), units), found, tuple(dict.fromkeys((*warnings, *remarks))))


def _recognised(frame: Any, given: Fields, path: Path) -> Fields:
    """Return the columns of codes and of names, those that are named, or those that can be told from the others.

    Raises
    ------
    ReadError
        A named one is not there, or none or several can be meant.
    """
    cells = {str(name): list(frame[name]) for name in frame.columns if name != "geometry"}
    codes = {name: _distinct(values) for name, values in cells.items() if _mostly(values, _is_code)}
    names = {name: _distinct(values) for name, values in cells.items() if _mostly(values, _is_name)}
    return Fields(
        name=_column(given.name, names, _NAMES, cells, f"{path}: which column holds the names? --name-field"),
        code=_column(given.code, codes, _CODES, cells, f"{path}: which column holds the codes? --code-field"),
    )


def _column(given: str, fitting: Mapping[str, int], usual: Sequence[str], there: Iterable[str], asked: str) -> str:
    """Return a column: the one named, else of the usual ones that fit, or of all that do, the one that tells most."""
    known = list(there)
    if given in known:
        return given
    if given:
        path = asked.partition(": which")[0]
        raise ReadError(f'{path}: has no column "{one_line(given, 40)}". {guess(given, known) or _one_of(known)}')
    called = {name: fitting[name] for word in usual for name in fitting if name.lower() == word}
    able = called or fitting
    best = [name for name, distinct in able.items() if distinct == max(able.values())]
    if not best or (len(best) > 1 and not called):
        raise ReadError(f"{asked} {_one_of(best or known)}")
    return best[0]


def _one_of(names: Iterable[str]) -> str:
    return f"One of: {', '.join(map(one_line, names)) or 'none, it has no columns'}."


def _mostly(values: Sequence[Any], fits: Callable[[str], bool]) -> bool:
    """Return whether more than half of the cells that say something say what fits."""
    said = [text for value in values if (text := _text(value))]
    return sum(map(fits, said)) * 2 > len(said)


def _distinct(values: Sequence[Any]) -> int:
    return len({_text(value) for value in values})


def _is_code(text: str) -> bool:
    return ADCODE.fullmatch(_code(text)) is not None


def _is_name(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)


def _text(value: Any) -> str:
    """Return a cell as text: what readers put for nothing is empty, and numbers are whole."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return folded(str(value)).strip()


def _code(value: Any) -> str:
    return plain_adcode(re.sub(r"\.0+$", "", _text(value)))


def _refuse_faulty(rows: Sequence[_Row], fields: Fields, path: Path) -> None:
    """Raise ReadError for rows of which no unit can be made, all of one fault in one line."""
    faults: tuple[tuple[str, str, Callable[[_Row], bool]], ...] = (
        ("without a code", f"Fill {fields.code}, or remove them.", lambda row: not row.code),
        ("without a name", f"Fill {fields.name}, or remove them.", lambda row: not row.name),
        (
            "whose code is none of a province, city, county (six digits) or township (nine)",
            f"Mend {fields.code}; villages (twelve digits) are finer than units go.",
            lambda row: not ADCODE.fullmatch(row.code),
        ),
        ("without an outline", "Draw them, or remove them.", lambda row: row.shape is None or not is_area(row.shape)),
        (
            "whose outline crosses itself",
            'Mend it in your GIS (QGIS: "Fix geometries").',
            lambda row: bool(crossing(row.shape)),
        ),
    )
    for what, hint, is_faulty in faults:
        if found := [row for row in rows if is_faulty(row)]:
            raise ReadError(f"{path}: {counted(len(found), 'row')} {what}: {_named(found)}. {hint}")


def _united(rows: Sequence[_Row], fields: Fields, path: Path) -> tuple[dict[str, tuple[str, Shape]], list[str]]:
    """Return units by code, rows of one code and name united, with what is to be said of that."""
    by_code: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    for code, same in by_code.items():
        if len({row.name for row in same}) > 1:
            hint = f"Each unit has a code of its own: mend {fields.code}."
            raise ReadError(f"{path}: the code {code} is that of {_named(same)}. {hint}")
    units = {code: (same[0].name, union([row.shape for row in same])) for code, same in by_code.items()}
    parts = [f"{same[0].name} ({len(same)} rows)" for same in by_code.values() if len(same) > 1]
    told = f"{path}: {counted(len(parts), 'unit')} in several rows, united: {first_of(parts)}."
    return units, [told] if parts else []


def _named(rows: Sequence[_Row]) -> str:
    return first_of([str(row) for row in rows])

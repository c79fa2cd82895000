"""GeoJSON text <-> features, in the canonical form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

from geo.model.errors import PlanError, Problem, lowered
from geo.model.outlines import area_fault, line_fault, positions
from geo.model.schema import DECIMALS, LINES, Column, Feature, Record, columns, key, own_columns, value_of
from geo.model.tables import HALF, Where, called, parse_record

Row = TypeVar("Row", bound=Feature)

_WIDTH = 100
_LOOK = "There or just before it a comma, a quote or a bracket is missing or too many."
_MOST_IN_A_LINE = _WIDTH // len("[0.0, 0.0], ")
_NUMBER = (int, float)
_ID = re.compile(r'"id": ?("(?:[^"\\]|\\.)*")')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*("|$)')
_TAIL = 200
"""Characters of a text or number in which a file may break off."""
_LON_LAT = re.compile(r"(OGC:.*CRS84|EPSG:(.*:)?(4326|4490))$", re.IGNORECASE)
_DOCUMENT_KEYS = {"type", "features", "name", "crs", "bbox", "xy_coordinate_resolution"}
_FEATURE_KEYS = {"type", "id", "properties", "geometry", "bbox"}
_GEOMETRY_KEYS = {"type", "coordinates", "bbox"}


def parse_layer(text: str, row: type[Row], shown: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Read a GeoJSON layer of outlines, or of lines where the schema says so.

    Parameters
    ----------
    text : str
        A FeatureCollection, or one lone Feature.
    row : type of Record
        The feature of the schema; its id column is the feature's ``id`` (or ``properties.id``).
    shown : str
        The file's name in findings.

    Returns
    -------
    features : tuple of Record
        In the order of the file, with `geometry` as a GeoJSON mapping or None.
    problems : tuple of Problem
        Properties that could not be taken as they are.

    Raises
    ------
    PlanError
        The text is no GeoJSON of this kind, is in another coordinate system, or holds a shape that cannot be
        drawn: NaN, an open or too short ring, a position that is no pair of numbers, no polygon.
    """
    document = _json(text, shown)
    features = _features(document, shown)
    _refuse_projection(document, shown)
    lines = _lines(text, features)
    problems: list[Problem] = []
    undrawable: list[Problem] = []
    rows = []
    for feature, line in zip(features, lines, strict=True):
        values = _values(feature, row)
        where = Where(shown, line, called(values, row))
        problems.extend(_two_ids(feature, row, where))
        geometry = feature.get("geometry")
        fault = line_fault(geometry) if row in LINES else area_fault(geometry)
        if fault:
            undrawable.append(Problem(*where, *fault, "bad-geometry"))
            continue
        record = parse_record(values, row, where, problems)
        object.__setattr__(record, "geometry", geometry)
        rows.append(record)
    if undrawable:
        raise PlanError(undrawable)
    return tuple(rows), tuple(problems)


def format_layer(rows: Iterable[Row], row: type[Row]) -> str:
    """Return features as canonical GeoJSON: RFC 7946, sorted by id, one property and one position a line."""
    ident, held = key(row), list(rows)
    known = [column for column in (*columns(row), *own_columns(held)) if column.name != ident]
    features = sorted((getattr(item, ident), _feature(item, ident, known)) for item in held)
    body = ",\n".join(text for _, text in features)
    return f'{{\n"type": "FeatureCollection",\n"features": [\n{body}\n]\n}}\n' if features else _EMPTY


def layer_losses(text: str, row: type[Record], shown: str) -> tuple[Problem, ...]:
    """Return what a layer holds that the canonical form has no place for: foreign members, a third coordinate.

    What tools add of their own accord (a name, a box, the usual coordinate system) is no loss.

    Raises
    ------
    PlanError
        As :func:`parse_layer`.
    """
    document = _json(text, shown)
    features = _features(document, shown)
    lone = document["type"] == "Feature"
    found = [] if lone else list(_foreign(document, _DOCUMENT_KEYS, Where(shown, 1)))
    for feature, line in zip(features, _lines(text, features), strict=True):
        where = Where(shown, line, called(_values(feature, row), row))
        found.extend(_foreign(feature, _FEATURE_KEYS | (_DOCUMENT_KEYS if lone else set()), where))
        geometry = feature.get("geometry") or {}
        found.extend(_foreign(geometry, _GEOMETRY_KEYS, where))
        if any(any(position[2:]) for position in positions(geometry.get("coordinates"))):
            message, hint = "has positions of three numbers", "Export it in two dimensions from your GIS."
            found.append(Problem(*where, message, hint, "bad-geometry"))
    return tuple(found)


_EMPTY = '{\n"type": "FeatureCollection",\n"features": []\n}\n'


def _feature(item: Feature, ident: str, known: Sequence[Column]) -> str:
    properties = ",\n".join(f"  {_json_text(column.name)}: {_property(value_of(item, column))}" for column in known)
    lines = [
        '{ "type": "Feature",',
        f'  "id": {_json_text(getattr(item, ident))},',
        f'  "properties": {{\n{properties}\n  }},',
        f'  "geometry": {_geometry(item.geometry)}',
        "}",
    ]
    return "\n".join(lines)


def _property(value: Any) -> str:
    if value is None or value == "":
        return "null"
    if isinstance(value, tuple):
        return _json_text(sorted(set(value)))
    return _json_text(value)


def _geometry(geometry: dict[str, Any] | None) -> str:
    if geometry is None:
        return "null"
    head, coordinates = f'{{ "type": "{geometry["type"]}", "coordinates": ', geometry["coordinates"]
    if next(islice(positions(coordinates), _MOST_IN_A_LINE, None), None) is None:
        flat = f"{head}{_positions(coordinates, '')} }}"
        if len(flat) + len('  "geometry": ') <= _WIDTH:
            return flat
    return f"{head}{_positions(coordinates, chr(10))} }}"


def _positions(value: Any, newline: str) -> str:
    if isinstance(value[0], _NUMBER):
        return f"[{_decimal(value[0])}, {_decimal(value[1])}]"
    inner = f",{newline or ' '}".join(_positions(item, newline) for item in value)
    return f"[{newline}{inner}{newline}]" if newline else f"[{inner}]"


def _decimal(value: float) -> str:
    shown = f"{value:.{DECIMALS}f}".rstrip("0")
    if shown == "-0.":
        return "0.0"
    return f"{shown}0" if shown[-1] == "." else shown


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(text: str, shown: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        if _breaks_off(text, error.pos):
            line = text.rstrip().count("\n") + 1
            raise PlanError([Problem(shown, line, "", "ends in the middle", HALF, "bad-json")]) from None
        message = f"is not valid JSON: {lowered(error.msg)} at column {error.colno}"
        raise PlanError([Problem(shown, error.lineno, "", message, _LOOK, "bad-json")]) from None
    except (ValueError, RecursionError) as error:
        message = "is nested too deep" if isinstance(error, RecursionError) else str(error)
        raise PlanError([Problem(shown, 0, "", message, "Mend it by hand.", "bad-json")]) from None


def _breaks_off(text: str, at: int) -> bool:
    """Return whether what is wrong at a place of a JSON text is only that nothing more follows."""
    end = text.rstrip()
    plain = _STRING.sub('""', end)
    opened = sum(map(plain.count, "[{")) - sum(map(plain.count, "]}"))
    tail = end[at:]
    closes = not tail.startswith('"') and any(sign in tail for sign in "]}")
    return opened > 0 and len(tail) < _TAIL and "\n" not in tail and not closes


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'the key "{twice}" stands twice in one object')
    return found


def _features(document: Any, shown: str) -> list[dict[str, Any]]:
    kind = document.get("type") if isinstance(document, dict) else None
    features = [document] if kind == "Feature" else document.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list) or not all(_is_feature(item) for item in features):
        hint = "Export it as GeoJSON from your GIS."
        raise PlanError([Problem(shown, 0, "", "is no GeoJSON FeatureCollection", hint, "bad-json")])
    return features


def _is_feature(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "Feature" and isinstance(item.get("properties") or {}, dict)


def _refuse_projection(document: dict[str, Any], shown: str) -> None:
    """Raise where a layer names another coordinate system than degrees, lon before lat."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if crs is not None and not _LON_LAT.search(str(name)):
        message, hint = f'is in the coordinate system "{name}"', "Export it in degrees (EPSG:4490 or EPSG:4326)."
        raise PlanError([Problem(shown, 0, "", message, hint, "bad-crs")])


def _two_ids(feature: dict[str, Any], row: type[Record], where: Where) -> Iterable[Problem]:
    properties = feature.get("properties") or {}
    given = [feature.get("id"), properties.get("id"), properties.get(key(row))]
    idents = sorted({str(ident) for ident in given if ident is not None})
    if len(idents) > 1:
        message = f"has the ids {' and '.join(map(_json_text, idents))}"
        yield Problem(*where, message, "Keep one, as the feature's id.", "bad-id")


def _foreign(item: dict[str, Any], known: set[str], where: Where) -> Iterable[Problem]:
    for name in sorted(set(item) - known):
        hint = "Move it into the properties, or remove it."
        yield Problem(*where, f'"{name}" is no member that is kept', hint, "unknown-column")


def _values(feature: dict[str, Any], row: type[Record]) -> dict[str, Any]:
    """Return the properties with the feature's id under the schema's name for it."""
    properties, ident = dict(feature.get("properties") or {}), _ident(feature)
    properties.pop("id", None)
    given = {} if ident is None else {key(row): str(ident) if type(ident) is int else ident}
    return {**properties, **given}


def _ident(feature: dict[str, Any]) -> Any:
    """Return a feature's id, which some tools write as a property; None where it has none."""
    ident = feature.get("id")
    return (feature.get("properties") or {}).get("id") if ident is None else ident


def _opens_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _lines(text: str, features: list[dict[str, Any]]) -> list[int]:
    """Return the line of each feature: that of its id, or 1 for all where ids do not stand on lines of their own."""
    matches = [match for match in _ID.finditer(text) if _opens_line(text, match.start())]
    found = [(json.loads(match[1]), match.start(1)) for match in matches]
    if [ident for ident, _ in found] != [_ident(feature) for feature in features]:
        return [1] * len(features)
    lines, line, seen = [], 1, 0
    for _, start in found:
        line += text.count("\n", seen, start)
        seen = start
        lines.append(line)
    return lines

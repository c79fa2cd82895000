"""A scene -> the one block of data that a page holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy

from geo.draw.page.arcs import STEPS_PER_DEGREE, Shape, Topology, cut_arcs, encode_arcs
from geo.draw.page.letters import letters
from geo.draw.page.pinyin import readings
from geo.draw.page.tiles import TileBase
from geo.draw.scene.claims import headline_target
from geo.draw.scene.industries import MOST_NAMED, industries_of
from geo.draw.scene.legend import tint_part
from geo.draw.scene.looks import (
    BADGE_UNIT_PX,
    BASIS_PHRASES,
    BOUND_ENDS,
    DISC_PX,
    GATHER_PX,
    NUMBER_PX,
    RING_PX,
    SEAT_PX,
    UNSAID,
    WATER_DRAWN,
    WATER_NAMED,
    Stroke,
    place_fill,
    place_symbol,
    zone_stroke,
)
from geo.draw.scene.marks import (
    Fact,
    LegendEntry,
    LegendPart,
    LineMark,
    Link,
    Position,
    Scene,
    StepMark,
    TownMark,
    UnitMark,
    ZoneMark,
)
from geo.draw.scene.numbers import TOLD_SCOPES
from geo.draw.scene.phrases import BASE_PHRASES, PAGE_PHRASES, PHRASES
from geo.draw.scene.states import TIMES
from geo.draw.scene.symbols import DISC, HATCHES
from geo.draw.scene.view import View
from geo.draw.scene.words import Words, pairs
from geo.draw.sheet.breaks import name_stops
from geo.model.folding import OWN_RADICALS
from geo.model.schema import ABOUTS, KINDS, LEVELS, MODES, PARK_BASES, SCOPES, STATUSES, TARGET_KINDS, UNLOCATED

_OUTLINES = ("shape", "diagram")
"""Fields of marks that are told in another way: outlines, as arcs."""

_LISTED = ("groups", "parks", "targets", "progress", "abroad")
_CITY_DEGREES = 5.0
"""Extent up to which a plan is that of a city."""
_CITY_STEPS, _REGION_STEPS = 5_000, 2_000
"""Steps of a degree: a position is at most 11 metres off in a city's plan and 28 in a region's, whose outlines are
simplified by far more: less than a pixel until a district or a county fills the screen."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SURROGATE = re.compile("[\ud800-\udfff]")


def data_block(scene: Scene, links: Iterable[Link] = (), base: TileBase | None = None, *, exact: bool = False) -> str:
    """Return a scene as JSON that can stand inside a script element.

    Records are tables (names of columns once, rows of values), and outlines are shared arcs: said once, a page
    of two hundred places stays near half a megabyte.

    Parameters
    ----------
    scene : Scene
        Empty texts, empty lists and unknown values become null or are left out.
    links : iterable of Link
        Pages beside this one.
    base : TileBase, optional
        An online base that the page offers.
    exact : bool
        Whether outlines have every position as the files do, for who draws along them.

    Returns
    -------
    str
        JSON without a single ``<``, so that no text in it can end or open an element.

    Examples
    --------
    >>> "<" in _json({"name": "</script><script>"})
    False
    """
    steps = STEPS_PER_DEGREE if exact else _steps_per_degree(scene)
    own, diagrams, around, waters = _topologies(scene, steps)
    shapes = iter(own.shapes)
    known = scene.words
    layers = {
        "zones": [
            {**_zone(zone, scene), **_if(stops=name_stops(zone.name.zh, known), shape=next(shapes), diagram=diagram)}
            for zone, diagram in zip(scene.zones, diagrams.shapes, strict=True)
        ],
        "units": [_unit(unit, next(shapes)) for unit in scene.units],
        "context": [
            {**_plain(mark), **_if(shape=shape)} for mark, shape in zip(scene.context, around.shapes, strict=True)
        ],
        **_nature(scene, waters),
        "lines": [_line(line, paths) for line, paths in zip(scene.lines, around.lines, strict=True)],
    }
    listed = {
        **{name: [_plain(mark) for mark in getattr(scene, name)] for name in _LISTED},
        "steps": [_step(step, scene) for step in scene.steps],
        "industries": _industries(scene),
    }
    for row, park in zip(listed["parks"], scene.parks, strict=True):
        row.pop("zones", None)  # the page lists places by their homes
        row |= _if(stops=name_stops(park.name.zh, known))
    cited, tables = _with_cited({**layers, **listed})
    return _json(
        {
            "plan": _plain(scene.plan),
            **_headline(scene),
            "credits": _plain((*scene.credits, *((base.credit,) if base else ()))),
            "further_credits": _plain(scene.further_credits),
            **({"base": {"url": base.url}} if base else {}),
            "is_crowded": scene.is_crowded,
            "phrases": {name: _plain(words) for name, words in _phrases(scene, base).items()},
            "gather_px": GATHER_PX,
            "badge_unit_px": BADGE_UNIT_PX,
            "ring_px": RING_PX,
            "disc_px": DISC_PX,
            "water_drawn": WATER_DRAWN,
            "water_named": WATER_NAMED,
            "seat_px": SEAT_PX,
            "number_px": NUMBER_PX,
            "bound_ends": dict(BOUND_ENDS),
            "disc": DISC,
            "hatches": {name: _plain(hatch) for name, hatch in HATCHES.items()},
            **_tints(scene),
            **_gathering(scene),
            **_choices(scene),
            "links": [_plain(link) for link in links],
            "sources": {source.id: _plain(source) for source in scene.sources},
            "cited": cited,
            **{name: _columns(rows) for name, rows in tables.items()},
            "unit_points": _unit_points(scene.units),
            "townships": _townships([town for town in scene.towns if town.rank == "township"]),
            "readings": _readings(_searched(scene)),
            "radicals": _radicals((*_searched(scene), *(target.indicator.zh for target in scene.targets))),
            "steps_per_degree": steps,
            "arcs": encode_arcs([*own.arcs, *diagrams.arcs, *around.arcs, *waters.arcs]),
        }
    )


def _with_cited(tables: Mapping[str, list[dict[str, Any]]]) -> tuple[list[Any], dict[str, list[dict[str, Any]]]]:
    """Return what facts speak of and in which clause, each of these once, and the tables with its place in each fact.

    An anchor that is the name of its record is left out.

    Examples
    --------
    >>> _with_cited({"parks": [{"name": ["乙"], "facts": [["name", "plan", "四", "甲"], ["zone", "plan", "", "乙"]]}]})
    ([['name', 'plan', '四'], ['zone', 'plan', '']], {'parks': [{'name': ['乙'], 'facts': [[0, '甲'], [1]]}]})
    """
    facts = [fact for rows in tables.values() for row in rows for fact in row.get("facts", ())]
    clauses = [clause for clause, _ in Counter(tuple(fact[:-1]) for fact in facts).most_common()]
    places = {clause: place for place, clause in enumerate(clauses)}
    short = {
        name: [
            row | _if(facts=[[places[tuple(fact[:-1])], *_anchor(fact, row)] for fact in row.get("facts", ())])
            for row in rows
        ]
        for name, rows in tables.items()
    }
    return [list(clause) for clause in clauses], short


def _anchor(fact: Sequence[str], row: Mapping[str, Any]) -> Sequence[str]:
    name = row.get("name", ())
    return () if fact[-1] == (name if isinstance(name, str) else "".join(name[:1])) else fact[-1:]


def _steps_per_degree(scene: Scene) -> int:
    west, south, east, north = scene.plan.bbox
    return _CITY_STEPS if max(east - west, north - south) <= _CITY_DEGREES else _REGION_STEPS


def _topologies(scene: Scene, steps: int) -> tuple[Topology, Topology, Topology, Topology]:
    """Return the arcs of zones and units, of diagrams, of what lies around, and of waters, numbered on to the next.

    Provinces are simplified, so that they meet the finer outlines in hundreds of single positions: cut together,
    every one of these would be a joint.
    """
    outlines = [*(zone.shape for zone in scene.zones), *(unit.shape for unit in scene.units)]
    own = cut_arcs(outlines, (), steps)
    place = len(own.arcs)
    diagrams = cut_arcs([zone.diagram for zone in scene.zones], (), steps, place)
    place += len(diagrams.arcs)
    lines = [line.paths for line in scene.lines]
    around = cut_arcs([mark.shape for mark in scene.context], lines, steps, place)
    waters, rivers = [*(mark.shape for mark in scene.lakes), scene.sea], [mark.paths for mark in scene.rivers]
    return own, diagrams, around, cut_arcs(waters, rivers, steps, place + len(around.arcs))


def _nature(scene: Scene, waters: Topology) -> dict[str, list[dict[str, Any]]]:
    """Return waters, towns and names of landforms; of towns not those that are seats of the plan's own units."""
    seats = {unit.id for unit in scene.units}
    towns = [town for town in scene.towns if not seats.intersection(town.seat_of)]
    return {
        "rivers": [
            {"name": _plain(mark.name), "rank": mark.rank, "paths": paths}
            for mark, paths in zip(scene.rivers, waters.lines, strict=True)
        ],
        "lakes": [
            {"name": _plain(mark.name), "rank": mark.rank, "shape": shape, **_if(label=_plain(mark.label))}
            for mark, shape in zip(scene.lakes, waters.shapes[:-1], strict=True)
        ],
        "sea": [{"shape": waters.shapes[-1]}] if scene.sea else [],
        "towns": [
            {"name": _plain(town.name), "rank": town.rank, "at": _coarse(town.at)}
            for town in towns
            if town.rank != "township"
        ],
        "landforms": [
            {"name": _plain(mark.name), "rank": mark.rank, "path": [_coarse(at) for at in mark.path["coordinates"]]}
            for mark in scene.physical
        ],
    }


def _unit(unit: UnitMark, shape: Shape | None) -> dict[str, Any]:
    """Return a unit in few bytes, since a country has thousands.

    A name without English is a text, and an outline of one ring is that ring as letters; where its name and its seat
    stand is told for all units together.
    """
    name = {} if unit.name.en not in ("", unit.name.zh) else {"name": unit.name.zh}
    is_simple = shape is not None and len(shape) == len(shape[0]) == 1
    row = {**_plain(unit), **name, **_if(shape=letters(shape[0][0]) if shape and is_simple else shape)}
    return {key: value for key, value in row.items() if key not in ("label", "seat")}


def _unit_points(units: Iterable[UnitMark]) -> str:
    """Return where names and seats of units stand, as letters.

    For each unit how many of the two it has, the name's place first, and by how many thousandths of a degree each lies
    from the one before, of this unit or of another.
    """
    told, before = [], [0, 0]
    for unit in units:
        points = [_thousandths(at) for at in (unit.label, unit.seat) if at]
        told.append(len(points))
        for at in points:
            told += [at[0] - before[0], at[1] - before[1]]
            before = at
    return letters(told)


def _thousandths(at: Position) -> list[int]:
    return [round(value * 1000) for value in at]


def _townships(towns: Iterable[TownMark]) -> dict[str, Any]:
    """Return the many townships, which only a near map names, in few bytes.

    Their Chinese names stand in one text, their positions as an arc in thousandths of a degree.
    """
    order = sorted(towns, key=lambda town: (town.at, town.id))
    places = numpy.array([_thousandths(town.at) for town in order], int).reshape(-1, 2)
    return {"names": ",".join(town.name.zh for town in order), "arc": encode_arcs([places])}


def _coarse(at: Sequence[float]) -> list[float]:
    """Return a position to about a hundred metres."""
    return [round(value, 3) for value in at]


def _headline(scene: Scene) -> dict[str, str]:
    """Return which number stands for the plan, if one does."""
    target = headline_target(scene)
    return {"headline": target.id} if target else {}


def _tints(scene: Scene) -> dict[str, Any]:
    """Return the legend, and where all zones would lie over one another the tints of units that stand for them."""
    if not View(scene=scene).is_tinted:
        return {"legend": _legend(scene.legend)}
    tints = {unit.id: scene.tints[unit.id] for unit in scene.ground_units if scene.tints[unit.id]}
    return {"legend": _legend((tint_part(scene), *scene.legend)), "tints": tints}


def _gathering(scene: Scene) -> dict[str, Any]:
    """Return how counts of places are told where some industry has any: the least, tint and words of each class.

    The counts themselves are those of the page's places, which its filters take from.
    """
    shown = industries_of(scene)
    if not shown.maps:
        return {}
    ranges = zip((0, *shown.classes), shown.ranges(), strict=True)
    classes = [[least, tone, _plain(words)] for least, (tone, words) in ranges]
    return {"gathering": {"classes": classes, "most_named": MOST_NAMED}}


def _legend(parts: Iterable[LegendPart]) -> list[dict[str, Any]]:
    """Return the parts of a legend, without the names that the block has elsewhere by the id of an entry."""
    return [{**_plain(part), "entries": [_entry(entry) for entry in part.entries]} for part in parts]


def _entry(entry: LegendEntry) -> dict[str, Any]:
    row: dict[str, Any] = _plain(entry)
    return {name: row[name] for name in row if name not in _NAMED.get(entry.sort, ())}


_NAMED = dict.fromkeys(("zone", "kind", "industry", "status"), ("name", "note"))


def _zone(zone: ZoneMark, scene: Scene) -> dict[str, Any]:
    """Return a zone with how it is outlined, and what then stands with its name."""
    stroke = zone_stroke(scene.forms.get(zone.group, ""), zone.basis)
    remark = PHRASES[BASIS_PHRASES[zone.basis]] if zone.basis in BASIS_PHRASES else None
    return {**_plain(zone), "stroke": _stroke(stroke), **_if(remark=_plain(remark))}


def _industries(scene: Scene) -> list[dict[str, Any]]:
    """Return the industries, each in the colour of the one at the top above it."""
    tones: dict[str, str] = {}
    for row in scene.industries:
        tones[row.id] = row.tone or tones.get(row.parent, UNSAID)
    return [{**_plain(row), "tone": tones[row.id]} for row in scene.industries]


def _step(step: StepMark, scene: Scene) -> dict[str, Any]:
    """Return a step, without what the zone or group of its id says already."""
    zone, group = scene.zone_by_id.get(step.id), scene.group_by_id.get(step.id)
    told = {"title": zone.name, "text": zone.positioning} if zone else {"title": group.name} if group else {}
    known = [name for name, words in told.items() if getattr(step, name) == words]
    return {name: value for name, value in _plain(step).items() if name not in known}


def _if(**values: Any) -> dict[str, Any]:
    """Return the values that there are."""
    return {name: value for name, value in values.items() if value}


def _phrases(scene: Scene, base: TileBase | None) -> Mapping[str, Words]:
    """Return the words of the page; of levels only those that the plan has, of an online base where there is one."""
    lacking = set(LEVELS) - {unit.level for unit in scene.units}
    without = {f"{head}_{level}" for head in ("only", "unit") for level in lacking}
    words = {**PAGE_PHRASES, **(BASE_PHRASES if base else {})}
    return {name: words[name] for name in words if name not in without}


def _choices(scene: Scene) -> dict[str, Any]:
    """Return the closed lists of the schema with their words; of kinds of place and levels those that there are."""
    used = {park.kind for park in scene.parks}
    levels = {unit.level for unit in scene.units}
    return {
        "levels": [row for row in _named(LEVELS) if row["id"] in levels],
        "kinds": [{**row, "symbol": place_symbol(row["id"])} for row in _named(KINDS) if row["id"] in used],
        "statuses": [
            {**row, "fill": place_fill(row["id"]), "time": TIMES.get(row["id"], "")} for row in _named(STATUSES)
        ],
        **{name: _named(table) for name, table in _PLAIN_CHOICES.items()},
    }


_PLAIN_CHOICES = {
    "bases": PARK_BASES,
    "abouts": ABOUTS,
    "scopes": {scope: SCOPES[scope] for scope in TOLD_SCOPES},
    "modes": MODES,
    "target_kinds": TARGET_KINDS,
    "reasons": UNLOCATED,
}


def _named(table: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"id": ident, "name": _plain(words)} for ident, words in pairs(table)]


def _columns(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return records as one table.

    The columns that are filled most come first, each row is cut after its last value, and a column whose values
    recur holds their places in a pool.

    Examples
    --------
    >>> _columns([{"id": "a"}, {"note": "x", "id": "b"}])
    {'columns': ['id', 'note'], 'pools': {}, 'rows': [['a'], ['b', 'x']]}
    """
    count = Counter(name for row in rows for name in row)
    names = [name for name, _ in count.most_common()]
    pools = {name: pool for name in names if (pool := _pool([row[name] for row in rows if name in row]))}
    places = {name: {text: place for place, text in enumerate(pool)} for name, pool in pools.items()}
    short = [{name: places[name][_text(row[name])] if name in places else row[name] for name in row} for row in rows]
    return {
        "columns": names,
        "pools": {name: list(pool.values()) for name, pool in pools.items()},
        "rows": [_cut([row.get(name) for name in names]) for row in short],
    }


def _pool(values: list[Any]) -> dict[str, Any]:
    """Return the different values of a column by their text, or none where naming them by place saves nothing."""
    texts = [_text(value) for value in values]
    different = dict(zip(texts, values, strict=True))
    spared = sum(map(len, texts)) - sum(len(text) + 1 for text in different)
    return different if spared > 3 * len(values) else {}


def _cut(values: list[Any]) -> list[Any]:
    length = max((place for place, value in enumerate(values, start=1) if value is not None), default=0)
    return values[:length]


def _line(line: LineMark, paths: list[list[int]]) -> dict[str, Any]:
    return {"id": line.id, "name": _plain(line.name), "stroke": _stroke(line.stroke), "paths": paths}


def _stroke(stroke: Stroke) -> dict[str, Any]:
    return {"width": stroke.width, **_if(dash=" ".join(f"{length:g}" for length in stroke.dash))}


def _plain(value: Any) -> Any:
    """Return a value in JSON's types: records as objects without what is empty, words as a list."""
    if isinstance(value, Words):
        return [value.zh] if value.en in ("", value.zh) else [value.zh, value.en]
    if isinstance(value, Fact):
        return [value.about, value.source, value.locator, value.anchor]
    if is_dataclass(value):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(item) for name, item in named if not _is_empty(item) and name not in _OUTLINES}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", (), Words("", ""))


def _searched(scene: Scene) -> Iterable[str]:
    """Yield the texts that search by pinyin looks into."""
    named: tuple[Any, ...] = (*scene.groups, *scene.zones, *scene.units, *scene.parks, *scene.industries)
    yield from (mark.name.zh for mark in named)
    yield from (alias for park in scene.parks for alias in park.aliases)


def _readings(texts: Iterable[str]) -> str:
    """Return each reading with all characters that are read so.

    Examples
    --------
    >>> _readings(["长春"])
    'chang长chun春zhang长'
    """
    read: dict[str, str] = {}
    for letter, spelt in readings(texts).items():
        for each in spelt.split(" "):
            read[each] = read.get(each, "") + letter
    return "".join(spelt + read[spelt] for spelt in sorted(read))


def _radicals(texts: Iterable[str]) -> str:
    r"""Return the radicals that a search may bring for a letter of some texts, each before its letter.

    Examples
    --------
    >>> _radicals(["长春"]) == "\u2ed3长"
    True
    """
    letters = set("".join(texts))
    return "".join(radical + letter for radical, letter in OWN_RADICALS.items() if letter in letters)


def block_text(block: Mapping[str, Any]) -> str:
    """Return values of any kind that a scene has as JSON that can stand inside a script element."""
    return _json(_plain(block))


def _json(block: Mapping[str, Any]) -> str:
    safe = _text(block).replace("<", "\\u003c")
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", safe)


def _text(value: Any) -> str:
    return _ENCODER.encode(value)

"""Every column of every file, its type, unit, choices and meaning: the only place where they are spelled.

Each file format is one frozen dataclass; :func:`columns` reads them back for parsers, formatters, checks and docs.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_type_hints

ColumnType = Literal["text", "id", "list", "number", "integer", "flag", "date"]

FORMS = {
    "pole": ("极", "pole"),
    "area": ("区", "area"),
    "belt": ("带", "belt"),
    "valley": ("谷", "valley"),
    "centre": ("心", "centre"),
    "wing": ("翼", "wing"),
    "axis": ("轴", "axis"),
    "ring": ("环", "ring"),
    "corridor": ("廊", "corridor"),
    "park-cluster": ("园", "park cluster"),
    "region": ("地区", "region"),
}
"""Forms of a group or zone: id -> (Chinese, English)."""

KINDS = {
    "park": ("园区", "park"),
    "base": ("基地", "base"),
    "valley": ("谷", "valley"),
    "cluster": ("集群", "cluster"),
    "zone": ("功能区", "special zone"),
    "port": ("口岸", "port"),
    "laboratory": ("实验室", "laboratory"),
    "centre": ("中心", "centre"),
    "platform": ("平台", "platform"),
    "institute": ("科研院所", "research institute"),
    "university": ("高等院校", "university"),
    "hospital": ("医院", "hospital"),
    "company": ("企业", "company"),
    "project": ("项目", "project"),
}
"""Kinds of a park, the plan's named places: id -> (Chinese, English)."""

STATUSES = {
    "existing": ("现有", "existing"),
    "under-construction": ("在建", "under construction"),
    "planned": ("规划", "planned"),
    "unstated": ("未说明", "not stated"),
}
"""What the text says of a place: id -> (Chinese, English)."""

LATER_STATUSES = {name: words for name, words in STATUSES.items() if name != "unstated"}
"""What became of a place after the text: those of its states that somebody can report."""

PARK_BASES = {
    "site": ("场址", "at the site"),
    "township": ("乡镇", "at its town"),
    "seat": ("驻地", "at the seat"),
    "county": ("仅知县区", "county known only"),
    "prefecture": ("仅知地市", "prefecture known only"),
    "none": ("未定位", "not located"),
}
"""On what a park's place rests: id -> (Chinese, English). The first three have coordinates."""

LOCATED_BASES = ("site", "township", "seat")

UNLOCATED = {
    "region-aim": ("全域目标", "aim of the region"),
    "planned": ("规划中，未定场址", "planned, no site"),
    "outside": ("区域之外", "outside the region"),
    "not-found": ("存在，未找到", "exists, not found"),
    "silent": ("原文未说明", "text silent"),
}
"""Why a park has no coordinates: id -> (Chinese, English)."""

ELSEWHERE = {
    "region": ("全域", "whole region"),
    "outside": UNLOCATED["outside"],
    "silent": UNLOCATED["silent"],
    "no-zone": ("未归入分区", "in no zone"),
    "no-industry": ("未说明产业", "no industry stated"),
}
"""At what a place counts that is in none of the units, zones or industries: id -> (Chinese, English)."""

ZONE_BASES = {
    "admin-union": ("行政区合并", "union of units"),
    "admin-part": ("行政区局部", "part of units"),
    "sketch": ("示意", "sketch"),
    "none": ("未划定", "not drawn"),
}
"""On what a zone's outline rests: id -> (Chinese, English)."""

DRAWING_BASES = {
    "outline": ("据分区轮廓", "the zone's outline"),
    "places": ("据已定位地点", "its located places"),
    "hand": ("手工绘制", "drawn by hand"),
}
"""What a zone's drawing in the diagram was made from: id -> (Chinese, English)."""

TOWN_RANKS = {
    "province-capital": ("省会", "provincial capital"),
    "prefecture": ("地市驻地", "prefecture seat"),
    "county": ("县区驻地", "county seat"),
    "township": ("乡镇", "township"),
}
"""What a town of the context is: id -> (Chinese, English), the highest first."""

RELIEFS = {
    "range": ("山脉", "mountain range"),
    "mountain": ("山", "mountain"),
    "plain": ("平原", "plain"),
    "plateau": ("高原", "plateau"),
    "basin": ("盆地", "basin"),
}
"""Kinds of landforms named in the context: id -> (Chinese, English)."""

LEVELS = {
    "province": ("省", "province"),
    "prefecture": ("地市", "prefecture"),
    "county": ("县区", "county"),
    "township": ("乡镇街道", "township"),
}
"""Levels of an administrative unit: id -> (Chinese, English), the highest first."""

FINE_LEVELS = ("county", "township")
"""Those whose units stand within others on most maps."""

OPERATORS = {
    "ge": ("≥", "≥"),
    "gt": (">", ">"),
    "le": ("≤", "≤"),
    "lt": ("<", "<"),
    "eq": ("", ""),
    "approx": ("约", "about"),
    "range": ("", ""),
    "rank": ("第", "rank"),
    "magnitude": ("级", "order of"),
}
"""How a number binds: id -> (sign in Chinese, in English). A magnitude (千亿级) is a lower bound, not a value."""

REACHED = {name: OPERATORS[name] for name in ("ge", "gt", "le", "lt", "eq", "approx")}
"""How a number that was reached is printed: those of the operators that a count can have."""

TARGET_KINDS = {"target": ("目标", "target"), "baseline": ("现状", "baseline")}
MODES = {"stock": ("总量", "total"), "new": ("新增", "new")}
SCOPES = {
    "plan": ("全域", "whole region"),
    "group": ("布局", "group"),
    "zone": ("分区", "zone"),
    "unit": ("行政区", "unit"),
    "park": ("地点", "place"),
    "industry": ("产业", "industry"),
}
SUBJECTS = ("zone", "unit", "park", "target")
ABOUTS = {
    "name": ("名称", "name"),
    "zone": ("归属", "zone"),
    "positioning": ("定位", "positioning"),
    "number": ("数字", "number"),
    "status": ("状态", "status"),
    "industry": ("产业", "industry"),
}
LONGEST_ANCHOR = 20
"""An anchor finds a fact in the text; a longer one would be a quotation."""

KNOWLEDGE = "knowledge"
"""The value of `located_by` for a place known without a document; its precision is at least KNOWLEDGE_KM."""
KNOWLEDGE_KM = 10.0

UNION_KM = 1.0
"""How precise the union of units is: as their borders are drawn."""

DATUMS = ("gcj02", "bd09")
"""Shifted coordinates of Chinese web maps, by the names that users write."""

DECIMALS = 5
"""Of a degree, in every file: about a metre, and finer than any outline or place of a plan is known."""

MOST_TOP_INDUSTRIES = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or one property of a layer.

    Attributes
    ----------
    name : str
        As it stands in the file.
    type : {"text", "id", "list", "number", "integer", "flag", "date"}
        A list is ``a;b`` in CSV and an array in GeoJSON; a date is ``YYYY-MM-DD``.
    meaning : str
        One sentence for the data dictionary.
    unit : str
        Unit of a number, empty for a pure one.
    choices : tuple of str
        The closed list of values, empty where the column is open.
    refers : str
        The table whose ids it holds, empty where it holds none.
    required : bool
        Whether an empty value is a fault.
    ordered : bool
        Whether the order of a list means something; other lists are sorted.
    """

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    refers: str = ""
    required: bool = False
    ordered: bool = False


def column(
    meaning: str,
    *,
    default: Any = "",
    unit: str = "",
    choices: Any = (),
    refers: str = "",
    required: bool = False,
    ordered: bool = False,
    ident: bool = False,
) -> Any:
    """Return a dataclass field that carries its own documentation."""
    extra = {"meaning": meaning, "unit": unit, "choices": tuple(choices), "refers": refers}
    flags = {"required": required, "ordered": ordered, "ident": ident}
    return dataclasses.field(default=default, metadata={**extra, **flags})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a file.

    Attributes
    ----------
    line : int
        Where it stands there, counted from 1; no column.
    own : tuple of (str, str)
        Columns of a workspace's own and their texts, sorted; only rows of OWN_ROWS have any.
    """

    line: int = dataclasses.field(default=0, compare=False, repr=False)
    own: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(Record):
    """One feature of a layer.

    Attributes
    ----------
    geometry : dict or None
        Its outline or line, as GeoJSON has it; no column.
    """

    geometry: dict[str, Any] | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """One counted kind of part in the slogan, for example 两区: ``[[group]]`` in plan.toml."""

    group: str = column("Id of the group.", ident=True, required=True)
    name: str = column("Its words in the slogan, for example 两区.", required=True)
    name_en: str = column("Its words in English.", required=True)
    form: str = column("How its parts are shaped.", choices=FORMS, required=True)
    order: int | None = column("Place in the slogan, from 1.", default=None, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header(Record):
    """What plan.toml says of the plan as a whole."""

    id: str = column("Id of the plan, the name of its folders.", ident=True, required=True)
    title: str = column("Title of the document.", required=True)
    title_en: str = column("Title of the document in English.", required=True)
    slogan: str = column("The counted layout, as printed; empty where the document has none.")
    region: str = column("The region planned.", required=True)
    region_en: str = column("Its English name.", required=True)
    region_adcode: str = column("Its administrative code.", required=True)
    issuer: str = column("Who issued the plan.", required=True)
    issuer_en: str = column("English name of the issuer.", required=True)
    number: str = column("Document number, empty where none is printed.")
    issued: datetime.date | None = column("Day of issue.", default=None, required=True)
    period: tuple[str, ...] = column("First and last year.", default=(), required=True, ordered=True)
    partition: bool = column("Whether the zones claim to fill the region.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries(Record):
    """Where the boundaries come from: ``[boundaries]`` in plan.toml."""

    source: str = column("Who made the boundaries.", required=True)
    edition: str = column("Their edition.")
    review_number: str = column("Review number of the source's own map (审图号).")
    file: str = column("Layer of an author's own from which they were taken, seen from the workspace.")
    name_field: str = column("Its column of names.")
    code_field: str = column("Its column of administrative codes.")
    datum: str = column("The shifted datum of a Chinese web map that it is in.", choices=DATUMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Map(Record):
    """What the plan's own map says of itself: ``[map]`` in plan.toml."""

    review_number: str = column("This map's own review number (审图号), empty until one is granted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Feature):
    """One counted part of the layout: a feature of zones.geojson."""

    zone: str = column("Id of the zone.", ident=True, required=True)
    group: str = column("The group it belongs to.", refers="group", required=True)
    order: int | None = column("Place within its group, as the text counts, from 1.", default=None)
    name: str = column("Name as the plan prints it.", required=True)
    name_en: str = column("English name.", required=True)
    positioning: str = column("What the plan makes of it, in our words.")
    positioning_en: str = column("The positioning in English.")
    members: tuple[str, ...] = column("Adcodes of its units; levels may mix.", default=(), refers="unit")
    focus: bool = column(
        "True where the text names its units as the focus (以…为重点), not as the whole.", default=False
    )
    lead: tuple[str, ...] = column("Who is responsible (责任单位).", default=())
    basis: str = column("On what the outline rests.", choices=ZONE_BASES, required=True)
    precision_km: float | None = column("Radius within which the outline's truth lies.", default=None, unit="km")
    definition: str = column("Who defines the members, where the text does not name them.")
    source: str = column("The document.", refers="source", required=True)
    locator: str = column("The clause.", required=True)
    anchor: str = column("A phrase of at most 20 characters that finds it there.", required=True)
    note: str = column("What a reader should know.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Feature):
    """One administrative unit: a feature of units.geojson."""

    unit: str = column("Adcode of the unit: six digits, nine of a township.", ident=True, required=True)
    name: str = column("Official name.", required=True)
    name_en: str = column("English name.", required=True)
    level: str = column("Administrative level.", choices=LEVELS, required=True)
    parent: str = column("Adcode of the unit above.", refers="unit")
    positioning: str = column("What the plan makes of it, in our words.")
    positioning_en: str = column("The positioning in English.")
    industries: tuple[str, ...] = column("Industries that the plan gives it.", default=(), refers="industry")
    source: str = column("The document that positions it.", refers="source")
    locator: str = column("The clause.")
    anchor: str = column("A phrase of at most 20 characters that finds it there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schematic(Feature):
    """One zone as a planning diagram draws it, a second geometry of the same id: a feature of schematic.geojson."""

    zone: str = column("Id of the zone drawn.", ident=True, required=True)
    form: str = column("How it is drawn.", choices=FORMS, required=True)
    basis: str = column("What the drawing was made from.", choices=DRAWING_BASES, required=True)
    adjusted: bool = column("True where a hand has changed it: buju schematic then keeps it.", default=False)
    note: str = column("What a reader should know.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Province(Feature):
    """One province drawn as context: a feature of layers/base/provinces.geojson."""

    province: str = column("Adcode of the province.", ident=True, required=True)
    name: str = column("Official name.", required=True)
    name_en: str = column("English name.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryLine(Feature):
    """One kind of boundary line of the source: a feature of layers/base/lines.geojson."""

    boundary: str = column("Id of the kind of line.", ident=True, required=True)
    name: str = column("Name of the kind of line.", required=True)
    name_en: str = column("English name.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class River(Feature):
    """One river drawn beneath the zones, or those of a province that have no name: a feature of rivers.geojson."""

    river: str = column("Id of the river.", ident=True, required=True)
    name: str = column("Name; empty where no evidence gives one.")
    name_en: str = column("English name.")
    rank: int | None = column("1 on maps of the nation, 2 of a province, 3 of a county.", default=None, required=True)
    along: tuple[str, ...] = column("Towns on its banks, by which it was identified.", default=())
    note: str = column("What else identifies it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake(Feature):
    """One lake or reservoir drawn beneath the zones: a feature of layers/base/lakes.geojson."""

    lake: str = column("Id of the lake.", ident=True, required=True)
    name: str = column("Name; empty where no evidence gives one.")
    name_en: str = column("English name.")
    rank: int | None = column("1 on maps of the nation, 2 of a province, 3 of a county.", default=None, required=True)
    counties: tuple[str, ...] = column("Counties on its shore, by which it was identified.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sea(Feature):
    """The sea beneath the provinces, whose coasts it does not follow: a feature of layers/base/sea.geojson."""

    sea: str = column("Id of the sea.", ident=True, required=True)
    name: str = column("Name.", required=True)
    name_en: str = column("English name.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Record):
    """One town drawn beneath the zones: a row of layers/base/towns.csv."""

    town: str = column("Number of its record in GeoNames.", ident=True, required=True)
    name: str = column("Name; that of a seat is its unit's, without the level.", required=True)
    name_en: str = column("English name.", required=True)
    rank: str = column("What it is.", choices=TOWN_RANKS, required=True)
    seat_of: tuple[str, ...] = column("Adcodes of the units whose seat it is.", default=())
    adcode: str = column("Adcode of the county in which the point lies.", required=True)
    lon: float | None = column("Longitude.", default=None, unit="degree", required=True)
    lat: float | None = column("Latitude.", default=None, unit="degree", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landform(Feature):
    """One name of a landform, along a line that is no outline: a feature of layers/base/physical.geojson."""

    landform: str = column("Id of the landform.", ident=True, required=True)
    name: str = column("Name.", required=True)
    name_en: str = column("English name.", required=True)
    kind: str = column("What it is.", choices=RELIEFS, required=True)
    rank: int | None = column("1 on maps of the nation, 2 of a province, 3 of a county.", default=None, required=True)
    basis: str = column("On what the line rests: it carries the name, nothing more.", choices=("label",), required=True)
    precision_km: float | None = column("How far the line may lie from the middle of it.", default=None, unit="km")
    note: str = column("How the line was placed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Park(Record):
    """One named place of the plan: a row of parks.csv."""

    park_id: str = column("Id of the place.", ident=True, required=True)
    name: str = column("Name as the plan prints it.", required=True)
    name_en: str = column("English name.", required=True)
    aliases: tuple[str, ...] = column("Other names of the same place.", default=())
    kind: str = column("What it is.", choices=KINDS, required=True)
    zones: tuple[str, ...] = column("Zones that the text gives it to.", default=(), refers="zone")
    adcode: str = column("Adcode of the smallest unit known to hold it.", refers="unit")
    lon: float | None = column("Longitude, CGCS2000.", default=None, unit="degree")
    lat: float | None = column("Latitude, CGCS2000.", default=None, unit="degree")
    basis: str = column("On what the coordinates rest.", choices=PARK_BASES, required=True)
    precision_km: float | None = column("Radius within which the truth lies.", default=None, unit="km")
    located_by: str = column("Evidence: a source, optionally source:record, or knowledge.")
    unlocated: str = column("Why it has no coordinates; required then, and empty where it has them.", choices=UNLOCATED)
    outside: str = column("Why it may lie outside its unit, its zone or the region.")
    part_of: str = column("The place of which this is one site.", refers="park")
    industries: tuple[str, ...] = column("Industries that the plan gives it.", default=(), refers="industry")
    status: str = column("What the text says of its state.", choices=STATUSES, required=True)
    source: str = column("The document.", refers="source", required=True)
    locator: str = column("The clause.", required=True)
    anchor: str = column("A phrase of at most 20 characters that finds it there.", required=True)
    note: str = column("What a reader should know.")
    superseded_by: str = column("The row that replaces this one; its own id where none does.", refers="park")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """One number of the plan: a row of targets.csv."""

    target_id: str = column("Id of the number.", ident=True, required=True)
    scope: str = column("What kind of thing it speaks of.", choices=SCOPES, required=True)
    scope_id: str = column("Which one: the plan's id, or an id of that kind.", required=True)
    indicator: str = column("What is counted.", required=True)
    indicator_en: str = column("What is counted, in English.", required=True)
    kind: str = column("A target, or the baseline it starts from.", choices=TARGET_KINDS, required=True)
    operator: str = column("How the number binds.", choices=OPERATORS, required=True)
    mode: str = column("A total, or what is added.", choices=MODES, required=True)
    hedge: str = column("Softening word as printed, for example 力争.")
    low: float | None = column("The number, or the lower end.", default=None, unit="measure")
    high: float | None = column("The upper end of a range.", default=None, unit="measure")
    measure: str = column("Measure as printed, for example 亿元.")
    year: int | None = column("Year to reach it, or of the baseline.", default=None)
    part_of: str = column("The number of which this is a part.", refers="target")
    source: str = column("The document.", refers="source", required=True)
    locator: str = column("The clause.", required=True)
    anchor: str = column("A phrase of at most 20 characters that finds it there.", required=True)
    note: str = column("What a reader should know.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """One more clause that speaks of a thing: a row of citations.csv."""

    subject_type: str = column("What is cited.", choices=SUBJECTS, required=True)
    subject_id: str = column("Which one.", required=True)
    about: str = column("Which fact the clause supports.", choices=ABOUTS, required=True)
    source: str = column("The document.", refers="source", required=True)
    locator: str = column("The clause.", required=True)
    anchor: str = column("A phrase of at most 20 characters that finds it there.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """One document, or one body of evidence for places: a row of sources.csv."""

    source: str = column("Id of the source.", ident=True, required=True)
    title: str = column("Its title.", required=True)
    title_en: str = column("English title.", required=True)
    issuer: str = column("Who issued it.")
    number: str = column("Its number, edition or version.")
    date: str = column("Its date: YYYY, YYYY-MM or YYYY-MM-DD.")
    text: str = column("File name of its text; empty where there is none here.")
    starts: str = column("At most 20 characters that open it inside that file.")
    note: str = column("What a reader should know.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual(Record):
    """One number reached: a row of actuals.csv."""

    target_id: str = column("The target.", refers="target", required=True)
    as_of: str = column("When it was so: YYYY, YYYY-MM or YYYY-MM-DD.", required=True)
    operator: str = column("How it is printed; empty for a plain number.", choices=REACHED)
    value: float | None = column("The number, in the target's measure.", default=None, required=True)
    measure: str = column("The target's measure, said once more where it may be mistaken.")
    source: str = column("Who says so.", refers="source", required=True)
    note: str = column("What a reader should know.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Record):
    """One state that a place came to after the text, beside what the text says of it: a row of status.csv."""

    park_id: str = column("The place.", refers="park", required=True)
    as_of: str = column("When it was so: YYYY, YYYY-MM or YYYY-MM-DD.", required=True)
    status: str = column("Its state then.", choices=LATER_STATUSES, required=True)
    source: str = column("Who says so.", refers="source", required=True)
    note: str = column("What a reader should know.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """One step of the story: a row of story.csv."""

    step: str = column("Id of the step.", ident=True, required=True)
    order: int | None = column("Place in the story, from 1.", default=None, required=True)
    view: tuple[str, ...] = column("Box to show: west, south, east, north.", default=(), unit="degree", ordered=True)
    title: str = column("Heading.")
    title_en: str = column("English heading.")
    text: str = column("Two lines at most.")
    text_en: str = column("The text in English.")
    lit: tuple[str, ...] = column("Ids of groups, zones, units and parks shown lit.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry(Record):
    """One industry: a row of data/industries.csv, one taxonomy for all plans."""

    industry: str = column("Id of the industry.", ident=True, required=True)
    parent: str = column("The industry above, empty at the top.", refers="industry")
    name: str = column("Name.", required=True)
    name_en: str = column("English name.", required=True)
    order: int | None = column("Place among its siblings, from 1.", default=None, required=True)


TABLES: dict[str, type[Record]] = {
    "parks.csv": Park,
    "targets.csv": Target,
    "citations.csv": Citation,
    "sources.csv": Source,
    "actuals.csv": Actual,
    "status.csv": Status,
    "story.csv": Step,
    "industries.csv": Industry,
}
"""File name of each table -> its row."""

LAYERS: dict[str, type[Feature]] = {"zones.geojson": Zone, "units.geojson": Unit, "schematic.geojson": Schematic}
"""File name of each layer -> its feature."""

FILES = ("plan.toml", *LAYERS, *TABLES)
"""Names of the files of a plan."""

BASE_LAYERS: dict[str, type[Feature]] = {"provinces.geojson": Province, "lines.geojson": BoundaryLine}
"""File name of each layer of context in layers/base -> its feature."""

NATURE_LAYERS: dict[str, type[Feature]] = {
    "rivers.geojson": River,
    "lakes.geojson": Lake,
    "sea.geojson": Sea,
    "physical.geojson": Landform,
}
"""File name of each layer of waters and landforms in layers/base -> its feature."""

LINES: frozenset[type[Feature]] = frozenset({BoundaryLine, River, Landform})
"""Features that are lines; all others are outlines."""

OWN_ROWS: frozenset[type[Record]] = frozenset({Zone, Park, Target})
"""Rows that may have columns of a workspace's own."""

OWN_MEANING = "A column of the workspace's own."
_OWN = re.compile(r"x_\w+")

TAXONOMY = "industries.csv"
"""The table that all plans of a workspace share; one that has none has that of buju."""

OPTIONAL = frozenset({"actuals.csv", TAXONOMY, "schematic.geojson", "status.csv", "story.csv"})

_TYPES: dict[Any, ColumnType] = {
    str: "text",
    tuple[str, ...]: "list",
    float | None: "number",
    int | None: "integer",
    bool: "flag",
    datetime.date | None: "date",
}


def columns(row: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a file format in the order of the file.

    Examples
    --------
    >>> [column.name for column in columns(Citation)][:2]
    ['subject_type', 'subject_id']
    """
    return tuple(columns_by_name(row).values())


def columns_by_name(row: type[Record]) -> Mapping[str, Column]:
    """Return the columns of a file format by their names, in the order of the file."""
    return _columns(cast(Any, row))


def is_own(name: str, row: type[Record]) -> bool:
    """Return whether a name is that of a column of a workspace's own, in a file that may have such.

    Examples
    --------
    >>> is_own("x_owner", Park), is_own("x_负责人", Zone), is_own("x_owner", Source), is_own("owner", Park)
    (True, True, False, False)
    """
    return row in OWN_ROWS and _OWN.fullmatch(name) is not None


def own_columns(rows: Iterable[Record]) -> tuple[Column, ...]:
    """Return the columns of a workspace's own that some rows have, sorted by name; all hold texts."""
    return tuple(Column(name, "text", OWN_MEANING) for name in sorted({name for row in rows for name, _ in row.own}))


def value_of(record: Record, column: Column) -> Any:
    """Return what a record holds in a column, also in one of a workspace's own."""
    return dict(record.own).get(column.name, "") if column.name.startswith("x_") else getattr(record, column.name)


def key(row: type[Record]) -> str:
    """Return the name of the column that identifies a row, or an empty text where none does."""
    return next((column.name for column in columns(row) if column.type == "id"), "")


def plain_name(row: type[Record]) -> str:
    """Return what messages call a row of this kind, for example ``park``."""
    return row.__name__.lower()


@cache
def _columns(row: Any) -> Mapping[str, Column]:
    hints = get_type_hints(row)
    fields = [field for field in dataclasses.fields(row) if "meaning" in field.metadata]
    return {field.name: _column(field, hints[field.name]) for field in fields}


def _column(field: dataclasses.Field[Any], hint: Any) -> Column:
    meta = field.metadata
    kind: ColumnType = "id" if meta["ident"] else _TYPES[hint]
    names = ("meaning", "unit", "choices", "refers", "required", "ordered")
    return Column(field.name, kind, **{name: meta[name] for name in names})

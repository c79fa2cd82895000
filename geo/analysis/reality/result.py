"""A plan beside a register: what was found, as values that every medium can show, in words, as CSV and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.analysis.reality.matching import Match
from geo.model.cells import csv_text
from geo.model.errors import ReadError, UsageError, counted
from geo.model.files import unread, write_whole
from geo.model.text import table

AGREEMENTS = {
    "met": ("规划且集聚", "planned and there"),
    "absent": ("规划未集聚", "planned and not there"),
    "unplanned": ("集聚未规划", "there and not planned"),
    "none": ("", ""),
    "untested": ("样本不足", "too few to tell"),
}
"""How plan and register agree on an industry in a zone: id -> Chinese and English."""

BASES = {
    "register": ("名录全部企业", "all enterprises of the register"),
    "area": ("土地面积", "the area of the land"),
}
"""What counts are held against: id -> Chinese and English."""

METHODS = {
    "share": (
        "占比：某产业位于分区内的企业数，除以名录中该产业位于规划区域内的企业数。",
        "Share: enterprises of an industry in a zone, by all of that industry in the plan's region.",
    ),
    "quotient": (
        "区位商：某产业在当地企业中的比重，除以其在全部企业中的比重；预期不足 5 家的不列，括号内为 95% 置信区间。",
        "Location quotient: an industry's share of the enterprises of a place by its share of all; "
        "not told where fewer than 5 are expected; in brackets the 95 % confidence interval.",
    ),
    "hot": (
        "热点：以经验贝叶斯修正的比率计算 Getis-Ord Gi*，9,999 次置换检验，错误发现率 5%。",
        "Hot units: Getis-Ord Gi* of rates shrunk by empirical Bayes, 9,999 permutations, false discovery rate 5 %.",
    ),
    "dense": (
        "集聚区：由 HDBSCAN 识别，以扫描统计量保留至少两倍于预期、且高于全部 99 次随机模拟的；椭圆为两倍标准差。",
        "Clusters: proposed by HDBSCAN, kept where at least twice as many stand as expected and a scan statistic "
        "beats all of 99 simulations; ellipses of two standard deviations.",
    ),
    "agreement": (
        "对照：规划在分区内列有该产业的地点或行政区，为规划；"
        "分区内有热点或集聚区，或以名录为基准时区位商显著大于 1（错误发现率 5%），为集聚。",
        "Agreement: planned where the plan names places or units of the industry in the zone; "
        "there where a hot unit or a cluster lies in the zone, or, held against the register, its quotient is "
        "significantly above 1 (false discovery rate 5 %).",
    ),
}
"""How each result was got: a sentence in Chinese and in English."""

MORE = "docs/methods.md"
"""Where more is said of it."""

SUFFIXES = (".csv", ".json")
"""What it is written as: for people and their spreadsheets, and for pages and slides."""

_FORM = "buju-reality-1"
_HEADER = (
    *("about", "id", "name", "name_en", "industry", "wanted", "places", "rows", "share", "weight_share", "expected"),
    *("quotient", "low", "high", "z", "p", "agreement", "zones", "lon", "lat", "km2"),
)
_TABLE = (
    ("分区", "产业", "规划所列", "企业数", "占比", "加权占比", "区位商", "对照"),
    ("zone", "industry", "in the plan", "enterprises", "share", "weight", "quotient", "agreement"),
)
_CLUSTERS = (
    ("集聚区", "产业", "企业数", "预期", "p", "平方公里", "所在分区", "对照"),
    ("cluster", "industry", "enterprises", "expected", "p", "km2", "in", "agreement"),
)
_A_UNIT = "行政区", "a unit"
_MORE = "详见 docs/methods.zh.md", f"More: {MORE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """An industry of the plan.

    Attributes
    ----------
    industry, name, name_en : str
        Id and names.
    rows : int or None
        Its enterprises in the region; None where withheld.
    wanted_rows : int or None
        Those of them that lie in a zone for which the plan names the industry; None where withheld.
    wanted_weight : float or None
        The share of its revenue, staff or whatever was weighed that lies there; None where nobody asked, or withheld.
    tested : bool
        Whether there are enough enterprises to ask where they gather.
    """

    industry: str
    name: str
    name_en: str
    rows: int | None
    wanted_rows: int | None
    wanted_weight: float | None
    tested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An industry in a zone or a unit.

    Attributes
    ----------
    about : {"zone", "unit"}
        What it speaks of.
    id, name, name_en : str
        Of the zone or unit; no id for what lies in no zone.
    industry : str
        Id of an industry at the top of the taxonomy.
    wanted : bool
        Whether the plan names the industry in the zone; of a unit, in a zone that the unit's enterprises lie in.
    places : int
        Named places of the plan for it; of units 0.
    rows : int or None
        Enterprises; None where withheld.
    share, weight_share : float or None
        Of the industry's enterprises, and of what they weigh, from 0 to 1; None where withheld or not asked.
    expected, quotient, low, high : float or None
        Location quotient with its 95 % limits; None where fewer are expected than it takes, or withheld.
    z, p : float or None
        Of a unit, Gi* and its pseudo p-value; None where not tested.
    agreement : str
        One of `AGREEMENTS`; of a unit ``none`` unless it is hot.
    """

    about: str
    id: str
    name: str
    name_en: str
    industry: str
    wanted: bool
    places: int = 0
    rows: int | None
    share: float | None
    weight_share: float | None
    expected: float | None
    quotient: float | None
    low: float | None
    high: float | None
    z: float | None = None
    p: float | None = None
    agreement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A place where enterprises of an industry stand close together.

    Attributes
    ----------
    id, industry : str
        Its own id, and that of the industry.
    name, name_en : str
        Of the unit that holds most of it.
    rows, expected : int, float
        Enterprises of the industry in its ellipse, and how many the base would bring there.
    p : float
        Pseudo p-value.
    zones : tuple of str
        Zones that hold at least half of its enterprises.
    agreement : {"met", "unplanned"}
        Whether one of these is planned for the industry.
    lon, lat, km2 : float
        Middle and area of its ellipse.
    rim : tuple of (float, float)
        Corners of the ellipse in degrees, the first again at the end.
    """

    id: str
    industry: str
    name: str
    name_en: str
    rows: int
    expected: float
    p: float
    zones: tuple[str, ...]
    agreement: str
    lon: float
    lat: float
    km2: float
    rim: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Reality:
    """A plan beside a register.

    Attributes
    ----------
    plan : str
        Id of the plan.
    base : str
        One of :data:`BASES`.
    weight : str
        The column that was weighed by; empty for none.
    withhold : int
        Counts from 1 to one less are withheld.
    rows, rejected : int
        Rows that lie in the plan's region, and others.
    sectors : tuple of Sector
        Industries that the register or the plan has there.
    zones, units : tuple of Found
        Each zone, and each unit, with each of these industries.
    clusters : tuple of Cluster
        By industry, the most certain first.
    matches : tuple of Match
        What values of the register's column were taken for.
    """

    plan: str
    base: str
    weight: str
    withhold: int
    rows: int
    rejected: int
    sectors: tuple[Sector, ...]
    zones: tuple[Found, ...]
    units: tuple[Found, ...]
    clusters: tuple[Cluster, ...]
    matches: tuple[Match, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON, with the methods in words; None is withheld or not known."""
        methods = {name: {"zh": zh, "en": en, "more": MORE} for name, (zh, en) in METHODS.items()}
        return {"form": _FORM, **asdict(self), "methods": methods}

    def as_csv(self) -> str:
        """Return a row an industry in a zone or unit, and one a cluster, with a header; withheld counts as ``<3``."""
        rows = (*map(asdict, (*self.zones, *self.units)), *map(self._cluster_fields, self.clusters))
        return csv_text(_HEADER, ([self._csv_cell(name, row.get(name)) for name in _HEADER] for row in rows))

    def as_text(self, lang: str = "zh", heads: str = "en") -> str:
        """Return tables for the terminal: zones, clusters, hot units, methods.

        Names and methods are in one language (`lang`), headings in that of the reader (`heads`).
        """
        at, spoken = lang == "en", heads == "en"
        header, clusters = _TABLE[spoken], _CLUSTERS[spoken]
        lines = [table(header, [*self._zone_cells(at, spoken)], right=header[2:7])]
        if self.clusters:
            lines += ["", table(clusters, [*self._cluster_cells(at)], right=clusters[2:6])]
        if hot := [*self._hot_lines(at)]:
            lines += ["", *hot]
        return "\n".join([*lines, "", *(words[at] for words in METHODS.values()), _MORE[spoken]])

    def line(self) -> str:
        """Return how many rows were taken, and how plan and register agree."""
        told = [row.agreement for row in self.zones]
        agree = ", ".join(f"{told.count(each)} {AGREEMENTS[each][1]}" for each in ("met", "absent", "unplanned"))
        rows = f"{self.rows:,} {'row' if self.rows == 1 else 'rows'} in the plan's region"
        return f"{rows}. Industries in zones: {agree}. {counted(len(self.clusters), 'cluster')}."

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, str]]:
        """Id of each industry and zone -> its names."""
        sectors = {row.industry: (row.name, row.name_en) for row in self.sectors}
        return {**sectors, **{row.id: (row.name, row.name_en) for row in self.zones}}

    def _zone_cells(self, at: bool, spoken: bool) -> Iterator[list[str]]:
        for row in self.zones:
            if row.rows == 0 and not row.wanted:
                continue
            yield [
                row.name_en if at else row.name,
                self._names[row.industry][at],
                self._wanted(row, spoken),
                self._count(row.rows),
                _percent(row.share),
                _percent(row.weight_share),
                _quotient(row),
                AGREEMENTS[row.agreement][at],
            ]

    def _wanted(self, row: Found, spoken: bool) -> str:
        """Return what the plan has of an industry in a zone: so many places, or a unit of it."""
        if row.places:
            return counted(row.places, "place") if spoken else f"{row.places} 处地点"
        return _A_UNIT[spoken] if row.wanted else ""

    def _cluster_cells(self, at: bool) -> Iterator[list[str]]:
        for row in self.clusters:
            yield [
                row.name_en if at else row.name,
                self._names[row.industry][at],
                str(row.rows),
                f"{row.expected:.1f}",
                f"{row.p:.2f}",
                f"{row.km2:,.0f}",
                ", ".join(self._names[zone][at] for zone in row.zones),
                AGREEMENTS[row.agreement][at],
            ]

    def _hot_lines(self, at: bool) -> Iterator[str]:
        """Yield a line an industry and agreement: the units that are hot."""
        for sector in self.sectors:
            for agreement in ("met", "unplanned"):
                hot = [row for row in self.units if (row.industry, row.agreement) == (sector.industry, agreement)]
                names = (", " if at else "、").join(row.name_en if at else row.name for row in hot)
                if hot:
                    yield f"{self._names[sector.industry][at]}, {AGREEMENTS[agreement][at]}: {names}"

    def _cluster_fields(self, cluster: Cluster) -> dict[str, Any]:
        quotient = cluster.rows / cluster.expected
        wanted = cluster.agreement == "met"
        return {**asdict(cluster), "about": "cluster", "wanted": wanted, "quotient": round(quotient, 3)}

    def _csv_cell(self, name: str, value: Any) -> Any:
        return f"<{self.withhold}" if name == "rows" and value is None else value

    def _count(self, rows: int | None) -> str:
        return f"<{self.withhold}" if rows is None else f"{rows:,}"


def check_name(path: str) -> None:
    """Raise UsageError where a file's name does not say what a result is written as."""
    if Path(path).suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: is written as .csv, or as .json for map and slides. Choose such a name with -o.")


def write_reality(found: Reality, path: str, *, force: bool = False) -> None:
    """Write a result as CSV, with the mark by which Excel knows its encoding, or as JSON.

    Raises
    ------
    UsageError
        The name says neither.
    OutputError
        The file cannot be written.
    """
    check_name(path)
    suffix = Path(path).suffix.lower()
    if suffix == ".csv":
        data = found.as_csv().encode("utf-8-sig")
    else:
        data = f"{json.dumps(found.as_dict(), ensure_ascii=False, separators=(',', ':'))}\n".encode()
    write_whole(Path(path), data, suffixes=(suffix,), force=force)


def read_reality(path: str | Path, plan: str) -> Reality:
    """Read what ``buju reality PLAN -o FILE.json`` has written.

    Raises
    ------
    ReadError
        The file cannot be read, is no such result, or is one of another plan.
    """
    try:
        told = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise unread(Path(path), error) from None
    except ValueError:
        told = None
    again = f"Write it: buju reality {plan} --points FILE --industry-column C -o {path}"
    if not isinstance(told, dict) or told.get("form") != _FORM:
        raise ReadError(f"{path}: is no result of buju reality as JSON. {again}")
    if told.get("plan") != plan:
        raise ReadError(f'{path}: is of the plan "{told.get("plan")}", not of {plan}. {again}')
    try:
        return _from_dict(told)
    except (KeyError, TypeError, ValueError):
        raise ReadError(f"{path}: was changed, and cannot be read. {again}") from None


def _from_dict(told: Mapping[str, Any]) -> Reality:
    given = {field.name: told[field.name] for field in fields(Reality)}
    kinds = {"sectors": Sector, "zones": Found, "units": Found, "matches": Match}
    given |= {name: tuple(kind(**row) for row in given[name]) for name, kind in kinds.items()}
    clusters = (
        {**row, "zones": tuple(row["zones"]), "rim": tuple((float(x), float(y)) for x, y in row["rim"])}
        for row in given["clusters"]
    )
    return Reality(**{**given, "clusters": tuple(Cluster(**row) for row in clusters)})


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _quotient(row: Found) -> str:
    if row.quotient is None:
        return ""
    return f"{row.quotient:.2f} ({row.low:.2f}–{row.high:.2f})"

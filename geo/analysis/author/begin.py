"""A new plan from its title, slogan and region: all files, with what is known already."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.analysis.author.english import with_english
from geo.analysis.author.readings import free_id
from geo.model.errors import NewPlanError, one_line
from geo.model.files import is_device, write_new
from geo.model.folding import folded
from geo.model.geojson import format_layer
from geo.model.headers import format_header
from geo.model.naming import the_named
from geo.model.plan import BASE_BOUNDARIES, file_of, root_for_new, seen_from, shipped_root
from geo.model.schema import OPTIONAL, TABLES, Boundaries, Group, Header, Source, Unit, Zone
from geo.model.slogan import Part, parse_slogan, unread
from geo.model.spatial_words import WHOLE, kind_of
from geo.model.tables import format_table
from geo.space.boundaries import known_units
from geo.space.region import UnitLayer, layer_units, refuse_misplaced, region_units

DOCUMENT = "plan"
"""Id of the plan's own document among its sources."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS = re.compile(r"(20\d\d)\s*年?\s*[—–\-－~～至到]+\s*(20\d\d)")
FIVE_YEARS = {
    "十一五": (2006, 2010),
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
    "十五五": (2026, 2030),
    "十六五": (2031, 2035),
}
"""Five-year plans -> their first and last year."""

_EXAMPLE = "一极、两区、一带 or 1+4+N"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an author says of a new plan.

    Attributes
    ----------
    plan : str
        Its id.
    title, slogan, region : str
        As the document prints them; the region by its name, with what is above it where that is needed, or its adcode.
    title_en, issuer, issuer_en, number : str
        What may be said now or later.
    issued : datetime.date or None
        Day of issue.
    text : str
        File name of the document's text; empty where there is none here.
    boundaries : Bounds or None
        A layer of the author's own; None for the boundaries that are installed.
    """

    plan: str
    title: str
    slogan: str
    region: str
    title_en: str = ""
    issuer: str = ""
    issuer_en: str = ""
    number: str = ""
    issued: datetime.date | None = None
    text: str = ""
    boundaries: Bounds | None = None


@dataclass(frozen=True)
class Bounds:
    """Boundaries of an author's own.

    Attributes
    ----------
    layer : UnitLayer
        Its units.
    credit : Boundaries
        Who made them, and in which columns of which file they stand.
    """

    layer: UnitLayer
    credit: Boundaries


@dataclass(frozen=True)
class Begun:
    """What a new plan starts with.

    Attributes
    ----------
    root : Path
        The workspace.
    header : Header
        What plan.toml says.
    document : Source
        The plan's own document among its sources.
    groups, zones, units : tuple
        Its rows; zones have neither name nor outline yet.
    boundaries : Boundaries
        Where the outlines of its units come from.
    remarks : tuple of str
        What the author should know of these.
    """

    root: Path
    header: Header
    document: Source
    groups: tuple[Group, ...]
    zones: tuple[Zone, ...]
    units: tuple[Unit, ...]
    boundaries: Boundaries = BASE_BOUNDARIES
    remarks: tuple[str, ...] = ()


def begin_plan(asked: Asked, root: str | Path | None = None) -> Begun:
    """Write the files of a new plan, and those of a workspace where there is none: all of them, or none.

    Parameters
    ----------
    asked : Asked
        What is known of it.
    root : str or Path, optional
        The workspace, made where it is missing; by default the nearest one, else the current folder.

    Raises
    ------
    NewPlanError
        The id is none or is taken, or the slogan counts nothing.
    UnitError
        The region is no unit or the name of several, the boundaries are not installed, or those of the author do not
        fit it.
    OutputError
        The files cannot be written.
    """
    base = root_for_new(root)
    asked = _folded(asked)
    _refuse(asked, base)
    parts = parse_slogan(asked.slogan)
    outlines, remarks = _outlines(asked)
    units = with_english(outlines)
    groups = tuple(groups_of(parts))
    credit = asked.boundaries.credit if asked.boundaries else BASE_BOUNDARIES
    header = _header(asked, units[0])
    begun = Begun(
        root=base,
        header=header,
        document=_document(header, asked.text),
        groups=groups,
        zones=tuple(zones_of(parts, groups)),
        units=units,
        boundaries=replace(credit, file=seen_from(base, credit.file)),
        remarks=remarks,
    )
    write_new(base, _files(begun))
    return begun


_TEXTS = ("title", "title_en", "slogan", "issuer", "issuer_en", "number")


def _folded(asked: Asked) -> Asked:
    texts: dict[str, Any] = {name: folded(getattr(asked, name)).strip() for name in _TEXTS}
    return replace(asked, **texts)


def _outlines(asked: Asked) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Return the units of a region, itself first, and what is to be said of their outlines."""
    if asked.boundaries is None:
        return region_units(the_named(asked.region, known_units(), "the boundaries")), ()
    layer = asked.boundaries.layer
    region = the_named(asked.region, layer.named(), layer.shown)
    units, remarks = layer_units(region, layer)
    refuse_misplaced(region, units, layer.shown)
    return units, remarks


def _refuse(asked: Asked, root: Path) -> None:
    if not _ID.fullmatch(asked.plan):
        hint = "Write it of a-z, 0-9 and hyphens, for example wuhan-bio."
        raise NewPlanError(f'"{one_line(asked.plan, 40)}" is no id of a plan. {hint}')
    if is_device(asked.plan):
        raise NewPlanError(f'"{asked.plan}" is no id of a plan: Windows has no folder of that name. Choose another.')
    if asked.plan == "base":
        raise NewPlanError('"base" is no id of a plan: layers/base is for what lies around. Choose another.')
    for folder in (root / "data" / asked.plan, root / "layers" / asked.plan):
        if folder.exists():
            raise NewPlanError(f'The id "{asked.plan}" is taken: {folder} is there. Choose another.')
    for name in _TEXTS:
        if not (text := str(getattr(asked, name))).isprintable():
            raise NewPlanError(
                f'{name} "{one_line(text, 40)}" holds a character that cannot be printed. Write it anew.'
            )
    if not asked.title.strip():
        raise NewPlanError("The title is empty. Write it as the document prints it.")
    if not parse_slogan(asked.slogan) and (asked.slogan or not asked.text):
        rest = unread(asked.slogan)
        what = f'"{one_line(rest, 40)}" is no counted part of a layout' if rest else "it is empty"
        raise NewPlanError(f"The slogan cannot be read: {what}. Write the parts alone, as in {_EXAMPLE}.")


def _header(asked: Asked, region: Unit) -> Header:
    return Header(
        id=asked.plan,
        title=asked.title,
        title_en=asked.title_en,
        slogan=asked.slogan,
        region=region.name,
        region_en=region.name_en,
        region_adcode=region.unit,
        issuer=asked.issuer,
        issuer_en=asked.issuer_en,
        number=asked.number,
        issued=asked.issued,
        period=period_of(asked.title),
    )


def period_of(title: str) -> tuple[str, ...]:
    """Return the first and last year that a title speaks of, by themselves or by their five-year plan."""
    years = _YEARS.search(title)
    if years:
        return years[1], years[2]
    return next((tuple(map(str, span)) for name, span in FIVE_YEARS.items() if name in title), ())


def groups_of(parts: Sequence[Part]) -> Iterator[Group]:
    """Yield a group for each part of a slogan."""
    taken: set[str] = set()
    for order, part in enumerate(parts, 1):
        kind = kind_of(part.word)
        name_en = "The whole region" if part.word == WHOLE else kind.counted(part.count) if kind else ""
        ident = free_id(_slug(part, order, part.count), taken)
        form = kind.form if kind else "region"
        yield Group(group=ident, name=str(part), name_en=name_en, form=form, order=order)


def zones_of(parts: Sequence[Part], groups: Sequence[Group]) -> Iterator[Zone]:
    """Yield the zones that a slogan counts; of a part whose count is open there are none yet."""
    taken = {group.group for group in groups}
    for order, (part, group) in enumerate(zip(parts, groups, strict=True), 1):
        for place in range(1, part.count + 1):
            ident = free_id(f"{_slug(part, order, 1)}-{place}", taken)
            yield Zone(zone=ident, group=group.group, order=place, source=DOCUMENT)


def _slug(part: Part, order: int, number: int) -> str:
    """Return the noun of a part as an id; of one whose word is unknown, or that has none, its place in the slogan."""
    kind = kind_of(part.word)
    return kind.noun(number).replace(" ", "-") if kind else f"part-{order}"


def _document(header: Header, text: str) -> Source:
    return Source(
        source=DOCUMENT,
        title=header.title,
        title_en=header.title_en,
        issuer=header.issuer,
        number=header.number,
        date=header.issued.isoformat() if header.issued else "",
        text=text,
    )


def _files(begun: Begun) -> Mapping[str, bytes]:
    """Return the files of a new plan, and those that its workspace lacks."""
    plan, header = begun.header.id, begun.header
    tables = {name: row for name, row in TABLES.items() if name not in OPTIONAL}
    texts = {
        file_of(plan, "units.geojson"): format_layer(begun.units, Unit),
        file_of(plan, "zones.geojson"): format_layer(begun.zones, Zone),
        **{
            file_of(plan, name): format_table([begun.document] if row is Source else [], row)
            for name, row in tables.items()
        },
        file_of(plan, "plan.toml"): format_header(header, begun.groups, begun.boundaries),
    }
    return {**dict(_shared(begun.root)), **{name: text.encode() for name, text in texts.items()}}


def _shared(root: Path) -> Iterable[tuple[str, bytes]]:
    """Yield what all plans of a workspace share, as it is shipped, where the workspace lacks it."""
    shipped = shipped_root()
    context = () if (root / "layers/base").exists() else sorted((shipped / "layers/base").iterdir())
    taxonomy = () if (root / "data/industries.csv").exists() else (shipped / "data/industries.csv",)
    for path in (*context, *taxonomy):
        yield path.relative_to(shipped).as_posix(), path.read_bytes()

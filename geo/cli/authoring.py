"""Commands that make a plan: new, zone; and undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import cli, say, set_pair, shared, with_options

if TYPE_CHECKING:
    from geo.analysis.author.begin import Bounds
    from geo.analysis.author.zones import Outline
    from geo.model.plan import Plan
    from geo.model.schema import Boundaries


_BOUNDS = ("boundaries", "name_field", "code_field", "credit")
"""Options that speak of boundaries of an author's own."""


_DATUM = click.option(
    "--datum", type=click.Choice(["gcj02", "bd09"]), help="Shifted datum of a Chinese web map, of FILE."
)
_boundaries = with_options(
    click.option("--boundaries", type=click.Path(), metavar="FILE", help="Units of your own, down to townships."),
    click.option("--name-field", default="", metavar="COLUMN", help="Its column of names, if it is not told."),
    click.option("--code-field", default="", metavar="COLUMN", help="Its column of adcodes, if it is not told."),
    click.option("--credit", default="", metavar="TEXT", help="Who made it; stands below every map."),
)


@cli.command(
    epilog="Example: buju new wuhan --title 武汉市生物产业规划 --slogan 一核、两带、多园 --region 湖北省武汉市"
)
@click.argument("plan")
@click.option("--title", metavar="TEXT", help="As the document prints it.")
@click.option("--slogan", metavar="TEXT", help="The counted layout: 一极、两区、一带; 1核2带3区; 1+4+N.")
@click.option("--region", metavar="NAME", help="Province, city or county, by name or adcode.")
@click.option("--from", "paper", type=click.Path(), metavar="FILE", help="Its text: what is not said is read there.")
@click.option("--title-en", default="", metavar="TEXT", help="English title.")
@click.option("--issuer", default="", metavar="TEXT", help="Who issued it.")
@click.option("--issuer-en", default="", metavar="TEXT", help="The same in English.")
@click.option("--number", default="", metavar="TEXT", help="Number of the document.")
@_boundaries
@_DATUM
@click.option("--edition", default="", metavar="TEXT", help="Their edition.")
@click.option("--review-number", default="", metavar="TEXT", help="Review number (审图号) of the map they come from.")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Day of issue.")
@shared(writes=True, begins=True)
def new(plan: str, issued: datetime | None, paper: str | None, root: str | None, quiet: bool, **given: Any) -> None:
    """Begin a plan. Folders, tables with headers, groups and empty zones by its slogan, units with boundaries.

    With its text, rows are proposed too, as buju draft does; groups among them, where it has no slogan.
    """
    from geo.analysis.author.begin import Asked, begin_plan
    from geo.analysis.draft.begun import asked_with, read_paper
    from geo.model.errors import UsageError, counted

    bounds = _bounds(quiet, **{name: given.pop(name) for name in (*_BOUNDS, "datum", "edition", "review_number")})
    said = {name: value or "" for name, value in given.items()}
    asked = Asked(plan=plan, issued=issued.date() if issued else None, boundaries=bounds, **said)
    if paper:
        text = read_paper(Path(paper))
        asked = asked_with(asked, text, Path(paper).name)
    known = {"slogan"} if paper else set()
    missing = [name for name, value in given.items() if value is None and not getattr(asked, name)]
    missing = [f"--{name}" for name in missing if name not in known]
    if missing:
        tail = f"; {paper} does not tell" if paper else ", or give its text with --from FILE"
        raise UsageError(f"Say {' and '.join(missing)}{tail}.")
    begun = begin_plan(asked, root)
    for remark in begun.remarks:
        say(remark, quiet)
    counts = (counted(len(begun.groups), "group"), counted(len(begun.zones), "zone"), counted(len(begun.units), "unit"))
    click.echo(f"{begun.root / 'data' / plan}\n{begun.root / 'layers' / plan}")
    say(f"{begun.header.region} ({begun.header.region_adcode}): {', '.join(counts)}.", quiet)
    say("English names of units are mostly readings: look them over in units.geojson.", quiet)
    if paper:
        _go_on(plan, text, begun.root, quiet)
    say(f"What is left to do: buju check {plan}", quiet)


def _go_on(plan: str, text: str, root: Path, quiet: bool) -> None:
    """Propose the rows of a plan that was just begun."""
    from geo.analysis.author.proposed import draft_file
    from geo.analysis.draft.draft import draft_plan
    from geo.cli.drafting import write_draft
    from geo.model.plan import read_plan

    begun = read_plan(plan, root)
    write_draft(begun, draft_plan(begun, text), Path(draft_file(plan)), quiet)


@cli.command(epilog="Example: buju zone heilongjiang forest-belt --members 伊春市 黑河市 大兴安岭地区")
@click.argument("plan")
@click.argument("zone", metavar="ID")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--members", is_flag=True, help="The union of the units whose names or adcodes follow.")
@click.option("--sketch", type=click.Path(exists=True), metavar="FILE", help="Outlines drawn in a GIS.")
@click.option("--around", metavar="LON,LAT", help="A disc around a place; with --km.")
@click.option(
    "--along", type=click.Path(exists=True), metavar="FILE", help="A band along lines drawn in a GIS; with --km."
)
@click.option(
    "--km", type=click.FloatRange(0, 1000, min_open=True), metavar="N", help="Radius, or half the width of a band."
)
@_DATUM
@_boundaries
@click.option("--group", default="", metavar="GROUP", help="Add a zone that the plan has not yet to this group.")
@click.option(
    "--set", "values", multiple=True, metavar="COLUMN=TEXT", help="name, name_en, locator, anchor …; repeatable."
)
@shared(writes=True)
def zone(plan: str, zone: str, values: tuple[str, ...], root: str | None, quiet: bool, **given: Any) -> None:
    """Give a zone its outline: from names of units, a sketch, around a place, along a line. Or other values.

    ID may be that of a group too, to --set its name, name_en and form.
    """
    from geo.analysis.author.zones import with_rows, with_zone
    from geo.analysis.canonical import write_rows
    from geo.model.errors import UsageError
    from geo.model.plan import read_plan

    group = given.pop("group")
    said = dict(set_pair(text) for text in values)
    whole = read_plan(plan, root)
    if zone in {each.group for each in whole.groups}:
        return _set_group(whole, zone, said, quiet, any(given.values()) or bool(group))
    found, credit = _with_lacking(whole, given, quiet)
    outline = _outline(found, quiet, **given)
    if outline is None and not said and not group:
        raise UsageError("Say what the zone is: --members NAME..., --sketch, --around, --along, or --set COLUMN=TEXT.")
    changed = with_zone(found, zone, outline, said, group)
    _write_units(whole, found, credit, quiet)
    path = write_rows(found, "zones.geojson", with_rows(found, changed))
    click.echo(path)
    precise = f"to {changed.precision_km:g} km" if changed.precision_km else "how precisely is not said"
    drawn = f" {changed.basis}, {outline.area_km2:,.1f} km2, {precise}" if outline else ""
    names = found.unit_names
    members = f"; {', '.join(names[each] for each in outline.members)}" if outline and outline.members else ""
    say(f"zone {zone}:{drawn or ' ' + ', '.join(said) + ' set'}{members}. What is left: buju check {plan}", quiet)


def _set_group(plan: Plan, group: str, said: Mapping[str, str], quiet: bool, is_outlined: bool) -> None:
    """Give a group other words."""
    from geo.analysis.author.groups import write_group
    from geo.model.errors import UsageError

    if is_outlined or not said:
        raise UsageError(f'"{group}" is a group: its zones have outlines. Its words go by --set COLUMN=TEXT.')
    click.echo(write_group(plan, group, said))
    say(f"group {group}: {', '.join(said)} set. What is left: buju check {plan.id}", quiet)


def _bounds(quiet: bool, boundaries: str | None, credit: str, datum: str | None, **given: str) -> Bounds | None:
    """Return the boundaries that an author brings; None where none are given.

    Raises
    ------
    UsageError
        None are given, and it is said what they are like.
    """
    from geo.model.errors import UsageError

    if not boundaries:
        # A datum may be that of a sketch.
        said = next((name.replace("_", "-") for name, value in {"credit": credit, **given}.items() if value), "")
        if said:
            raise UsageError(f"--{said} speaks of boundaries of your own. Add --boundaries FILE.")
        return None
    from geo.analysis.author.begin import Bounds
    from geo.export.incoming.units import Fields, read_own_layer
    from geo.model.schema import Boundaries

    own = read_own_layer(boundaries, Fields(given["name_field"], given["code_field"]), datum or "")
    for line in own.warnings:
        say(line, quiet)
    made = Boundaries(
        source=credit,
        edition=given.get("edition", ""),
        review_number=given.get("review_number", ""),
        file=boundaries,
        name_field=own.fields.name,
        code_field=own.fields.code,
        datum=datum or "",
    )
    return Bounds(own.layer, made)


def _with_lacking(plan: Plan, given: dict[str, Any], quiet: bool) -> tuple[Plan, Boundaries | None]:
    """Return a plan with those units that a zone names and it lacks, and of which layer they are if that is new."""
    from geo.analysis.author.units import lacking, more_units, recorded, with_units

    asked = {name: given.pop(name) for name in _BOUNDS}
    names = lacking(plan, given["names"]) if given["members"] else ()
    if not names:
        return plan, None
    is_new = bool(asked["boundaries"]) or not plan.boundaries.file
    bounds = _bounds(quiet, **(asked | {"datum": given["datum"]} if is_new else asked | recorded(plan)))
    added = more_units(plan, names, bounds.layer if bounds else None)
    return with_units(plan, added), bounds.credit if bounds and is_new else None


def _write_units(plan: Plan, found: Plan, credit: Boundaries | None, quiet: bool) -> None:
    """Write the units that a plan lacked, where there are some, and say which."""
    from geo.analysis.author.units import write_units
    from geo.model.plan import file_of

    added = found.unit_rows[len(plan.unit_rows) :]
    if not added:
        return
    write_units(plan, added, credit)
    say(f"{file_of(plan.id, 'units.geojson')}: {', '.join(unit.name for unit in added)} added.", quiet)
    if credit and not credit.source:
        say(f"Who made their outlines? Write it as source of [boundaries] in {file_of(plan.id, 'plan.toml')}.", quiet)


@cli.command(epilog="Example: buju undo")
@click.option("--force", is_flag=True, help="Also where files have been changed since.")
@shared()
def undo(force: bool, root: str | None, quiet: bool) -> None:
    """Bring back the plans' files as they were before the last command that wrote to them. Twice takes that back."""
    from geo.model.plan import find_root
    from geo.model.undo import undo as bring_back

    done = bring_back(find_root(root), force=force)
    click.echo("\n".join(done.files))
    say(f"As before {done.command}. buju undo once more takes this back.", quiet)


def _outline(plan: Plan, quiet: bool, names: tuple[str, ...], members: bool, **given: Any) -> Outline | None:
    """Return the outline that a call asks for; None where it asks for none."""
    from geo.analysis.author.zones import of_members
    from geo.model.errors import UsageError

    asked = [f"--{name}" for name in ("sketch", "around", "along") if given[name]] + ["--members"] * members
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} do not go together. Give one of them.")
    if names and not members:
        raise UsageError(f'"{" ".join(names)[:40]}" stands alone. Write --members before the names of units.')
    if members:
        return of_members(plan, names)
    return _drawn(plan, quiet, **given) if asked else None


def _drawn(plan: Plan, quiet: bool, km: float | None, datum: str | None, **given: str | None) -> Outline:
    """Return the outline of a sketch, around a place or along a line."""
    from geo.analysis.author.zones import along_lines, around_place, sketched
    from geo.export.incoming.shapes import read_shapes
    from geo.model.errors import UsageError

    if not given["sketch"] and km is None:
        raise UsageError("--around and --along need --km N: the radius, or half the width of the band.")
    if given["around"]:
        lon, lat = _position(given["around"])
        return around_place(plan, lon, lat, km or 0.0)
    file = given["sketch"] or given["along"] or ""
    shapes, told = read_shapes(plan, file, datum or "")
    for line in told:
        say(line, quiet)
    return sketched(plan, shapes, file) if given["sketch"] else along_lines(plan, shapes, file, km or 0.0)


def _position(text: str) -> tuple[float, float]:
    from geo.model.errors import UsageError

    try:
        lon, lat = map(float, text.replace("，", ",").split(","))
    except ValueError:
        raise UsageError(
            f'--around "{text[:40]}" is no place. Write longitude,latitude in degrees: 114.4,30.5.'
        ) from None
    return lon, lat

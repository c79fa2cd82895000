"""Units that a plan has not yet and a zone names: from a layer of its author, else from the installed boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.analysis.author.english import with_english
from geo.analysis.author.unit_names import split_names
from geo.analysis.canonical import raw_text, write_rows
from geo.model.adcodes import codes_above, is_within
from geo.model.files import write_whole
from geo.model.headers import LAYER_COLUMNS, with_values
from geo.model.naming import Named, find_named, the_named
from geo.model.plan import Plan, file_of, seen_from
from geo.model.schema import Boundaries, Unit
from geo.space.boundaries import units_if_installed
from geo.space.region import UnitLayer, layer_units, region_units


def lacking(plan: Plan, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names among some texts that are those of no unit of a plan."""
    return tuple(word for word in split_names(texts) if not find_named(word, plan.named_units))


def more_units(plan: Plan, names: Sequence[str], layer: UnitLayer | None) -> tuple[Unit, ...]:
    """Return units within the region that a plan lacks, with English names, each below the nearest that it has.

    Parameters
    ----------
    plan : Plan
        The plan.
    names : sequence of str
        What they are called; of those that are no unit of the region nothing is returned.
    layer : UnitLayer or None
        Where they are looked for; None for the boundaries that are installed.

    Raises
    ------
    UnitError
        A name is that of several.
    """
    region, own = plan.header.region_adcode, {unit.unit for unit in plan.unit_rows}
    known = tuple(each for each in _known(layer) if is_within(each.adcode, region) and each.adcode not in own)
    where = layer.shown if layer else "the boundaries"
    found = dict.fromkeys(the_named(name, known, where) for name in names if find_named(name, known))
    units = with_english(_outlined(named, layer) for named in found)
    return tuple(replace(unit, parent=_parent(unit.unit, own, region)) for unit in units)


def with_units(plan: Plan, added: Sequence[Unit]) -> Plan:
    """Return a plan that has some more units."""
    return replace(plan, unit_rows=(*plan.unit_rows, *added))


def write_units(plan: Plan, added: Sequence[Unit], credit: Boundaries | None) -> None:
    """Write a plan's units with those added to them, and in plan.toml from which layer they come.

    Raises
    ------
    PlanError
        The file of units holds what would be lost.
    OutputError
        A file cannot be written.
    """
    write_rows(plan, "units.geojson", (*plan.unit_rows, *added))
    if credit is not None:
        shown = file_of(plan.id, "plan.toml")
        said = {name: getattr(credit, name) for name in LAYER_COLUMNS}
        said["file"] = seen_from(plan.root, credit.file)
        if credit.source and credit.source not in plan.boundaries.source:
            said["source"] = "；".join(filter(None, (plan.boundaries.source, credit.source)))
        path = plan.root / shown
        write_whole(path, with_values(raw_text(path, shown), "boundaries", said).encode())


def recorded(plan: Plan) -> dict[str, str]:
    """Return what plan.toml says of the layer from which units come, by the names that a call gives it."""
    bounds = plan.boundaries
    file = str(plan.root / bounds.file)
    return {"boundaries": file, "name_field": bounds.name_field, "code_field": bounds.code_field, "datum": bounds.datum}


def _known(layer: UnitLayer | None) -> Sequence[Named]:
    return units_if_installed() if layer is None else layer.named()


def _outlined(named: Named, layer: UnitLayer | None) -> Unit:
    units = region_units(named) if layer is None else layer_units(named, layer)[0]
    return units[0]


def _parent(adcode: str, own: set[str], region: str) -> str:
    return next((code for code in codes_above(adcode) if code in own), region)

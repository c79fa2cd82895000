"""Forms and attribute tables, for QGIS: aliases, widgets with the words of closed lists, what a field demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from geo.export.fields import Field

Choices = Mapping[str, str]


def form_parts(fields: Sequence[Field], names: Mapping[str, Choices], display: str) -> list[Element]:
    """Return aliases, input widgets and constraints of a layer's fields.

    Parameters
    ----------
    fields : sequence of Field
        Every field of the layer.
    names : mapping
        Field -> value -> word, for closed lists and for ids of other layers.
    display : str
        Field by which a row is called.
    """
    configuration, aliases, constraints = Element("fieldConfiguration"), Element("aliases"), Element("constraints")
    editable, preview = Element("editable"), Element("previewExpression")
    preview.text = f'"{display}"'
    widgets: list[tuple[str, str, Any]] = [("fid", "Hidden", {})]
    for index, field in enumerate(fields, start=1):
        SubElement(aliases, "alias", {"field": field.name, "index": str(index), "name": field.alias})
        SubElement(editable, "field", {"name": field.name, "editable": str(int(not field.computed))})
        constraints.append(_constraint(field))
        widgets.append((field.name, *_widget(field, names.get(field.name, {}))))
    for name, kind, config in widgets:
        held = SubElement(configuration, "field", {"name": name, "configurationFlags": "None"})
        SubElement(SubElement(held, "editWidget", {"type": kind}), "config").append(_config(config))
    return [configuration, aliases, constraints, editable, _columns(), preview]


def _constraint(field: Field) -> Element:
    """Return what a form demands of a field: an id is there and unique; what is required warns where it is empty."""
    is_id = field.type == "id"
    kinds = {"constraints": str(3 * is_id or int(field.required)), "unique_strength": str(int(is_id))}
    strength = "1" if is_id else "2" if field.required else "0"
    return Element("constraint", {"field": field.name, **kinds, "notnull_strength": strength, "exp_strength": "0"})


def _columns() -> Element:
    """Return the columns of the attribute table: all but the row number of the file."""
    table = Element("attributetableconfig", {"sortOrder": "0", "actionWidgetStyle": "dropDown"})
    hidden = {"type": "field", "name": "fid", "hidden": "1", "width": "-1"}
    SubElement(SubElement(table, "columns"), "column", hidden)
    return table


def _widget(field: Field, names: Choices) -> tuple[str, Any]:
    if names and field.type != "list":
        return "ValueMap", {"map": [{word: value} for value, word in names.items()]}
    if field.type == "flag":
        return "CheckBox", {}
    return "TextEdit", {"IsMultiline": field.length > 100} if field.type in ("text", "list") else {}


def _config(value: Any, name: str = "") -> Element:
    """Return a value of a widget's configuration as QGIS writes its variants."""
    named = {"name": name} if name else {}
    if isinstance(value, dict):
        held = Element("Option", {"type": "Map"} | named)
        held.extend(_config(inner, key) for key, inner in value.items())
    elif isinstance(value, list):
        held = Element("Option", {"type": "List"} | named)
        held.extend(_config(inner) for inner in value)
    elif isinstance(value, bool):
        held = Element("Option", {"type": "bool", "value": str(value).lower()} | named)
    else:
        held = Element("Option", {"type": "QString", "value": str(value)} | named)
    return held

"""Forms and attribute tables, for QGIS: aliases, widgets with the words of closed lists, what a field demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from geo.export.elements import node
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
    widgets = [_held("fid", "Hidden", {}), *(_widget(field, names.get(field.name, {})) for field in fields)]
    aliases = (
        node("alias", field=field.name, index=str(index), name=field.alias) for index, field in enumerate(fields, 1)
    )
    editable = (node("field", name=field.name, editable=str(int(not field.computed))) for field in fields)
    return [
        node("fieldConfiguration", *widgets),
        node("aliases", *aliases),
        node("constraints", *map(_constraint, fields)),
        node("editable", *editable),
        _columns(),
        node("previewExpression", f'"{display}"'),
    ]


def _constraint(field: Field) -> Element:
    """Return what a form demands of a field: an id is there and unique; what is required warns where it is empty."""
    is_id = field.type == "id"
    kinds = {"constraints": str(3 * is_id or int(field.required)), "unique_strength": str(int(is_id))}
    strength = "1" if is_id else "2" if field.required else "0"
    return node("constraint", field=field.name, **kinds, notnull_strength=strength, exp_strength="0")


def _columns() -> Element:
    """Return the columns of the attribute table: all but the row number of the file."""
    hidden = node("column", type="field", name="fid", hidden="1", width="-1")
    return node("attributetableconfig", node("columns", hidden), sortOrder="0", actionWidgetStyle="dropDown")


def _widget(field: Field, names: Choices) -> Element:
    if names and field.type != "list":
        return _held(field.name, "ValueMap", {"map": [{word: value} for value, word in names.items()]})
    if field.type == "flag":
        return _held(field.name, "CheckBox", {})
    return _held(field.name, "TextEdit", {"IsMultiline": field.length > 100} if field.type in ("text", "list") else {})


def _held(name: str, kind: str, config: Mapping[str, Any]) -> Element:
    """Return the widget of a field, of a kind and with a configuration."""
    widget = node("editWidget", node("config", _config(config)), type=kind)
    return node("field", widget, name=name, configurationFlags="None")


def _config(value: Any, name: str = "") -> Element:
    """Return a value of a widget's configuration as QGIS writes its variants."""
    named = {"name": name} if name else {}
    if isinstance(value, dict):
        return node("Option", *(_config(inner, key) for key, inner in value.items()), type="Map", **named)
    if isinstance(value, list):
        return node("Option", *map(_config, value), type="List", **named)
    if isinstance(value, bool):
        return node("Option", type="bool", value=str(value).lower(), **named)
    return node("Option", type="QString", value=str(value), **named)

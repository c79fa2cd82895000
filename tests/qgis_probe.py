"""Run by QGIS's own Python: open layers as QGIS does, draw them, print as JSON what became of the styles."""

from __future__ import annotations

import json
import sys
from typing import Any


def main(request: dict[str, Any]) -> None:
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    try:
        print(json.dumps(_answer(request)))  # noqa: T201  # the answer goes to the test by this way
    finally:
        application.exitQgis()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from qgis.core import QgsProject, QgsVectorLayer

    project = QgsProject.instance()
    if "project" in request:
        assert project.read(request["project"])
        layers = [node.layer() for node in project.layerTreeRoot().findLayers() if node.isVisible()]
    elif "sources" in request:
        layers = [QgsVectorLayer(source, name, "ogr") for name, source in request["sources"].items()]
        project.addMapLayers(layers)
    else:
        layers = [QgsVectorLayer(f"{request['path']}|layername={name}", name, "ogr") for name in request["layers"]]
        project.addMapLayers(layers)
    answer = {
        "layers": [_facts(layer) for layer in layers],
        "relations": sorted(_relation(each) for each in project.relationManager().relations().values()),
        "crs": project.crs().authid(),
        "title": project.title(),
        "ground": project.backgroundColor().name(),
    }
    if "picture" in request:
        drawn = [layer for layer in layers if layer.isSpatial()]
        answer["pixels"], answer["names"] = _draw(request, drawn)
    answer["sld"] = {name: _sld(layers, name, path) for name, path in request.get("sld", {}).items()}
    # QGIS must let go of layers before it ends, or it ends badly.
    del layers
    project.clear()
    return answer


def _sld(layers: list[Any], name: str, path: str) -> dict[str, Any]:
    """Put an SLD in the place of a layer's style; return what became of it."""
    layer = next(each for each in layers if each.name() == name)
    message, done = layer.loadSldStyle(path)
    renderer = layer.renderer()
    rules = renderer.rootRule().children() if renderer.type() == "RuleRenderer" else []
    colours = [each.symbol().color().name() for each in rules if each.symbol()]
    return {
        "done": done,
        "message": message,
        "filters": [each.filterExpression() for each in rules],
        "colours": colours,
    }


def _relation(relation: Any) -> list[Any]:
    pairs = relation.fieldPairs()
    ends = [relation.referencingLayer().name(), relation.referencedLayer().name()]
    return [relation.id(), *ends, *(f"{child}={parent}" for child, parent in pairs.items()), relation.isValid()]


def _facts(layer: Any) -> dict[str, Any]:
    fields, about = layer.fields(), layer.metadata()
    return {
        "name": layer.name(),
        "valid": layer.isValid(),
        "count": layer.featureCount(),
        "crs": layer.crs().authid(),
        "renderer": layer.renderer().type() if layer.renderer() else "",
        "categories": _categories(_inner(layer.renderer())),
        "rules": _rules(layer.renderer()),
        "labels": _labels(layer),
        "aliases": {field.name(): field.alias() for field in fields},
        "values": {field.name(): _value_map(field) for field in fields if _value_map(field)},
        "fixed": sorted(fields[at].name() for at in range(len(fields)) if layer.editFormConfig().readOnly(at)),
        "display": layer.displayExpression(),
        "named": _values(layer, ("name", "Name")),
        "types": {field.name(): field.typeName() for field in fields},
        "demanded": {field.name(): int(field.constraints().constraints()) for field in fields},
        "about": {"title": about.title(), "rights": about.rights(), "history": about.history()},
    }


def _values(layer: Any, columns: tuple[str, ...]) -> list[str]:
    """Return the values of the first of some columns that a layer has."""
    column = next((name for name in columns if layer.fields().indexOf(name) >= 0), "")
    return [str(feature[column]) for feature in layer.getFeatures()] if column else []


def _inner(renderer: Any) -> Any:
    """Return the renderer of single points in one that gathers them."""
    return renderer.embeddedRenderer() if renderer and renderer.type() == "pointCluster" else renderer


def _categories(renderer: Any) -> list[dict[str, Any]]:
    if not renderer or renderer.type() != "categorizedSymbol":
        return []
    # The list must outlive the symbols that are read from it.
    categories = renderer.categories()
    return [{"value": each.value(), "label": each.label(), "parts": _parts(each.symbol())} for each in categories]


def _rules(renderer: Any) -> list[dict[str, Any]]:
    if not renderer or renderer.type() != "RuleRenderer":
        return []
    rules = renderer.rootRule().children()
    return [
        {
            "filter": each.filterExpression(),
            "label": each.label(),
            "from": each.minimumScale(),
            "active": each.active(),
            "parts": _parts(each.symbol()) if each.symbol() else [],
            "rules": [{"label": inner.label(), "parts": _parts(inner.symbol())} for inner in each.children()],
        }
        for each in rules
    ]


def _parts(symbol: Any) -> list[dict[str, Any]]:
    return [
        {"type": part.layerType(), "properties": {key: str(value) for key, value in part.properties().items()}}
        for part in symbol.symbolLayers()
    ]


def _labels(layer: Any) -> list[dict[str, Any]]:
    labeling = layer.labeling()
    if not layer.labelsEnabled() or labeling is None:
        return []
    found = []
    for provider in labeling.subProviders():
        settings = labeling.settings(provider)
        style = settings.format()
        found.append(
            {
                "field": settings.fieldName,
                "drawn": settings.drawLabels,
                "size": style.size(),
                "halo": style.buffer().enabled(),
                "font": style.font().family(),
            }
        )
    return found


def _value_map(field: Any) -> dict[str, str]:
    setup = field.editorWidgetSetup()
    if setup.type() != "ValueMap":
        return {}
    return {value: word for entry in setup.config()["map"] for word, value in entry.items()}


def _draw(request: dict[str, Any], layers: list[Any]) -> tuple[dict[str, str], list[str]]:
    """Draw all layers, the first on top; return the colours at some positions (lon, lat), and all names drawn."""
    from qgis.core import (
        QgsExpressionContext,
        QgsExpressionContextUtils,
        QgsMapRendererParallelJob,
        QgsMapSettings,
        QgsPointXY,
        QgsRectangle,
    )
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor

    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setBackgroundColor(QColor(request.get("ground", "#ffffff")))
    settings.setOutputDpi(96)
    settings.setOutputSize(QSize(*request.get("size", [1280, 800])))
    settings.setExtent(QgsRectangle(*request["box"]))
    # As the window of QGIS does: expressions may ask for the scale.
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.globalScope())
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    assert image.save(request["picture"])
    place = settings.mapToPixel()
    found = {}
    for key, (lon, lat) in request.get("at", {}).items():
        at = place.transform(QgsPointXY(lon, lat))
        found[key] = image.pixelColor(int(at.x()), int(at.y())).name()
    return found, sorted(label.labelText for label in job.takeLabelingResults().allLabels())


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

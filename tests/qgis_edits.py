"""Run by QGIS's own Python: edit layers in their edit buffers, commit, save them as other files where that is asked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(requests: list[dict[str, Any]]) -> None:
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    try:
        for request in requests:
            _edit(request)
    finally:
        application.exitQgis()


def _edit(request: dict[str, Any]) -> None:
    """Edit a layer as a user does: each edit in the buffer, all committed at once; then ``Save Features As``."""
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(request["source"], request["layer"], "ogr")
    assert layer.isValid(), request
    assert layer.startEditing(), request
    for edit in request["edits"]:
        _EDITS[edit["kind"]](layer, _feature(layer, request["key"], edit["id"]), edit, request["key"])
    assert layer.commitChanges(), layer.commitErrors()
    if request["save"]:
        _save(layer, **request["save"])


def _feature(layer: Any, key: str, ident: str) -> Any:
    return next(feature for feature in layer.getFeatures() if str(feature[key]) == ident)


def _text(layer: Any, feature: Any, edit: dict[str, Any], key: str) -> None:
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(edit["column"]), edit["text"])


def _move(layer: Any, feature: Any, edit: dict[str, Any], key: str) -> None:
    """Move the vertex at a position in degrees, as the vertex tool does; a point as a whole."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject

    degrees = QgsCoordinateReferenceSystem("EPSG:4490")
    turned = QgsCoordinateTransform(degrees, layer.crs(), QgsProject.instance())
    was, is_now = (turned.transform(QgsPointXY(*edit[name])) for name in ("from", "to"))
    _, vertex, *_, distance = feature.geometry().closestVertex(was)
    assert distance < 1.0, edit
    assert layer.moveVertex(is_now.x(), is_now.y(), feature.id(), vertex)


def _delete(layer: Any, feature: Any, edit: dict[str, Any], key: str) -> None:
    assert layer.deleteFeature(feature.id())


def _copy(layer: Any, feature: Any, edit: dict[str, Any], key: str) -> None:
    from qgis.core import QgsVectorLayerUtils

    at = layer.fields().indexOf(key)
    values = dict(enumerate(feature.attributes())) | {at: edit["new"]}
    own = {number: value for number, value in values.items() if layer.fields()[number].name() != "fid"}
    assert layer.addFeature(QgsVectorLayerUtils.createFeature(layer, feature.geometry(), own))


_EDITS = {"text": _text, "move": _move, "delete": _delete, "copy": _copy}


def _save(layer: Any, path: str, driver: str, crs: int, encoding: str) -> None:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.fileEncoding, options.layerName = driver, encoding, layer.name()
    options.ct = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(f"EPSG:{crs}"), QgsProject.instance())
    context = QgsProject.instance().transformContext()
    fault, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, options)
    assert fault == QgsVectorFileWriter.NoError, message


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))

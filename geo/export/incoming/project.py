"""A project of QGIS, which holds no layers itself: the file that it points at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PureWindowsPath
from typing import NamedTuple
from xml.etree import ElementTree

from geo.export.incoming.reading import text_in
from geo.model.errors import ReadError, first_of

PROJECTS = (".qgs", ".qgz")


class _Pointed(NamedTuple):
    """A layer of a project: the names that it has, its file as the project names it, and where that is."""

    names: frozenset[str]
    told: str
    file: Path


def layer_file(path: Path, titles: Collection[str] = ()) -> Path:
    """Return the file in which a project of QGIS has a layer of one of some names; what is no project, as it is.

    A file that is not where the project says is looked for beside it, since projects travel.

    Raises
    ------
    ReadError
        The project cannot be read, names no file, several of which none is of that layer, or one that is not there.
    """
    if path.suffix.lower() not in PROJECTS:
        return path
    held = {each.file: each for each in _pointed(path)}.values()
    wanted = [each for each in held if each.names.intersection(titles)] or held
    if not wanted:
        raise ReadError(f"{path}: is a project of QGIS without layers in files. Export the layer to a GeoPackage.")
    if len(wanted) > 1:
        files = first_of(sorted(each.told for each in wanted))
        raise ReadError(f"{path}: is a project of QGIS with layers in {files}. Give the file that you mean.")
    (found,) = wanted
    if not found.file.exists():
        raise ReadError(f"{path}: is a project of QGIS with its layers in {found.told}, which is not there. Send it.")
    return found.file


def _pointed(path: Path) -> Iterator[_Pointed]:
    try:
        document = ElementTree.fromstring(text_in(path, ".qgs"))  # expat bounds what entities can grow to
    except (ElementTree.ParseError, OSError, ValueError):
        raise ReadError(f"{path}: is no project of QGIS that can be read. Give the file of its layers.") from None
    for layer in document.iterfind(".//maplayer"):
        told, *more = (layer.findtext("datasource") or "").split("|")
        if layer.findtext("provider") == "ogr" and told and not told.startswith("/vsi"):
            names = {word.removeprefix("layername=") for word in more} | {layer.findtext("layername") or ""}
            named = path.parent / told
            beside = path.parent / PureWindowsPath(told).name
            yield _Pointed(frozenset({*names, named.stem}), told, named if named.exists() else beside)

"""Decks of slides, each made once a process and read back by python-pptx."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.shapes.group import GroupShape
from pptx.util import Pt
from reading import scene_of

from geo.draw.scene.phrases import PHRASES
from geo.draw.slides.slides import Deck, Options, scene_slides

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LABELS, SOUTH = PHRASES["labels"], PHRASES["south_islands"].zh


@cache
def deck_of(name: str, options: Options) -> Deck:
    return scene_slides(scene_of(name), options)


def deck(name: str, **options: Any) -> Deck:
    return deck_of(name, Options(**options))


@cache
def _opened(name: str, options: Options) -> Any:
    return Presentation(BytesIO(deck_of(name, options).data))


def opened(name: str, **options: Any) -> Any:
    return _opened(name, Options(**options))


@cache
def overview(name: str, **options: Any) -> Any:
    """Return the slide of the whole plan; its map is that of the whole deck, whose other slides are not made."""
    scene = scene_of(name)
    known = tuple(park for park in scene.parks if park.stand == "unit")
    whole = replace(scene, groups=(), parks=known, targets=(), progress=())
    return Presentation(BytesIO(scene_slides(whole, Options(**options)).data)).slides[1]


def house_template(file: Path, face: str, size: tuple[float, float]) -> Path:
    """Write an institution's template that is set in a typeface, of a width and height in points."""
    house = Presentation()
    house.slide_width, house.slide_height = map(Pt, size)
    rels = house.slide_master.part.rels.values()
    theme = next(rel.target_part for rel in rels if rel.reltype == RELATIONSHIP_TYPE.THEME)
    theme._blob = re.sub(rb'(<a:latin typeface=")[^"]*', rb"\g<1>" + face.encode(), theme.blob)
    house.save(str(file))
    return file


def shapes(holder: Any) -> Iterator[Any]:
    """Yield all shapes of a slide or group, those within groups too."""
    for shape in holder.shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes(shape)


def groups_named(slide: Any, names: Collection[str]) -> Iterator[Any]:
    found = (element for element in slide.shapes._spTree.iter(f"{P}grpSp") if element.nvGrpSpPr.cNvPr.name in names)
    return (GroupShape(element, slide.shapes) for element in found)


def group_named(slide: Any, names: Collection[str]) -> Any:
    return next(groups_named(slide, names))


def freeforms(slide: Any, names: tuple[str, str]) -> dict[str, Any]:
    return {shape.name: shape for shape in group_named(slide, names).shapes}


def text_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in shapes(slide) if shape.has_text_frame)

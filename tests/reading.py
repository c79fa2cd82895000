"""Plans read, and what is drawn of them, once a process: all of it is frozen, and no test changes a plan's frames.

And how a page's numbers are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import geo
from geo.draw.atlas.atlas import atlas_files
from geo.draw.page.letters import LETTERS
from geo.draw.scene.build import make_scene
from geo.draw.scene.marks import Scene
from geo.export.layers import Layer, export_layers

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "plans" / "tiny"
PLANS = geo.list_plans(ROOT)


@cache
def plan_of(name: str) -> geo.Plan:
    """Return a plan of this checkout, or the plan `tiny`."""
    return geo.read_plan(name, TINY if name == "tiny" else ROOT)


@cache
def scene_of(name: str) -> Scene:
    """Return what is drawn of such a plan."""
    return make_scene(plan_of(name))


@cache
def layers_of(name: str) -> Mapping[str, Layer]:
    """Return the layers of such a plan, as they are exported where nothing else is asked for."""
    return export_layers(plan_of(name))


@cache
def atlas() -> Mapping[str, str]:
    """Return the files of the atlas of all plans of this checkout, by name."""
    return atlas_files([plan_of(name) for name in PLANS])


def numbers_in(text: str) -> Iterator[int]:
    """Yield the numbers of a page's text: one digit, two, or the last one and five more."""
    single, *rest = map(LETTERS.index, text)
    digits = iter(rest)
    for first in digits:
        if first == 90:
            value = 0
            for _ in range(5):
                value = value * 91 + next(digits)
        else:
            value = first if first < single else single + (first - single) * 91 + next(digits)
        yield (value >> 1) ^ -(value & 1)

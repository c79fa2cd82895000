"""What one export hands over: layers of a plan, in a language and a coordinate system."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from geo.draw.scene.build import make_scene
from geo.draw.scene.framing import narrowed
from geo.draw.scene.view import View
from geo.export.layers import Layer
from geo.model.plan import Plan

Watch = Callable[[Iterable[str]], Iterable[str]]
"""Is given names of what is written and yields them on, one by one: a place for a progress bar."""


@dataclass(frozen=True)
class Job:
    """One export.

    Attributes
    ----------
    plan : Plan
        The plan.
    layers : mapping of str to Layer
        Those to write, as :func:`geo.export.layers.export_layers` returns them; perhaps only some.
    lang : {"zh", "en"}
        Language of titles, names on the map, and metadata.
    system : str
        Name of the coordinate reference system.
    watch : callable
        Is given the names of what is written.
    """

    plan: Plan
    layers: Mapping[str, Layer]
    lang: str = "zh"
    system: str = ""
    watch: Watch = iter

    @property
    def moment(self) -> str:
        """The moment that formats write where they demand one: the plan's day of issue, never the clock."""
        day = self.plan.header.issued or datetime.date(1970, 1, 1)
        return f"{day.isoformat()}T00:00:00.000Z"

    @property
    def name_column(self) -> str:
        """The column that holds names in the language."""
        return "name_en" if self.lang == "en" else "name"

    @cached_property
    def view(self) -> View:
        """The scene of the plan in the language: what every style is made from."""
        scene = make_scene(self.plan.origin)
        return View(scene=narrowed(scene, self.plan) if self.plan.only else scene, lang=self.lang)

    @property
    def layer(self) -> Layer:
        """The layer, where only one is written."""
        (layer,) = self.layers.values()
        return layer

    def watched(self) -> Iterator[Layer]:
        """Yield the layers, watched."""
        return (self.layers[name] for name in self.watch(list(self.layers)))

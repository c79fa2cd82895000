"""The map of a slide: every zone, unit and place a native shape with a name, and labels that do not collide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from geo.draw.scene.marks import UnitMark
from geo.draw.scene.view import View
from geo.draw.sheet.badges import badges_of
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.insets import crowded, enlarged, free_corner
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.names import SEAT, Named
from geo.draw.sheet.placing import place_labels
from geo.draw.sheet.precision import ringed
from geo.draw.sheet.south import main_view, map_beside, south_ground
from geo.draw.slides.layers import drawn_units, layers
from geo.draw.slides.names import led, lettering, name_shapes
from geo.draw.slides.picture import Picture
from geo.draw.slides.places import badge_shapes, spot_shapes, spots_of
from geo.draw.slides.shapes import CENTRED, Line, Look, Run, Shape, Slide
from geo.draw.slides.type import LOOKED_UP, text_width, wrapped
from geo.draw.slides.views import RESOLUTION, home_box

_EDGE = 3.0
"""Names stay so far within the frame, in points."""
_LINE_ROOM = 2.0
"""And so far from boundary lines."""
_DISC = 11.0
"""Radius of a numbered disc, in points."""

_LONGEST_BAR = 0.16
"""Share of the map's width."""


class Drawn(NamedTuple):
    """What of a map others speak of: its names, its symbols, and whether it shows badges, rings, neighbours.

    `unnamed` counts the places drawn whose names found no room, on a map that names places; `nameless` the provinces
    without one on a map of the whole country.
    """

    names: tuple[Placed, ...]
    spots: tuple[Gathering, ...]
    unnamed: int
    nameless: tuple[str, ...]
    has_known: bool
    has_rings: bool
    has_context: bool


def add_map(slide: Slide, rect: SheetBox, picture: Picture) -> Drawn:
    """Put a map on a slide.

    Parameters
    ----------
    slide : Slide
        The slide.
    rect : SheetBox
        Where on the slide, in points.
    picture : Picture
        What it shows.
    """
    view, (ground, south) = picture.view, _grounds(rect, picture)
    spots = spots_of(picture.parks, ground)
    badges = () if picture.bare or picture.plain else badges_of(view, ground, [spot.box for spot in spots])
    inset = _inset_ground(ground, picture, spots)
    km, bar = _scale_bar(ground, left=south is not None)
    discs = _discs(ground, picture)
    taken = [bar.grown(5), *discs, *(each.frame.grown(3) for each in (inset, south) if each)]
    symbols = [*(spot.box for spot in spots), *(badge.box for badge in badges)]
    named = _named(ground, picture, spots)
    names = () if picture.bare else _placed(named, picture, symbols, taken)
    around = () if picture.bare else (_frame(slide, view, rect), *_bar(slide, view, bar, km))
    parts = {
        **layers(slide, ground, picture),
        view.say("seats"): iter(()) if picture.bare else _seats(slide, view, named),
        view.say("places"): chain(spot_shapes(slide, view, spots, ground), badge_shapes(slide, view, badges)),
        view.say("frame"): iter(around),
        view.say("labels"): chain(name_shapes(slide, view, names), _numbered(slide, picture, discs)),
    }
    groups = {name: slide.group(name, name, shapes) for name, shapes in parts.items()}
    paper = [] if picture.bare else [_paper(slide, view, rect)]
    boxes, beside = _inset(slide, ground, inset, picture) if inset else ([], ())
    boxes += [_south(slide, south, picture)] if south else []
    alt = view.say("map_alt", region=view.tell(view.scene.plan.region))
    slide.add(slide.group(view.say("map"), alt, [*paper, *groups.values(), *boxes]))
    unnamed = _unnamed(picture, spots, (*names, *beside))
    has_context = bool(groups[view.say("legend_context")].xml)
    nameless = _nameless(picture, named, names)
    return Drawn(names, spots, unnamed, nameless, bool(badges), any(ringed(spots, ground)), has_context)


def _discs(ground: Ground, picture: Picture) -> list[SheetBox]:
    """Return where the numbered discs of a map stand: one that would hide another moves aside."""
    found: list[SheetBox] = []
    for badge in picture.badges:
        box = SheetBox.centred(ground.position(badge.at), _DISC, _DISC)
        while any(box.meets(other) for other in found):
            box = box._replace(left=box.left + 2 * _DISC, right=box.right + 2 * _DISC)
        found.append(box)
    return found


def _numbered(slide: Slide, picture: Picture, discs: Sequence[SheetBox]) -> Iterator[Shape]:
    """Yield the numbered discs, full ones in their colour."""
    paper = picture.view.theme.paper
    for badge, box in zip(picture.badges, discs, strict=True):
        fill, ink = (badge.colour, paper) if badge.is_full else (paper, badge.colour)
        line = Line((Run(str(badge.number), LOOKED_UP, ink, bold=True),), "ctr", LOOKED_UP + 2)
        disc = slide.rectangle(badge.name, badge.name, box, Look(fill, badge.colour, 1.75), form="ellipse")
        number = slide.text(str(badge.number), box, (line,), CENTRED)
        yield slide.group(badge.name, badge.name, (disc, number))


def _grounds(rect: SheetBox, picture: Picture) -> tuple[Ground, Ground | None]:
    """Return the ground of a map, and that of the islands in the south where all else gains by their standing apart."""
    view, plane = picture.view, picture.plane
    whole, main = plane.ground(picture.box, rect, RESOLUTION), main_view(view.scene, view.scene.plan.view)
    if main is None or picture.bare or picture.box != home_box(view, plane):
        return whole, None
    land = [unit.shape for unit in view.scene.units if unit.shape]
    closer = map_beside(whole, main, land, picture.lit_shapes.values())
    return (closer, south_ground(closer)) if closer else (whole, None)


def _south(slide: Slide, ground: Ground, picture: Picture) -> Shape:
    """Return the box of the islands in the south, with what is drawn of the plan there."""
    view, rect = picture.view, ground.frame
    name, theme = view.say("south_islands"), view.theme
    lines = wrapped(name, LOOKED_UP, rect.width - 8)
    words = [Line((Run(line, LOOKED_UP, theme.ink, glow=theme.halo),), "ctr", 17) for line in lines]
    foot = SheetBox(rect.left, rect.bottom - 2 - 17 * len(lines), rect.right, rect.bottom - 2)
    parts = [
        _paper(slide, view, rect),
        *(shape for shapes in layers(slide, ground, picture).values() for shape in shapes),
        slide.text(name, foot, words, CENTRED),
        slide.rectangle(name, name, rect, Look(line=theme.quiet, width=0.75)),
    ]
    return slide.group(name, name, parts)


def _unnamed(picture: Picture, spots: Sequence[Gathering], names: Sequence[Placed]) -> int:
    """Return how many places of a map bear no name, there or in its inset; none of a map that names no places."""
    drawn = {park.id for spot in spots for park in spot.parks}
    return len(drawn - {name.label.id for name in names}) if picture.places else 0


def _nameless(picture: Picture, named: Named, names: Sequence[Placed]) -> tuple[str, ...]:
    """Return the units of a map of the whole country, on which one looks for each, that bear no name there."""
    if picture.bare or not picture.view.is_tinted:
        return ()
    placed = {name.label.id for name in names}
    return tuple(named.unit_name(unit) for unit in named.units if unit.id not in placed)


def _inset_ground(ground: Ground, picture: Picture, spots: Sequence[Gathering]) -> Ground | None:
    """Return the ground of an inset that enlarges the most crowded symbol of a map that names its places.

    It is in the corner where it hides least; None where nothing is crowded, or no corner is free.
    """
    crowd = crowded(spots, picture.own) if picture.places else None
    corner = free_corner(ground, crowd, spots, picture.lit_shapes.values()) if crowd else None
    return enlarged(ground, crowd, corner) if crowd and corner else None


def _inset(slide: Slide, ground: Ground, inset: Ground, picture: Picture) -> tuple[list[Shape], tuple[Placed, ...]]:
    """Return the inset with the places that stand too close on the map, the box that it enlarges; and its names."""
    view, ink, spots = picture.view, picture.view.theme.ink, spots_of(picture.parks, inset)
    km, bar = _scale_bar(inset)
    names = _placed(
        Named(view=view, ground=inset, spots=spots, is_inset=True),
        picture,
        [spot.box for spot in spots],
        [bar.grown(4)],
    )
    name = view.say("inset")
    parts = [
        slide.rectangle(name, name, ground.box(inset.window), Look(line=ink, width=0.75)),
        _paper(slide, view, inset.frame),
        *(shape for shapes in layers(slide, inset, picture).values() for shape in shapes),
        *spot_shapes(slide, view, spots, inset),
        *name_shapes(slide, view, names),
        *_bar(slide, view, bar, km),
        slide.rectangle(name, name, inset.frame, Look(line=ink, width=1.25)),
    ]
    return [slide.group(name, name, parts)], names


def _named(ground: Ground, picture: Picture, spots: Sequence[Gathering]) -> Named:
    """Return what of a map bears a name."""
    view = picture.view
    return Named(
        view=view,
        ground=ground,
        zones=[zone for zone in view.scene.zones if zone.id in picture.named],
        rivals=picture.lit_shapes,
        units=[unit for unit in drawn_units(picture) if _is_named(unit, picture)],
        spots=spots if picture.places else (),
    )


def _is_named(unit: UnitMark, picture: Picture) -> bool:
    """Return whether a unit bears a name: where some zones alone are told of, those in them."""
    if unit.id == picture.view.scene.plan.region_adcode:
        return False
    return not picture.view.lit or picture.counties or any(zone.id in unit.zones for zone in picture.lit)


def _placed(
    named: Named, picture: Picture, symbols: Sequence[SheetBox], taken: Sequence[SheetBox]
) -> tuple[Placed, ...]:
    """Return the names that found a place between symbols and what is taken."""
    field = named.field(taken, [box.grown(1.0) for box in symbols], edge=_EDGE, stroke=_LINE_ROOM)
    wanted = (label for label in named.labels(lettering(picture)) if label.rank not in _left_out(picture))
    return led(place_labels(wanted, field))


def _left_out(picture: Picture) -> frozenset[str]:
    """Return the ranks of names that a map leaves out, so that those that it tells of can be read from afar."""
    if picture.plain:
        return frozenset({"water", "far"})
    return frozenset() if picture.counties else frozenset({"water"})


def _paper(slide: Slide, view: View, rect: SheetBox) -> Shape:
    return slide.rectangle(view.say("ground"), view.say("ground"), rect, Look(view.theme.paper))


def _seats(slide: Slide, view: View, named: Named) -> Iterator[Shape]:
    """Yield the dots of the seats of units."""
    for at in named.dots:
        box = SheetBox.centred(at, SEAT * named.ground.unit, SEAT * named.ground.unit)
        look = Look(view.theme.halo, view.theme.body, 0.8)
        yield slide.rectangle(view.say("seats"), view.say("seats"), box, look, form="ellipse")


def _frame(slide: Slide, view: View, rect: SheetBox) -> Shape:
    return slide.rectangle(view.say("frame"), view.say("frame"), rect, Look(line=view.theme.rule, width=1.0))


def _scale_bar(ground: Ground, *, left: bool = False) -> tuple[float, SheetBox]:
    """Return a round length in kilometres and where its bar stands: in the lower right corner, or the left one."""
    frame = ground.frame
    km = ground.round_km(_LONGEST_BAR * frame.width)
    wide = km * ground.per_km
    start = frame.left + 14 if left else frame.right - wide - 14
    return km, SheetBox.sized(start, frame.bottom - 32, wide, 20)


def _bar(slide: Slide, view: View, rect: SheetBox, km: float) -> Iterator[Shape]:
    name, quiet = view.say("scale_bar"), view.theme.quiet
    ends = (rect.left, rect.bottom), (rect.right, rect.bottom)
    yield slide.line(name, name, *ends, Look(line=quiet, width=1.25))
    words = Line((Run(view.say("n_km", n=f"{km:,g}"), LOOKED_UP, quiet),), "ctr", 17)
    half = max(rect.width, text_width(view.say("n_km", n=f"{km:,g}"), LOOKED_UP) + 4) / 2
    middle = rect.middle[0]
    yield slide.text(name, SheetBox(middle - half, rect.top, middle + half, rect.top + 17), (words,))

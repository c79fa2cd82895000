"""The sheet of a figure: its size, and where title, map, legend and credits stand on it.

Lengths are in units of the design: a sheet holds as many of them as a screen of 1920 x 1080 has pixels, so that type
keeps its share of the sheet from a slide to a wall. A unit is never smaller than on a sheet of A4, whose type can just
be read in the hand: smaller sheets hold fewer units, and what then has no room is left out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import MappingProxyType

from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Resolution
from geo.model.errors import UsageError

SIZES = MappingProxyType(
    {
        "16:9": "1920x1080px",
        "4:3": "1440x1080px",
        "A4": "297x210mm",
        "A3": "420x297mm",
        "A2": "594x420mm",
        "A1": "841x594mm",
        "A0": "1189x841mm",
        "A4-portrait": "210x297mm",
    }
)
"""Named sizes."""

PIXELS_PER_INCH = 96.0
"""Of a size given in pixels, as on the web; a size in millimetres is drawn at PRINT_DPI."""

PRINT_DPI, _POSTER_DPI = 300.0, 200.0
"""The second of sheets that hold more than MOST_PIXELS at the first: they are seen from further away."""

BODY_POINTS, NAME_POINTS, ZONE_POINTS = 7.0, 8.0, 9.5
"""Least type at the size at which a figure is seen: of words, of names on a map, and of those of zones."""

SMALLEST = 15.0
"""Type of the design that is smaller is set larger where it would be less than BODY_POINTS; a unit is never so small
that this would be."""

_LEAST_UNIT = BODY_POINTS / SMALLEST
_WALL_UNIT = 0.69
"""Points in a unit from which on a sheet may hang on a wall: those of A3."""

_MARGIN, _MARGIN_SHARE = 40.0, 0.04
_NARROW, _BADGES_FROM = 700.0, 1100.0
"""In a sheet of fewer units nothing stands beside the map, and no place on it; nor places known to a unit only."""

_LEAST_LARGE, _LARGE_FROM = 0.62, 900.0
_GAP = 32.0
_COLUMN, _COLUMN_SHARES = (400.0, 500.0), (0.24, 0.34)
_DESIGN_AREA = 1920.0 * 1080.0
_LEAST_PX, _MOST_PX, _MOST_PIXELS = 320.0, 20_000.0, 120e6
_LEAST_MM, _MOST_MM = 60.0, 2_000.0
_MOST_SLENDER = 2.6
_PORTRAIT_BELOW = 1.15
_BEYOND = 30.0
"""Outlines are cut off so far outside of a frame, where no stroke is seen and the sheet has not ended: what leaves
the sheet is cut off by vector backends, which then close it by a line across."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet.

    Attributes
    ----------
    inches : tuple of float
        Width and height.
    dpi : float
        Pixels an inch.
    width, height : float
        The same in units of the design.
    """

    inches: tuple[float, float]
    dpi: float
    width: float
    height: float

    @property
    def points(self) -> float:
        """Points (1/72 inch) in one unit of the design."""
        return self.inches[0] * 72.0 / self.width

    @property
    def is_small(self) -> bool:
        """Whether it is too small for all of the design."""
        return self.width * self.height < 0.99 * _DESIGN_AREA

    @property
    def is_large(self) -> bool:
        """Whether it is made to be seen from further away than one reads."""
        return self.points >= _WALL_UNIT

    @property
    def large(self) -> float:
        """Share of their size in which titles are set: smaller on sheets of few units."""
        return max(_LEAST_LARGE, min(1.0, self.width / _LARGE_FROM))

    @property
    def has_badges(self) -> bool:
        """Whether its map has room for places known to a unit only."""
        return self.width >= _BADGES_FROM

    @property
    def has_places(self) -> bool:
        """Whether its map has room for places, and for waters."""
        return self.width >= _NARROW

    @property
    def margin(self) -> float:
        """What stays free along the edges."""
        return min(_MARGIN, _MARGIN_SHARE * min(self.width, self.height))

    @property
    def gap(self) -> float:
        """What stays free between parts."""
        return _GAP * self.margin / _MARGIN

    @property
    def inner(self) -> SheetBox:
        """What the margins leave."""
        return SheetBox(0.0, 0.0, self.width, self.height).inset(self.margin)

    def units(self, points: float) -> float:
        """Return the size of type of so many points."""
        return points / self.points

    def body(self, size: float) -> float:
        """Return a size of type of the design, no smaller than can be read."""
        return max(size, self.units(BODY_POINTS))

    @property
    def resolution(self) -> Resolution:
        """How finely it is drawn: to a quarter of a point, which nobody sees and vector files write briefly."""
        return Resolution(grain=min(0.6, max(0.2, 0.25 / self.points)), beyond=_BEYOND)

    @property
    def is_portrait(self) -> bool:
        """Whether the legend stands below the map, and not beside it."""
        return self.width < max(_PORTRAIT_BELOW * self.height, _NARROW)

    @property
    def column(self) -> float:
        """Width of title and legend: of a column beside the map, or of all where they stand above and below it.

        Examples
        --------
        >>> sheet_of("16:9").column
        460.8
        """
        if self.is_portrait:
            return self.inner.width
        (least, most), (usual, share) = _COLUMN, _COLUMN_SHARES
        return round(min(most, max(usual * self.width, min(least, share * self.width))), 3)

    @property
    def foot(self) -> float:
        """Width of the credits."""
        return areas_of(self, 0.0, 0.0, 0.0).foot.width


@dataclass(frozen=True, slots=True)
class Areas:
    """Where things stand on a sheet."""

    head: SheetBox
    frame: SheetBox
    legend: SheetBox
    foot: SheetBox


def sheet_of(size: str, dpi: float | None = None) -> Sheet:
    """Return the sheet that a user asks for.

    Parameters
    ----------
    size : str
        One of SIZES, or width x height in pixels (``1920x1080``, ``1920x1080px``) or millimetres (``297x210mm``).
    dpi : float, optional
        Pixels an inch. A size in pixels keeps its pixels and changes its inches; one in millimetres the reverse.

    Raises
    ------
    UsageError
        There is no such size, or nothing could be read on it.

    Examples
    --------
    >>> sheet_of("16:9").inches, sheet_of("A4").dpi
    ((20.0, 11.25), 300.0)
    """
    found = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?)[x×](\d{1,5}(?:\.\d{1,3})?)(px|mm)?", SIZES.get(size, size))
    if found is None:
        raise UsageError(
            f'"{size[:40]}" is no size. One of {", ".join(SIZES)}, or WxH in pixels (1920x1080) or in mm (297x210mm).'
        )
    wide, high, in_mm = float(found[1]), float(found[2]), found[3] == "mm"
    dots = dpi if dpi is not None else _print_dpi(wide, high) if in_mm else PIXELS_PER_INCH
    _refuse_unreadable(wide, high, dots, in_mm)
    per_inch = 25.4 if in_mm else dots
    factor = min(math.sqrt(_DESIGN_AREA / (wide * high)), 72.0 / per_inch / _LEAST_UNIT)
    return Sheet((wide / per_inch, high / per_inch), dots, wide * factor, high * factor)


def _print_dpi(wide: float, high: float) -> float:
    return PRINT_DPI if wide * high * (PRINT_DPI / 25.4) ** 2 <= _MOST_PIXELS else _POSTER_DPI


def _refuse_unreadable(wide: float, high: float, dpi: float, in_mm: bool) -> None:
    least, most, unit = (_LEAST_MM, _MOST_MM, "mm") if in_mm else (_LEAST_PX, _MOST_PX, "pixels")
    if not (least <= min(wide, high) and max(wide, high) <= most):
        raise UsageError(f"{wide:g} x {high:g} {unit}: each side must be {least:g} to {most:g} {unit}.")
    if max(wide, high) > _MOST_SLENDER * min(wide, high):
        raise UsageError(f"{wide:g} x {high:g} {unit}: one side must be at most {_MOST_SLENDER:g} times the other.")
    if not 36 <= dpi <= 1200:
        raise UsageError(f"{dpi:g} dpi: must be 36 to 1200.")
    pixels = wide * high * ((dpi / 25.4) ** 2 if in_mm else 1.0)
    if pixels > _MOST_PIXELS:
        raise UsageError(f"{pixels / 1e6:,.0f} million pixels are too many: choose a lower --dpi or a smaller --size.")


def areas_of(sheet: Sheet, head: float, legend: float, foot: float) -> Areas:
    """Return where things stand.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    head, legend, foot : float
        Heights that title, legend and credits need; the first two count in a portrait sheet only, where they stand
        above and below the map. The credits of a small sheet take all of its width.
    """
    left, top, right, bottom = sheet.inner
    if sheet.is_portrait:
        under = bottom - foot - 6.0 - legend
        return Areas(
            head=SheetBox(left, top, right, top + head),
            frame=SheetBox(left, top + head + 12.0, right, under - 20.0),
            legend=SheetBox(left, under, right, under + legend),
            foot=SheetBox(left, bottom - foot, right, bottom),
        )
    edge = right - sheet.column
    frame = SheetBox(left, top, edge - sheet.gap, bottom - foot - 10.0)
    return Areas(
        head=SheetBox(edge, top, right, top + head),
        frame=frame,
        legend=SheetBox(edge, top + head + 18.0, right, frame.bottom if sheet.is_small else bottom),
        foot=SheetBox(left, frame.bottom + 10.0, right if sheet.is_small else frame.right, bottom),
    )

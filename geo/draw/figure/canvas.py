"""Paper and pen of a figure: named layers of shapes and texts on one sheet, written as PNG, SVG or PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from geo.draw.figure.paper import Sheet
from geo.draw.figure.style import MIDDLE, PathStyle, TextStyle
from geo.draw.figure.type import READERS, Face, plain
from geo.draw.sheet.box import SheetBox

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "buju",
    "pdf.fonttype": 3,
    "path.simplify": False,
    "agg.path.chunksize": 0,
    "text.hinting": "no_hinting",
}
_OURS = (
    "agg.",
    "axes.",
    "figure.",
    "font.",
    "hatch.",
    "lines.",
    "patch.",
    "path.",
    "pdf.",
    "savefig.",
    "svg.",
    "text.",
)
"""Beginnings of the settings that decide how a figure looks."""

_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": "buju"},
    "svg": {"Date": None, "Creator": "buju"},
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": "buju"},
}
_HALO = re.compile(r'<g id="halo\.(\d+)\.\d+\.([0-9a-f]{6})"(>\s*(?:<g clip-path="[^"]*">\s*)?<text style=")')
_NO_TURN = re.compile(r' transform="rotate\(-0 [^"]*\)"')


class Layer(Artist):
    """A named group of shapes and texts; what is put in later lies above.

    Parameters
    ----------
    canvas : Canvas
        The sheet.
    name : str
        Id of the group in an SVG.
    clip : SheetBox, optional
        Box beyond which nothing is drawn.
    """

    def __init__(self, canvas: Canvas, name: str, clip: SheetBox | None = None) -> None:
        super().__init__()
        self._canvas, self._name = canvas, name
        self._clip = None if clip is None else _flat(clip, canvas)
        self._held: list[Artist] = []

    @property
    def sheet(self) -> Sheet:
        """The sheet on which it lies."""
        return self._canvas.sheet

    @property
    def face(self) -> Face:
        """The type of its texts."""
        return self._canvas.face

    def shape(self, path: Path, style: PathStyle, *, name: str | None = None, within: Path | None = None) -> None:
        """Draw a path, as far as it lies within another where one is given."""
        points = self._canvas.sheet.points
        patch = PathPatch(
            path,
            facecolor=style.fill or "none",
            edgecolor=style.line or "none",
            linewidth=style.width * points if style.line else 0.0,
            linestyle=(0, tuple(length / style.width for length in style.dash))
            if style.dash and style.line
            else "solid",
            alpha=style.alpha,
            joinstyle="round",
            capstyle="round" if style.round_ends else "butt",
        )
        patch.set_gid(self._canvas.once(name))
        self._put(patch)
        if within is not None:
            patch.set_clip_path(within, self._canvas.transform)

    def text(self, at: tuple[float, float], text: str, style: TextStyle, *, name: str | None = None) -> None:
        """Write one line with its baseline at a point (x, y)."""
        shown = plain(text)
        if not shown:
            return
        self._canvas.face.width(shown, style.size)
        strokes = [(style.halo, 2 * style.halo_width)] if style.halo else []
        strokes += [(style.colour, style.weight)] if style.weight else []
        over = self._line(at, shown, style)
        over.set_gid(self._canvas.once(name))
        if style.turn:
            over.set(rotation=style.turn, rotation_mode="anchor")
        if self._canvas.format == "png" and strokes:
            over.set_path_effects([*(self._stroke(*each) for each in strokes), Normal()])
        else:
            for stroke in strokes:
                self._put(self._under(at, shown, style, *stroke))
        self._put(over)

    def lines(self, at: tuple[float, float], lines: Iterable[str], leading: float, style: TextStyle) -> None:
        """Write lines one below the other, the first with its baseline at a point (x, y)."""
        for number, line in enumerate(lines):
            self.text((at[0], at[1] + number * leading), line, style)

    def centred(self, at: tuple[float, float], text: str, style: TextStyle) -> None:
        """Write one line with its middle at a point (x, y)."""
        self.text((at[0], at[1] + MIDDLE * style.size), text, replace(style, anchor="middle"))

    def draw(self, renderer: Any) -> None:
        """Draw all that was put in, in that order."""
        renderer.open_group("layer", gid=self._name)
        for artist in self._held:
            artist.draw(renderer)
        renderer.close_group("layer")

    def _under(self, at: tuple[float, float], text: str, style: TextStyle, colour: str, width: float) -> Text:
        """Return the same line in thick strokes of a colour, which lies below it.

        An SVG keeps it as text, so that halo and name stay one where a reader has another face.
        """
        made = self._line(at, text, replace(style, colour=colour))
        if self._canvas.format == "svg":
            points = width * self._canvas.sheet.points
            made.set_gid(f"halo.{round(points * 100)}.{next(self._canvas.counter)}.{colour[1:]}")
        else:
            made.set_path_effects([self._stroke(colour, width)])
        return made

    def _stroke(self, colour: str, width: float) -> Stroke:
        return Stroke(linewidth=width * self._canvas.sheet.points, foreground=colour, joinstyle="round")

    def _line(self, at: tuple[float, float], text: str, style: TextStyle) -> Text:
        return Text(
            *at,
            text,
            fontproperties=self._canvas.face.properties(style.size * self._canvas.sheet.points),
            color=style.colour,
            ha={"start": "left", "middle": "center", "end": "right"}[style.anchor],
            va="baseline",
            parse_math=False,
        )

    def _put(self, artist: Artist) -> None:
        artist.set_transform(self._canvas.transform)
        artist.set_figure(self._canvas.figure)
        if self._clip is not None:
            artist.set_clip_box(self._clip)
        self._held.append(artist)


class Canvas:
    """One sheet on which layers are laid.

    Parameters
    ----------
    sheet : Sheet
        Its size.
    face : Face
        The type.
    form : {"png", "svg", "pdf"}
        What it will be written as.
    colour : str
        Of the sheet.
    """

    def __init__(self, sheet: Sheet, face: Face, form: str, colour: str) -> None:
        self.sheet, self.face, self.format, self._colour = sheet, face, form, colour
        # Matplotlib cuts the product of inches and dots off, which may lie a hair below the whole number meant.
        hair = 1e-6 if form == "png" else 0.0
        self.figure = Figure(figsize=(sheet.inches[0] + hair, sheet.inches[1] + hair), dpi=sheet.dpi)
        FigureCanvasAgg(self.figure)
        by = sheet.inches[0] / sheet.width
        self.transform = Affine2D().scale(by, -by).translate(0.0, sheet.inches[1]) + self.figure.dpi_scale_trans
        self.counter = iter(range(1_000_000))
        self._named: set[str] = set()

    def layer(self, name: str, clip: SheetBox | None = None) -> Layer:
        """Return a new layer above the others."""
        made = Layer(self, name, clip)
        made.set_transform(self.transform)
        self.figure.add_artist(made)
        return made

    def once(self, name: str | None) -> str | None:
        """Return an id where it is the first of its name: what stands in an inset too bears none there."""
        if name is None or name in self._named:
            return None
        self._named.add(name)
        return name

    def written(self, title: str) -> bytes:
        """Return the sheet as a file of its format."""
        file = io.BytesIO()
        named = {} if self.format == "png" else {"Title": plain(title)}
        self.figure.savefig(
            file, format=self.format, facecolor=self._colour, metadata={**_METADATA[self.format], **named}
        )
        data = file.getvalue()
        return _finished(data.decode()).encode() if self.format == "svg" else data


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw with our settings alone, whatever a user's matplotlibrc says, and put theirs back."""
    # Not rcdefaults(): it reads every style sheet first, which takes longer than drawing the map.
    defaults: dict[Any, Any] = {
        name: value for name, value in matplotlib.rcParamsDefault.items() if name.startswith(_OURS)
    }
    with matplotlib.rc_context({**defaults, **_SETTINGS}):
        yield


def pages_written(pages: Sequence[Canvas], title: str) -> bytes:
    """Return several sheets as one PDF."""
    file = io.BytesIO()
    with PdfPages(file, metadata={**_METADATA["pdf"], "Title": plain(title)}) as pdf:
        for page in pages:
            pdf.savefig(page.figure, facecolor=page._colour)
    return file.getvalue()


def _flat(box: SheetBox, canvas: Canvas) -> TransformedBbox:
    return TransformedBbox(Bbox.from_extents(*box), canvas.transform)


def _finished(svg: str) -> str:
    """Return an SVG in which the lower copies of names are thick strokes, unseen by screen readers."""
    stroked = _HALO.sub(
        lambda found: (
            f'<g aria-hidden="true"{found[3]}stroke: #{found[2]}; stroke-width: {int(found[1]) / 100:g}; '
            "stroke-linejoin: round; "
        ),
        svg,
    )
    return _NO_TURN.sub("", stroked).replace(f"'{READERS[-1]}';", f"'{READERS[-1]}', sans-serif;")

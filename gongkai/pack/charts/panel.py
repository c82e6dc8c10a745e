"""A place on a figure with a scale of its own: bars, lines and words are put on it by numbers.

Matplotlib's axes do the same and much more, at ten thousandths of a second each, a hundred to a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from gongkai.pack.data.page_parts import Area
from gongkai.pack.style import fonts, palette

LABEL = 8.0
"""Points of names and labels."""

_SCALE_WEIGHT = 0.6
_TICK = 2.5  # points
_ASIDE = 3.5  # points between the panel, or the tick, and the words beside it
_BEHIND = 0.5  # where it is drawn: behind bars, lines and words
_KEY, _KEY_UP, _KEY_DOWN = (
    8.0,
    6.08,
    0.56,
)  # points: a legend's square, above and below its words' baseline
_KEY_ASIDE = 3.2
_KEY_LINE = 12.0
LEGEND_BASE = -7.04
"""Points from the upper left corner to the baseline of a legend's first line that stands within the panel."""

Align = Literal["left", "center", "right"]
Valign = Literal["baseline", "center_baseline", "top", "bottom"]
Dashes = Literal["solid"] | tuple[float, tuple[float, ...]]


class Panel:
    """A rectangle within an area of a figure, in inches, and the numbers at its edges."""

    def __init__(
        self,
        area: Area,
        left: float,
        bottom: float,
        width: float,
        height: float,
        x: tuple[float, float] = (0.0, 1.0),
        y: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        """Place it; `x` are the numbers at its left and right edge, `y` those at its bottom and top."""
        self._figure = area.figure
        self._across, self._up = area.figure.get_size_inches()
        self._left, self._bottom = area.left + left, area.bottom + bottom
        self._width, self._height = width, height
        self.x, self.y = x, y

    def at(self, x: float, y: float, shift: tuple[float, float] = (0, 0)) -> tuple[float, float]:
        """The place of two numbers on the figure, moved by so many points to the right and up."""
        right = (x - self.x[0]) / (self.x[1] - self.x[0]) * self._width
        up = (y - self.y[0]) / (self.y[1] - self.y[0]) * self._height
        return (
            (self._left + right + shift[0] / 72) / self._across,
            (self._bottom + up + shift[1] / 72) / self._up,
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        points: float = LABEL,
        colour: str = palette.INK,
        *,
        shift: tuple[float, float] = (0, 0),
        align: Align = "left",
        valign: Valign = "baseline",
    ) -> None:
        """Words at a place, `shift` points from it; what is more than one line is set close."""
        if not text:
            return
        across, up = self.at(x, y, shift)
        self._add(
            Text(
                across,
                up,
                text,
                fontsize=points,
                color=colour,
                horizontalalignment=align,
                verticalalignment=valign,
                linespacing=1.0 if "\n" in text else None,
            )
        )

    def above(
        self, text: str, points: float = LABEL, up: float = 7, colour: str = palette.MUTED
    ) -> None:
        """What the panel shows, in words above its left edge."""
        self.text(self.x[0], self.y[1], text, points, colour, shift=(0, up))

    def names(
        self, rows: Iterable[tuple[float, str]], points: float = LABEL, aside: float = _ASIDE
    ) -> None:
        """Words at the left of the panel, each at its height."""
        for y, name in rows:
            self.text(
                self.x[0],
                y,
                name,
                points,
                shift=(-aside, 0),
                align="right",
                valign="center_baseline",
            )

    def scale(
        self,
        marks: Iterable[tuple[float, str]],
        points: float = LABEL,
        *,
        below: float = _ASIDE,
        ticks: bool = False,
    ) -> None:
        """The line at the bottom of the panel, and words under it."""
        self.line(self.x, (self.y[0],) * 2, palette.AXIS, _SCALE_WEIGHT)
        down = below + (_TICK if ticks else 0)
        for x, text in marks:
            self.text(x, self.y[0], text, points, shift=(0, -down), align="center", valign="top")

    def grid(self, heights: Iterable[float]) -> None:
        """Thin lines across the panel, behind everything."""
        self.rules([[(self.x[0], y), (self.x[1], y)] for y in heights], 0.5, behind=True)

    def rules(
        self, lines: Sequence[Sequence[tuple[float, float]]], weight: float, *, behind: bool = False
    ) -> None:
        """Thin lines, all of them one shape, which keeps the picture small."""
        if lines:
            shape = Path.make_compound_path(
                *(Path([self.at(*end) for end in line]) for line in lines)
            )
            drawn = PathPatch(shape, fill=False, edgecolor=palette.RULE, linewidth=weight)
            if behind:
                drawn.set_zorder(_BEHIND)
            self._add(drawn)

    def boxes(
        self,
        boxes: Iterable[tuple[float, float, float, float]],
        colour: str,
        edge: str = "none",
        weight: float = 0.5,
    ) -> None:
        """Rectangles of one colour as one shape: left, bottom, right and top of each."""
        shapes = [
            self._shape([(left, bottom), (right, bottom), (right, top), (left, top)])
            for left, bottom, right, top in boxes
            if left != right and bottom != top
        ]
        if shapes:
            shape = Path.make_compound_path(*shapes)
            self._add(PathPatch(shape, facecolor=colour, edgecolor=edge, linewidth=weight))

    def shape(
        self,
        corners: Sequence[tuple[float, float]],
        colour: str,
        edge: str,
        weight: float,
        dashes: Dashes = "solid",
    ) -> None:
        """A shape with any corners, and an edge from the first to the last of them."""
        # not closed: a last edge, along the line below the panel, would show under it
        drawn = Path([self.at(*corner) for corner in corners])
        self._add(
            PathPatch(drawn, facecolor=colour, edgecolor=edge, linewidth=weight, linestyle=dashes)
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        weight: float = 1.2,
        dashes: Dashes = "solid",
    ) -> None:
        """A line through points; it breaks where one is no number."""
        places = [self.at(x, y) for x, y in zip(xs, ys, strict=True)]
        self._add(
            Line2D(
                *zip(*places, strict=True),
                color=colour,
                linewidth=weight,
                linestyle=dashes,
                solid_capstyle="butt",
            )
        )

    def dots(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        *,
        mark: str = "o",
        size: float = 4,
        face: str | None = None,
        alpha: float | None = None,
    ) -> None:
        """A mark at each point; a `face` of another colour makes it a ring."""
        if not xs:
            return
        places = [self.at(x, y) for x, y in zip(xs, ys, strict=True)]
        self._add(
            Line2D(
                *zip(*places, strict=True),
                color=colour,
                linestyle="none",
                marker=mark,
                markersize=size,
                markerfacecolor=face or colour,
                alpha=alpha,
            )
        )

    def legend(
        self,
        keys: Sequence[tuple[str, str]],
        *,
        start: tuple[float, float] = (0, LEGEND_BASE),
        apart: float = 11.2,
        columns: int = 0,
        edge: str = "none",
    ) -> None:
        """Squares of colours, each with its words, from the upper left corner on.

        Args:
            keys: colour and words.
            start: points from the corner to the first square, and up to its words' baseline.
            apart: points from words to the next square.
            columns: in which they stand, one under another; by default one line of all.
            edge: the colour of the squares' edges.
        """
        rows = -(-len(keys) // (columns or len(keys)))
        right, base = start
        for first in range(0, len(keys), rows):
            column = keys[first : first + rows]
            for line, (colour, words) in enumerate(column):
                shift = right, base - line * _KEY_LINE
                self._key(colour, edge, shift)
                self.text(self.x[0], self.y[1], words, shift=(right + _KEY + _KEY_ASIDE, shift[1]))
            widest = max(fonts.width(words, LABEL) for _, words in column) * 72
            right += _KEY + _KEY_ASIDE + widest + apart

    def _key(self, colour: str, edge: str, shift: tuple[float, float]) -> None:
        right, up = shift
        left, bottom = self.at(self.x[0], self.y[1], (right, up - _KEY_DOWN))
        across, top = self.at(self.x[0], self.y[1], (right + _KEY, up + _KEY_UP))
        corners = [(left, bottom), (across, bottom), (across, top), (left, top), (left, bottom)]
        self._add(
            PathPatch(Path(corners, closed=True), facecolor=colour, edgecolor=edge, linewidth=0.4)
        )

    def _shape(self, corners: Sequence[tuple[float, float]]) -> Path:
        return Path([self.at(*corner) for corner in (*corners, corners[0])], closed=True)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._figure.transSubfigure)
        self._figure.add_artist(artist)

"""A4 sheets filled from top to bottom: what does not fit goes to the next sheet, never on top."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from gongkai.pack.data.page_parts import Area
from gongkai.pack.pdf.typesetter import Line, Sheaf
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import shorten, wrap

WIDTH, HEIGHT = 8.27, 11.69  # A4 portrait, inches
MARGIN = 0.62
ROOM = WIDTH - 2 * MARGIN
"""Inches between the left and the right margin."""

_TOP = 0.5
_BOTTOM = 0.82  # above the sources
_BETWEEN = 0.3  # from the end of a page to the title of the next on the same sheet
_SPARSE = 0.4  # of a sheet: what is filled less is filled on
_MOST_PAGES = 3  # of the pack on one sheet: so many sources have room at its foot
_ASCENT = 1.1  # of the size: from the top of a line, leading included, to its baseline


def leading(points: float) -> float:
    """Inches from one line of text to the next."""
    return points * 1.5 / 72


class Sheets:
    """The open sheet of a PDF and how far it is filled; call `finish` at the end.

    Attributes:
        y: inches from the top of the sheet to where the next thing goes.
        number: the number of the open sheet, from 1.
    """

    def __init__(self, pdf: Sheaf, running: str) -> None:
        """Fill sheets of `pdf`, each headed by `running`."""
        self._pdf = pdf
        self._running = running
        self._figure: Figure | None = None
        self._rules: dict[tuple[str, float], list[Path]] = {}
        self._topics: list[str] = []
        self._sources: list[str] = []
        self._title = ""
        self.number = 0
        self.y = 0.0

    def start(
        self,
        topic: str,
        title: str,
        source: str,
        points: float = 13,
        height: float = HEIGHT,
        least: float = HEIGHT,
    ) -> None:
        """Begin a page of the pack with its title: under the one before where all of it fits there.

        On a sheet that would else stay nearly empty it begins too where only its first parts fit.

        Args:
            topic: stands at the head of each of its sheets.
            title: its finding.
            source: stands at the foot of each of its sheets.
            points: the size of the title.
            height: inches of what will stand below the title.
            least: inches of as much of that as is not to be parted from the title.
        """
        lines = wrap(title, ROOM, points, strong=True)
        head = _BETWEEN + len(lines) * leading(points) + 0.1
        wanted = least if self.y < _SPARSE * HEIGHT else height
        beneath = self._figure is not None and self.y + head + wanted <= HEIGHT - _BOTTOM
        if not beneath or len(self._sources) == _MOST_PAGES:
            self.finish()
            self._open()
        else:
            self.y += 0.1
            self.rule(palette.ACCENT, 0.6)
            self.y += _BETWEEN - 0.1
        self._topics.append(topic)
        self._sources.append(source)
        self._title = title
        for line in lines:
            self.text(line, 0, points, strong=True)
            self.y += leading(points)
        self.y += 0.1

    def need(self, height: float) -> bool:
        """Go on to a new sheet unless `height` inches are left; whether a new sheet was begun."""
        if self.y + height <= HEIGHT - _BOTTOM:
            return False
        topic, source = self._topics[-1], self._sources[-1]
        self.finish()
        self._open()
        self._topics, self._sources = [topic], [source]
        title = shorten(self._title, ROOM - fonts.width("（续）", 9), 9)
        self.text(f"{title}（续）", 0, 9, palette.MUTED)
        self.y += leading(9) + 0.08
        return True

    def text(
        self,
        line: str,
        x: float,
        points: float,
        colour: str = palette.INK,
        *,
        right: bool = False,
        strong: bool = False,
    ) -> None:
        """One line at the open place, `x` inches from the left margin; the place does not move.

        Args:
            line: the text; an empty one draws nothing.
            x: where its left end is, or its right end where `right` is set.
            points: its size.
            colour: its colour.
            right: whether it ends at `x` rather than starts there.
            strong: whether it is bold.
        """
        if not line:
            return
        figure = self._sheet()
        start = MARGIN + x - (fonts.width(line, points, strong=strong) if right else 0)
        base = HEIGHT - self.y - points * _ASCENT / 72
        figure.add_artist(
            Line(
                start / WIDTH,
                base / HEIGHT,
                line,
                transform=figure.transSubfigure,
                fontsize=points,
                color=colour,
                weight="bold" if strong else "normal",
                language=fonts.LANGUAGE if strong else None,
            )
        )

    def rule(self, colour: str = palette.RULE, weight: float = 0.5) -> None:
        """A line from margin to margin at the open place."""
        self._sheet()
        level = 1 - self.y / HEIGHT
        ends = [(MARGIN / WIDTH, level), (1 - MARGIN / WIDTH, level)]
        self._rules.setdefault((colour, weight), []).append(Path(ends))

    def area(self, height: float) -> Area:
        """The next `height` inches between the margins, to draw a chart in."""
        self.need(height)
        area = Area(self._sheet(), MARGIN, HEIGHT - self.y - height, ROOM, height)
        self.y += height
        return area

    def finish(self) -> None:
        """Close the open sheet with its topics, sources and number; nothing where none is open."""
        if self._figure is None:
            return
        self.y = _TOP
        topics = "、".join(self._topics)
        self.text(shorten(f"{self._running}　{topics}", ROOM, 7.5), 0, 7.5, palette.MUTED)
        self.y = HEIGHT - _BOTTOM + 0.16
        self.text(f"第 {self.number} 页", ROOM, 7, palette.MUTED, right=True)
        for source in dict.fromkeys(self._sources):
            self.text(shorten(source, ROOM - 0.8, 7), 0, 7, palette.MUTED)
            self.y += leading(7)
        for (colour, weight), lines in self._rules.items():
            shape = Path.make_compound_path(*lines)  # one shape, as a table has a rule a row
            rules = PathPatch(shape, fill=False, edgecolor=colour, linewidth=weight)
            self._figure.add_artist(rules)
        self._pdf.add(self._figure)
        self._figure = None
        self._rules = {}

    def _sheet(self) -> Figure:
        if self._figure is None:
            raise RuntimeError("no sheet is open: call start() first")
        return self._figure

    def _open(self) -> None:
        self._figure = Figure(figsize=(WIDTH, HEIGHT))
        self._topics, self._sources = [], []
        self.number += 1
        self.y = _TOP + leading(7.5) + 0.02
        self.rule(palette.ACCENT, 1.2)
        self.y += 0.14

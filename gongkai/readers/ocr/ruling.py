"""A picture of a page set straight, and the tables that its ruled lines draw."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey, height × width; 0 is black."""

_STEEPEST = 3.0  # degrees of skew that are set straight
_DARK = 190  # of a levelled picture: ink is below it
_SHORTEST_ACROSS, _SHORTEST_DOWN = 60, 32  # pixels: shorter strokes belong to characters
_THICK = 14  # pixels: no line, but a blot or the dark edge of a copy
_GAP = 25  # a break in a line that is bridged
_APART = 9  # lines closer than this are one line
_ASTRAY = 5  # how far a line may leave its own middle
_DRAWN = 0.6  # the share of a border that must be drawn
_NARROWEST = 0.2  # of the page: a table
_MOST_LINES = 150  # a way, in one table: more is no table of a report


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in pixels; `right` and `bottom` are the first beyond it."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, picture: Picture) -> Picture:
        """That part, not copied."""
        return picture[self.top : self.bottom, self.left : self.right]

    def within(self, margin: int) -> Box:
        """What is left of it inside a margin."""
        return Box(self.left + margin, self.top + margin, self.right - margin, self.bottom - margin)


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell on the grid of its table, and its inside; `is_whole` is false where a border is
    broken so that its shape is no rectangle."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    is_whole: bool


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table's outline and its cells in reading order."""

    box: Box
    cells: tuple[RuledCell, ...]


def levelled(picture: Picture) -> Picture:
    """The picture on white paper: a grey or uneven ground is divided out."""
    height, width = picture.shape
    size = (max(width // 8, 1), max(height // 8, 1))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    ground = np.maximum(ground, max(int(np.median(ground)) // 2, 1))  # a blot is no ground
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, ground, scale=255), np.uint8)


def ink(picture: Picture) -> Picture:
    """255 where a levelled picture is dark, else 0; single specks are smoothed away."""
    return np.asarray(cv2.GaussianBlur(picture, (3, 3), 0) < _DARK, np.uint8) * np.uint8(255)


def straightened(picture: Picture) -> Picture:
    """The picture turned, by at most three degrees, so that its rows of ink lie level."""
    scale = 800 / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = ink(np.asarray(small, np.uint8))
    coarse = _levellest(small, np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.25))
    angle = _levellest(small, coarse + np.arange(-0.25, 0.26, 0.05))
    return picture if abs(angle) < 0.04 else _turned(picture, angle, 255)


def _levellest(small: Picture, angles: NDArray[np.float64]) -> float:
    """The angle at which rows of ink and rows of paper differ most."""

    def contrast(angle: float) -> float:
        rows = _turned(small, angle, 0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    return float(max(angles, key=contrast))


def _turned(picture: Picture, angle: float, ground: int) -> Picture:
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=ground),
        np.uint8,
    )


def ruled_tables(picture: Picture) -> tuple[list[RuledTable], Picture]:
    """The tables that lines draw on a straight, levelled picture, from top to bottom.

    Returns:
        The tables, and the mask of their lines: 255 on a line, else 0.
    """
    dark = ink(picture)
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8))
    dark &= ~np.asarray(thick, np.uint8)
    across = _lines(dark, _SHORTEST_ACROSS, is_across=True)
    down = _lines(dark, _SHORTEST_DOWN, is_across=False)
    both = cv2.dilate(across | down, np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(both)
    tables = []
    for left, top, width, height, _ in stats[1:].tolist():
        box = _outline(Box(left, top, left + width, top + height), across, down)
        if width >= _NARROWEST * picture.shape[1] and height >= _SHORTEST_DOWN:
            cells = tuple(_cells(box.of(across), box.of(down), box))
            if len(cells) > 1:
                tables.append(RuledTable(box, cells))
    return sorted(tables, key=lambda table: table.box.top), np.asarray(both, np.uint8)


def _outline(box: Box, across: Picture, down: Picture) -> Box:
    """The box without strokes of the characters above or below that touch a line of the table."""
    lines = box.of(down)
    sides = lines[:, :_APART].any(axis=1) & lines[:, -_APART:].any(axis=1)
    rows = np.flatnonzero(sides | box.of(across).any(axis=1))
    if not len(rows):
        return box
    return Box(box.left, box.top + int(rows[0]), box.right, box.top + int(rows[-1]) + 1)


def _lines(dark: Picture, shortest: int, is_across: bool) -> Picture:
    """What is left of the ink when only straight strokes of some length are kept."""

    def kernel(length: int) -> Picture:
        return np.ones((1, length) if is_across else (length, 1), np.uint8)

    strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel(shortest))
    return np.asarray(cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, kernel(_GAP)), np.uint8)


def _cells(across: Picture, down: Picture, box: Box) -> Iterator[RuledCell]:
    if _long(across) < 2:
        return  # large characters have strokes, but none that runs across them all
    ys, xs = _places(across, 1), _places(down, 0)
    if len(ys) < 2 or len(xs) < 2 or max(len(ys), len(xs)) > _MOST_LINES:
        return
    owner = _joined(across, down, ys, xs)
    for group in range(int(owner.max()) + 1):
        rows, columns = np.nonzero(owner == group)
        if not len(rows):
            continue
        top, bottom = int(rows.min()), int(rows.max()) + 1
        left, right = int(columns.min()), int(columns.max()) + 1
        inside = Box(
            box.left + xs[left], box.top + ys[top], box.left + xs[right], box.top + ys[bottom]
        )
        is_whole = len(rows) == (bottom - top) * (right - left)
        yield RuledCell(top, left, bottom - top, right - left, inside, is_whole)


def _long(across: Picture) -> int:
    """How many lines run across most of a table."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(across)
    return int((stats[1:, cv2.CC_STAT_WIDTH] >= _DRAWN * across.shape[1]).sum())


def _places(lines: Picture, axis: int) -> list[int]:
    """Where the lines of one direction stand, both edges of the table among them."""
    _, _, _, centres = cv2.connectedComponentsWithStats(lines)
    found = sorted(round(float(centre[1 if axis else 0])) for centre in centres[1:])
    found = [0, *found, lines.shape[0 if axis else 1] - 1]
    groups: list[list[int]] = []
    for place in sorted(found):
        if groups and place - groups[-1][-1] <= _APART:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) // len(group) for group in groups]


def _joined(across: Picture, down: Picture, ys: list[int], xs: list[int]) -> NDArray[np.int64]:
    """For each square between lines the number of its cell, in reading order; squares without a
    border between them are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(square: int) -> int:
        while parent[square] != square:
            square = parent[square]
        return square

    for r, c in itertools.product(range(rows), range(columns)):
        here = r * columns + c
        if c and not _is_drawn(down, ys[r], ys[r + 1], xs[c], axis=1):
            parent[root(here)] = root(here - 1)
        if r and not _is_drawn(across, xs[c], xs[c + 1], ys[r], axis=0):
            a, b = root(here), root(here - columns)
            parent[max(a, b)] = min(a, b)
    owner = np.array([root(square) for square in range(rows * columns)])
    return owner.reshape(rows, columns)


def _is_drawn(lines: Picture, start: int, end: int, place: int, axis: int) -> bool:
    """Whether a line runs along `place` for most of the way from `start` to `end`."""
    near = slice(max(place - _ASTRAY, 0), place + _ASTRAY + 1)
    way = slice(start + 2, max(end - 1, start + 3))
    strip = lines[way, near] if axis else lines[near, way]
    return bool(strip.any(axis=axis).mean() >= _DRAWN)

"""Sums that a workbook leaves to Excel: a formula whose value the file does not hold is worked out.

Sums, differences, products and quotients of cells and numbers; whatever else is not known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

Place = tuple[int, int]
"""Row and column, counted from 0."""

_REFERENCE = r"(?:'((?:[^']|'')+)'!|([\w.\u3400-\u9fff]+)!)?\$?([A-Z]{1,3})\$?(\d{1,7})"
_TOKEN = re.compile(
    rf"\s*(?:{_REFERENCE}(?::\$?([A-Z]{{1,3}})\$?(\d{{1,7}}))?(?![\w(])|(\d+(?:\.\d*)?|\.\d+)|([A-Z]+)\(|([-+*/(),]))"
)
_LONGEST = 1_000
_MOST_CELLS = 10_000
_DEEPEST = 40

Look = Callable[[str, Place], float | None]
"""A cell's number by sheet (`""`: the same, in capitals) and place: 0 where it is blank, NaN where
text stands, None where it is not known."""


class _Unknown(Exception):
    """A formula, or a part of one, that is not worked out here."""


def column_number(letters: str) -> int:
    """A column's number from its letters: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads some rows and columns further on: what `$` does not hold moves along."""

    def move(match: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, digits = match.groups()
        if not fixed_column:
            letters = _letters(column_number(letters) + columns)
        row = int(digits) if fixed_row else int(digits) + rows
        return f"{fixed_column}{letters}{fixed_row}{row}"

    return re.sub(r"(?<![\w'!])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(])", move, formula)


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number > 0:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def work_out(formula: str, look: Look) -> float | None:
    """The number that a formula gives; None where it is not known."""
    if len(formula) > _LONGEST:
        return None
    try:
        parser = _Parser(formula.upper().lstrip("="), look)
        value = parser.sum()
        parser.end()
    except (_Unknown, ZeroDivisionError, RecursionError):
        return None
    return round(value, 10)


class _Parser:
    def __init__(self, formula: str, look: Look) -> None:
        self.look = look
        self.tokens: list[re.Match[str]] = []
        at = 0
        while at < len(formula.rstrip()):
            match = _TOKEN.match(formula, at)
            if match is None:
                raise _Unknown
            self.tokens.append(match)
            at = match.end()
        self.at = self.depth = 0

    def mark(self) -> str:
        """The sign that comes next, if it is one."""
        return (self.tokens[self.at].group(9) or "") if self.at < len(self.tokens) else ""

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise _Unknown

    def sum(self) -> float:
        value = self.product()
        while (mark := self.mark()) in ("+", "-") and mark:
            self.at += 1
            value += self.product() if mark == "+" else -self.product()
        return value

    def product(self) -> float:
        value = self.factor()
        while (mark := self.mark()) in ("*", "/") and mark:
            self.at += 1
            value = value * self.factor() if mark == "*" else value / self.factor()
        return value

    def factor(self) -> float:
        if self.at >= len(self.tokens) or self.depth > _DEEPEST:
            raise _Unknown
        token, mark = self.tokens[self.at], self.mark()
        self.at += 1
        if mark in ("+", "-"):
            return self.factor() if mark == "+" else -self.factor()
        if mark == "(":
            return self.inside(self.sum)
        if token.group(7):
            return float(token.group(7))
        if token.group(8):
            if token.group(8) != "SUM":
                raise _Unknown
            return self.inside(self.arguments)
        if token.group(3) and not token.group(5):
            return self.cells(token)
        raise _Unknown

    def inside(self, part: Callable[[], float]) -> float:
        self.depth += 1
        value = part()
        if self.mark() != ")":
            raise _Unknown
        self.at += 1
        self.depth -= 1
        return value

    def arguments(self) -> float:
        total = 0.0
        while True:
            token = self.tokens[self.at] if self.at < len(self.tokens) else None
            if token is not None and token.group(5):
                self.at += 1
                total += self.cells(token)
            else:
                total += self.sum()
            if self.mark() != ",":
                return total
            self.at += 1

    def cells(self, token: re.Match[str]) -> float:
        quoted, plain, column, row, last_column, last_row = token.group(1, 2, 3, 4, 5, 6)
        sheet = (quoted or plain or "").replace("''", "'")
        left, top = column_number(column), int(row) - 1
        right = column_number(last_column) if last_column else left
        bottom = int(last_row) - 1 if last_row else top
        if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS or right < left or bottom < top:
            raise _Unknown
        found = [
            self.look(sheet, (r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1)
        ]
        if any(value is None for value in found):
            raise _Unknown
        numbers = [value for value in found if value is not None and not math.isnan(value)]
        if len(numbers) < len(found) and not last_column:
            raise _Unknown  # a sum leaves out the texts of a range, a plus does not
        return sum(numbers)

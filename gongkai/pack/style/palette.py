"""The one palette: distinguished by colour-blind readers and, by lightness alone, on a grey printer.

On the site each colour is a CSS variable, so that the dark theme can lighten it.
"""

from __future__ import annotations

INK = "#1a1a1a"
MUTED = "#5b6670"
AXIS = "#8a929a"
RULE = "#d5d9dd"
PAPER = "#ffffff"
ACCENT = "#12719e"
SOFT = "#a9cfe3"
LOST = "#b8452b"
ABSENT = "#c3c8cd"
DOUBT = "#f0c04a"
ON_LOST = "#fffffe"
ON_DOUBT = "#1a1a1b"

OUTCOME = {
    "granted": "#073b57",
    "partly_granted": "#2274a5",
    "refused": "#d2694f",
    "unavailable": "#f0a85c",
    "declined": "#a5d3ea",
    "other": "#e8eaec",
}
"""Groups of outcomes, in stacking order; their lightness rises by at least seven points a step."""

_ON_DARK, _ON_LIGHT = "#fefefe", "#1b1b1b"  # not those of the theme: a segment keeps its colour

OUTCOME_INK = {
    "granted": _ON_DARK,
    "partly_granted": _ON_DARK,
    "refused": _ON_LIGHT,
    "unavailable": _ON_LIGHT,
    "declined": _ON_LIGHT,
    "other": _ON_LIGHT,
}
"""The colour of a count printed on its segment."""


def outcome(group: str) -> str:
    """The colour of a group of outcomes; grey for one that only a later form has."""
    return OUTCOME.get(group, ABSENT)


def outcome_ink(group: str) -> str:
    """The colour of a count on that."""
    return OUTCOME_INK.get(group, _ON_LIGHT)


CSS_VARIABLE = {
    INK: "--ink",
    MUTED: "--muted",
    AXIS: "--axis",
    RULE: "--rule",
    PAPER: "--paper",
    ACCENT: "--accent",
    SOFT: "--soft",
    LOST: "--lost",
    ABSENT: "--absent",
    DOUBT: "--doubt",
    ON_LOST: "--on-lost",
}
"""Colours that change with the theme; those of OUTCOME stay, with their printed counts."""

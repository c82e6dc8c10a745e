"""Writes annual reports whose every figure is known, in many layouts and with seeded faults."""

from __future__ import annotations

from tests.factory.faults import FAULTS, NEEDS_BLANKS, seed_fault
from tests.factory.figures import (
    random_breakdown,
    random_channels,
    random_figures,
    random_narrative,
    retotal,
)
from tests.factory.layouts import (
    HTML_LAYOUTS,
    LAYOUTS,
    OFFICE_LAYOUTS,
    TEXT_LAYOUTS,
    WRITTEN_LAYOUTS,
    Layout,
    Rendered,
    render,
)
from tests.factory.random_truth import random_truth
from tests.factory.truth import Text, Truth

__all__ = [
    "FAULTS",
    "HTML_LAYOUTS",
    "LAYOUTS",
    "NEEDS_BLANKS",
    "OFFICE_LAYOUTS",
    "TEXT_LAYOUTS",
    "WRITTEN_LAYOUTS",
    "Layout",
    "Rendered",
    "Text",
    "Truth",
    "random_breakdown",
    "random_channels",
    "random_figures",
    "random_narrative",
    "random_truth",
    "render",
    "retotal",
    "seed_fault",
]

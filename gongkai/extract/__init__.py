"""A Page to a Report: what the form has, what the prose says, whose report it is, or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.extract.report import Doubt, Figure, NarrativeFigure, Report, ReportSection

if TYPE_CHECKING:
    from gongkai.extract.page_report import extract as extract

READING = ("gongkai.extract.documents",)
"""What a process imports that reads documents, which takes it a third of a second."""

__all__ = ["READING", "Doubt", "Figure", "NarrativeFigure", "Report", "ReportSection", "extract"]


def __getattr__(name: str) -> Any:
    """`extract`, imported when asked for: who has others read needs none of its three hundred patterns."""
    if name == "extract":
        from gongkai.extract.page_report import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

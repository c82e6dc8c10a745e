"""The one font that this package brings along: packs are drawn with it, PDFs are measured by it.

Fonts of the machine are never used: a report is read, and a pack looks, the same everywhere.
"""

from __future__ import annotations

from pathlib import Path

from noto_cjk_sans_otc import FONT_PATH  # type: ignore[import-untyped]

FONT_FILE = Path(str(FONT_PATH))
"""Noto Sans CJK Regular: an OpenType collection of ten faces with the same metrics."""

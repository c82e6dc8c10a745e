"""Whose words speak: how a unit names itself, and whether it is a township."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.unit_name import ABOVE, ENDINGS

_BEFORE = re.compile(rf"{ABOVE}|(?:{'|'.join(ENDINGS)})$")
_COUNTY = re.compile(r"[县区市州旗盟](?:人民政府)?(?:办公室)?$")
_OF_TOWNSHIPS = re.compile(
    r"[我本全该](?:镇|乡|街道|苏木)|(?<!各)(?<!各乡)[镇乡]政府|(?<!各)街道办|[镇乡]党委"
)
_OF_OTHERS = re.compile(
    r"[我本](?:市|县|区|旗|州|局|委|厅)|[市县区旗州](?:人民)?政府(?:及其?[市县区旗州](?:人民)?政府)?办公室|全[市县区旗州]"
)
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木|街道办|办事处|街)(?:人民政府|办事处|政府)?$")


@lru_cache(maxsize=8_192)
def bare_name(unit: str | None) -> str:
    """`青岩镇` of `示例县青岩镇人民政府`: how a unit speaks of itself."""
    return _BEFORE.sub("", unit or "")


@lru_cache(maxsize=8_192)
def is_county(unit: str | None) -> bool:
    """Whether a unit reports for a whole county, so that 全县 is what it counts."""
    return bool(_COUNTY.search(unit or ""))


@lru_cache(maxsize=8_192)
def is_township(unit: str) -> bool:
    """Whether a unit lies within a county, so that 全县 is not its own."""
    return bool(_TOWNSHIP.search(unit))


def speaks_as_township(text: str) -> bool:
    """Whether a text without a unit's name speaks of itself as a township does, or leaves it open."""
    return bool(_OF_TOWNSHIPS.search(text)) or not _OF_OTHERS.search(text)


def is_of_township(unit: str | None, text: str) -> bool:
    """Whether a report is a township's: by its unit, or where that is not known by how its text speaks."""
    return is_township(unit) if unit else speaks_as_township(text)

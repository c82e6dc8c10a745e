"""A truth composed into blocks: title, headings, paragraphs and tables, in no container yet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from gongkai.form import forms
from tests.factory.prose import Prose
from tests.factory.tables import Table, tables
from tests.factory.truth import Truth

_NUMERALS = "一二三四五六"
HEADING_HABITS = (
    "no_section_numbers",  # 主动公开政府信息情况
    "section_numeral_lost",  # 、主动公开政府信息情况
    "other_section_titles",  # 一、概述
)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of the report; `role` is `title`, `date`, `heading` or `body`."""

    text: str
    role: str = "body"


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks in reading order, and what a website would say about the page."""

    title: str
    unit: str
    county: str
    blocks: tuple[Block, ...]
    published_on: datetime.date | None
    seed: int


def compose(truth: Truth) -> Document:
    """The report of a truth; the same truth gives the same document."""
    prose, printed = Prose(truth), tables(truth)
    title = prose.title()
    blocks: list[Block] = [Text(title, "title")]
    if truth.published_on:
        blocks.append(Text(date_line(truth.published_on, truth.text.seed), "date"))
    blocks += [Text(p) for p in prose.preface()]
    habits = truth.text.label_habits
    for section in forms()[truth.form].sections:
        if section.number in truth.text.without_sections:
            continue
        name = section.title
        if "other_section_titles" in habits and section.alias:
            name = section.alias[truth.text.seed % len(section.alias)]
        numeral = f"{_NUMERALS[section.number - 1]}、"
        if "no_section_numbers" in habits:
            numeral = ""
        elif "section_numeral_lost" in habits:
            numeral = "、"
        blocks.append(Text(numeral + name, "heading"))
        blocks += [Text(p) for p in prose.section(section.number)]
        if section.number in printed:
            blocks.append(printed[section.number])
    return Document(
        title, prose.unit, truth.county, tuple(blocks), truth.published_on, truth.text.seed
    )


def date_line(day: datetime.date, seed: int) -> str:
    """The line under the title that gives the date, in one of the ways sites do."""
    iso, hour, minute = day.isoformat(), 8 + seed % 9, seed % 60
    lines = (
        f"发布日期：{iso}",
        f"发布时间：{iso} {hour:02}:{minute:02}",
        f"来源：本站 发布时间：{day.year}年{day.month:02}月{day.day:02}日 浏览次数：",
        f"时间：{day.year}/{day.month:02}/{day.day:02}",
        f"【发布日期：{iso}】 字体：大 中 小",
    )
    return lines[seed % len(lines)]

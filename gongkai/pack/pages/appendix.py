"""The appendix, for analysts: which mart stands behind which name, and how sure the tests of yearly change are."""

from __future__ import annotations

import re

from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Column, Page, Paragraph, Part, Table
from gongkai.pack.sentences.mart_names import MARTS

_TESTED = re.compile(r"（误报率校正后 q = (.+?)）")


def without_q(text: str) -> str:
    """What was found, without the value of its test."""
    return _TESTED.sub("", text)


def appendix(book: Book, source: str) -> Page:
    """The names of the sources beside those of the marts, and the q-values of changes to be verified."""
    parts: list[Part] = [
        Paragraph(
            "各页“来源”所写名称与本县数据库（gongkai.duckdb）中表名的对照，供用 SQL 复核的人查用；"
            "各列的含义见数据字典。"
        ),
        Table(
            name="sources",
            caption="来源与表名",
            columns=(Column("来源", share=1), Column("数据库中的表", share=2)),
            rows=tuple((name, mart) for mart, name in MARTS.items()),
        ),
    ]
    tested = [
        (book.names[f.unit_id], f.place, without_q(f.found), found[1])
        for f in book.findings
        if (found := _TESTED.search(f.found))
    ]
    if tested:
        parts.append(
            Table(
                name="tests",
                caption="与上年相比变化过大（供核实）：q 为校正误报率之后的检验值，越小越不像偶然",
                columns=(
                    Column("单位", share=1),
                    Column("位置", share=2),
                    Column("本年", is_number=True),
                    Column("q", is_number=True),
                ),
                rows=tuple(tested),
            )
        )
    return Page("appendix", "附录", "附录：来源与表名", tuple(parts), source)

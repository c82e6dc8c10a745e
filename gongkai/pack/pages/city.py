"""The pages of a city's pack: its counties beside one another, and each unit among its like."""

from __future__ import annotations

from gongkai.pack.charts.city import scores
from gongkai.pack.data.city import City
from gongkai.pack.data.page_parts import Notice, Page, Paragraph, Part
from gongkai.pack.sentences.city import city_title, headline, on_comparing
from gongkai.pack.sentences.mart_names import source_line
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.tables import city as tables


def city_pages(city: City) -> list[Page]:
    """An overview, and the units among their like."""
    marts = ("compliance_ranking", "county_by_year")
    source = source_line(city.books[0].run.day, marts, is_fictional=city.is_fictional)
    first: list[Part] = [Notice(FICTIONAL)] if city.is_fictional else []
    first += [Paragraph(city_title(city)), *map(Paragraph, on_comparing(city))]
    units = tables.units(city)
    like = [Paragraph("没有已排名的单位。")] if not units.rows else [units]
    return [
        Page(
            "front", "总览", headline(city), (*first, tables.counties(city), *scores(city)), source
        ),
        Page("like", "同类比较", _title(city), (tables.kinds(city), *like), source),
    ]


def _title(city: City) -> str:
    return f"{len(city.ranked)} 个已排名的单位，各与同类相比"

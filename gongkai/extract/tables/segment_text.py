"""Running text to table rows and prose: rows come by turns of labels and values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gongkai.extract.outline import OF_NO_ROW, numbered_heading, numeral, section_heading
from gongkai.extract.tables.labels import (
    COLUMN_KINDS,
    ROW_KINDS,
    Tag,
    applicant_begun,
    key,
    near_tags,
    opens,
    tags,
)
from gongkai.extract.tables.numbers import is_value
from gongkai.extract.tables.rows import Prose, Row, Segmented, Slot
from gongkai.extract.tables.second_copy import is_copy, is_whole
from gongkai.extract.tables.split_labels import coverage, split_labels
from gongkai.extract.tables.which_form import review_cells
from gongkai.readers.page import BLANK

_PAGE_NUMBER = re.compile(r"\s*(?:[-—–·~第]\s*\d{1,3}\s*[-—–·~页]|\d{1,3}\s*/\s*\d{1,3}\s*页?)\s*$")
_OF_CONTENTS = re.compile(r"[.·…]{3,}\s*\d{1,3}\s*$")  # a line of their table
_PART = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十][)）]|[(（]?\d[)）、.．])")
_ENDS = ("情况", "公开", "问题", "措施", "打算")  # of a heading without a numeral
_TOPIC = re.compile("主动公开|依申请|申请公开|复议|诉讼|监督|平台|信息管理|问题|改进|打算")
_DIGITS = re.compile(r"\d+")
_NONE = frozenset(("无", "没有"))
_SEVERAL = re.compile(r"\d\s+\d")  # numbers, and not one with its unit
_MONEY = re.compile(r"^\(?[^()\d]{0,8}元[^()\d]{0,16}\)?$")
_FEW = 3  # numbers: fewer in a sentence make no row
_SENTENCE = re.compile(r"[。;!]")
_TOLD = re.compile(  # 58件,上年结转; 收到1件申请; 全年未收到申请: told, and not printed in a cell
    r"\d\s*[件条次个项份篇起宗例](?:\s*[,、]|[\u3400-\u9fff]{2})|[\u3400-\u9fff]{4}:?\d+余?[件条份篇起宗例]$|[我本][局镇乡委办院].*(?:受理|收到).*\d$"
    r"|^(?:20\d\d年度?|本年度?|全年|今年|全[县区市镇乡街旗州]|[我本][\u3400-\u9fff]{1,3}|[,共均也暂尚]){0,5}(?:未|没有|无|零)(?!正当|法|现成|效)(?:[\u3400-\u9fff、,]{2,40})?$"
)
_SIGNED = re.compile(
    r"[\u3400-\u9fff]{3,24}(?:人民政府|办事处)|[\u3400-\u9fff]{2,8}[县区市旗州省][\u3400-\u9fff]{2,16}(?:局|委员会|委|中心|办公室|联合社|联社|队|院|处)|20\d\d年\d{1,2}月\d{1,2}日"
)
FRAGMENT = 30
_MOSTLY = 0.6
_TABLE = 8  # numbers: fewer are none


def _is_heading_within(text: str) -> bool:
    """Whether a line opens a part of the prose: (二)依申请公开, 复议诉讼情况."""
    if _PART.match(text):
        return bool(OF_NO_ROW.search(text) or _TOPIC.search(text))
    return text.endswith(_ENDS) and len(text) <= FRAGMENT and bool(_TOPIC.search(text))


@lru_cache(maxsize=8_192)  # labels come again in every report
def _is_of_print(text: str) -> bool:
    """Whether a line is the number of a page, or one of the table of contents."""
    of_contents = text.rstrip()[-1:].isdecimal() and _OF_CONTENTS.search(text)
    return bool(of_contents or _PAGE_NUMBER.match(text))


class TextSegmenter:
    """`table` is the open one (0: none); `label` and `slots` the row that running text is filling."""

    def __init__(self) -> None:
        """Start outside every section and table."""
        self.found = Segmented()
        self.section = 0
        self.table = 0
        self.rows_begun = False
        self.label: list[str] = []
        self.slots: list[Slot] = []
        self.names_row = False
        self.locator = ""
        self.is_copying = False

    def opened_by(self, text: str) -> int:
        """The table that a label opens; 0 when it opens none."""
        table, again = opens(text)
        if not table or table == self.table:
            return 0
        return (
            table
            if not self.found.rows[table] or (again and not is_whole(self.found.rows[2]))
            else 0
        )

    def enter(self, table: int) -> None:
        """Open a table; 0 closes the one that is open."""
        self.close_row()
        self.table = table
        self.rows_begun = False

    def here(self, found: tuple[Tag, ...]) -> list[Tag]:
        """Those of the labels that the open table has."""
        return [tag for tag in found if tag.table == self.table]

    def paragraph(self, text: str, locator: str) -> None:
        """Take a paragraph as a heading, as pieces of a table, or as prose."""
        if self.table and text.isdecimal():  # most lines of a table that is a cell a line
            self.value(text, locator)
            return
        if _is_of_print(text):
            return
        number = self.titled_heading(text) or self.numbered_heading(text)
        if number is not None:
            self.heading(number, text)
            return
        words = [] if _is_heading_within(text) else self.table_pieces(text)
        for word in words:
            self.piece(word, locator)
        if not words:
            self.prose(text, locator)

    def heading(self, number: int, text: str) -> None:
        """Begin a section."""
        again = number == self.section and self.titled_heading(text) is None
        self.section = number
        self.found.headings.append((number, text))
        if again:
            self.enter(0)  # 三、 behind 二、依申请公开, which tells what the third section does
            return
        rows = self.found.rows.get(number, [])
        is_open = sum(len(row.slots) for row in rows) < _TABLE
        if is_open:  # the words of prose above the heading made rows
            rows[:] = [row for row in rows if not row.label and len(row.slots) > _FEW]
        self.enter(number if number in (2, 3, 4) and is_open else 0)

    def titled_heading(self, text: str) -> int | None:
        """A heading identified by its title; under section one, (一)主动公开情况 is a part of it."""
        number = section_heading(text)
        if number != 1 and self.section == 1 and _PART.match(text):
            return None
        return number

    def numbered_heading(self, text: str) -> int | None:
        """A heading identified by its numeral, which must carry on from the last."""
        number = numbered_heading(text)
        if number is None or number > self.section:
            return number
        above = self.found.headings[-1][1] if self.found.headings else ""
        return self.section if 0 < numeral(above) < number else None

    def prose(self, text: str, locator: str) -> None:
        """Keep a paragraph of prose."""
        self.close_row()
        self.is_copying = is_copy(text, self.found.rows, self.is_copying)
        if self.is_copying:
            return
        if self.section == 4 and self.found.rows[4] and is_value(text):
            self.found.behind_reviews.append(text)
        title = self.found.headings[-1][1] if self.found.headings else ""
        self.found.prose.append(Prose(text, locator, self.section, title))

    def table_pieces(self, text: str) -> Sequence[str]:
        """The labels and values of a paragraph that belongs to a table; none when it is prose."""
        if tags(text):
            return [text] if self.table or self.opened_by(text) else []
        if self.table and is_value(text) and not _SEVERAL.search(text):
            says_none = self.table == 4 and text in _NONE  # of reviews, and no table of them
            return [] if says_none and not (self.label or self.found.rows[4]) else [text]
        if text.endswith("。") and len(_DIGITS.findall(text)) < _FEW:
            return []
        if _TOLD.search(text):
            return []
        words = split_labels(text)
        values = sum(map(is_value, words))
        if text.endswith("。") and values < _FEW:
            return []
        is_table = len(words) > 1 and coverage(words) >= _MOSTLY
        if is_table and (self.table or any(map(self.opened_by, words))):
            return words
        if not self.table:
            return []
        if not values and near_tags(text):
            return [text]
        if values >= 3 and values * 2 >= len(words):
            return words
        is_told = _SENTENCE.search(text) or _SIGNED.fullmatch(text)
        return [] if is_told or len(text) > FRAGMENT else words

    def piece(self, piece: str, locator: str) -> None:
        """Take one piece: a value joins the row, a label ends it or begins the next."""
        if is_value(piece):
            self.value(piece, locator)
            return
        if opened := self.opened_by(piece):
            self.enter(opened)
        if self.table:
            self.label_piece(piece, locator)

    def label_piece(self, piece: str, locator: str) -> None:
        """Take a label of the open table."""
        found = self.here(tags(piece) if self.label else near_tags(piece))
        self.found.seen.update(found)
        kinds = {tag.kind for tag in found}
        if self.slots and self.table != 4:
            self.close_row()
        if kinds & ROW_KINDS and (self.rows_begun or "applicant" not in kinds):
            self.close_row()
            self.label, self.names_row, self.rows_begun = [piece], True, True
        elif kinds & COLUMN_KINDS:
            if self.table != 4:
                self.close_row()
            self.heading_seen(piece, found)
        elif "group" in kinds:
            self.close_row()
            self.label = [piece]
        elif self.table == 2 and not self.label and self.found.header_text and _MONEY.match(piece):
            self.found.header_text[-1] += piece  # 本年收费金额 ⏎ (单位:元)
        else:
            self.label.append(piece)
            if self.table == 3 and not self.rows_begun and (begun := applicant_begun(piece)):
                self.found.applicants.append(begun)
        self.locator = locator

    def heading_seen(self, text: str, found: list[Tag]) -> None:
        """Note a heading of columns."""
        self.found.header_text.append(text)
        if not self.rows_begun:
            self.found.applicants += [tag.id for tag in found if tag.kind == "applicant"]

    def value(self, piece: str, locator: str) -> None:
        """Take a value of the open table."""
        if not self.table:
            if self.section == 4 and self.found.rows[4]:
                self.found.behind_reviews.append(piece)
            return
        text = "" if piece == BLANK else piece
        if not text and not self.slots and not self.names_row:
            return  # of a heading
        self.slots.append(Slot(text, text, locator))
        self.locator = self.locator or locator
        if self.table == 4:
            words = key("".join(self.label))
            if len(self.slots) == review_cells(self.found.seen, words):
                self.enter(0)

    def close_row(self) -> None:
        """Keep the row that running text was filling, if it has numbers or a row's label."""
        if self.table and (self.slots or self.names_row):
            self.found.rows[self.table].append(
                Row("".join(self.label), self.slots, self.locator, from_grid=False)
            )
        self.label, self.slots, self.names_row, self.locator = [], [], False, ""

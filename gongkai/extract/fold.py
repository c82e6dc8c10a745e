"""Text as printed to text that can be compared: widths, scripts and injected marks folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from gongkai.readers import Page, Paragraph
from gongkai.readers.page import Block, Cell, Grid

_SEPARATOR = "\x00"
# Written only in traditional script and found in every report.
_TRADITIONAL = re.compile("[開報關國務會條書對應結轉計數據辦規範處罰鎮鄉項費請]")
_ENOUGH_TRADITIONAL = 4
_READING = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɡ]{1,7}[))]"
_PINYIN = re.compile(  # begins with its bracket: a search then passes over all else at once
    rf"[((](?<=[\u3400-\u9fff].){_READING}(?:[((]{_READING})*", re.IGNORECASE
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_TURNED = re.compile("\u202e([^\u202c\n]*)\u202c?")  # shown from its end
# What NFKC makes of the marks of nearly every sentence. A text that has nothing else to fold it passes
# over at a glance; one that has costs it a hundred times as much.
_WIDE = tuple((chr(ord(mark) + 0xFEE0), mark) for mark in ",:;()!?%")
# NFKC would melt these into the digits beside them: ①12条 is not 112条, 23² is not 232.
_KEPT_APART = {ord(c): " " for c in "¹²³⁰⁴⁵⁶⁷⁸⁹"} | {
    code: ";"
    for start, end in ((0x2460, 0x24FF), (0x2776, 0x2793))
    for code in range(start, end + 1)
}
# The radicals supplement has no decomposition, and that of the Kangxi block gives old forms.
_RADICALS = str.maketrans(
    "⺀⺄⺆⺈⺊⺌⺍⺕⺘⺙⺝⺟⺠⺡⺢⺣⺤⺥⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻱⻲⻳",
    "冫乙冂刀卜小小彐手攴月母民水水火爪爪牛犬玉疋目示示竹糸纟罒罒羊羊羊老聿聿肉臼艹艹艹虎衣覀西见角訁讠贝足车辶阝钅長长长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齿龍龙龟龟龟",
)
_OLD_FORMS = str.maketrans("戶靑黃黑戸內敎戾爲眞卽旣鄕嵗飠⽉", "户青黄黑户内教戾为真即既乡岁食月")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "﹝": "(", "﹞": ")", "丶": "、"}
)
_MARKS: dict[int, str] = {
    code: mark if isinstance(mark, str) else chr(mark)
    for table in (_QUOTES, _RADICALS, _OLD_FORMS)
    for code, mark in table.items()
}
_MARKS_ANY = re.compile(f"[{''.join(map(chr, _MARKS))}]")
_KEPT_APART_ANY = re.compile(f"[{''.join(map(chr, _KEPT_APART))}]")
_INJECTED_ANY = re.compile(f"{_INVISIBLE.pattern}|{_KEPT_APART_ANY.pattern}")
_LABEL = 60


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def fold(text: str, *, traditional: bool = False) -> str:
    """Full width to half width, Kangxi radicals to characters, pinyin and invisible marks out.

    With `traditional`, traditional characters become simplified ones (OpenCC `t2s`).
    """
    if text.isascii():
        return text
    return _fold_any(text, traditional)


def _fold_any(text: str, traditional: bool) -> str:
    return _fold_label(text, traditional) if len(text) < _LABEL else _fold(text, traditional)


def _fold(text: str, traditional: bool) -> str:
    if "\u202e" in text:
        text = _TURNED.sub(lambda run: run.group(1)[::-1], text)
    if _INJECTED_ANY.search(text):
        text = _KEPT_APART_ANY.sub(_kept_apart, _INVISIBLE.sub("", text))
    for wide, mark in _WIDE:
        text = text.replace(wide, mark)
    text = _MARKS_ANY.sub(_mark, unicodedata.normalize("NFKC", text))
    text = _PINYIN.sub("", text) if "(" in text else text
    if not traditional:
        return text
    # Taiwan's words are others: the characters alone would leave these
    simplified: str = _converter("t2s").convert(text)
    return simplified.replace("资讯", "信息").replace("释出", "发布")


_fold_label = lru_cache(maxsize=65_536)(_fold)  # labels come again in every report


def _kept_apart(match: re.Match[str]) -> str:
    return _KEPT_APART[ord(match.group())]


def _mark(match: re.Match[str]) -> str:
    return _MARKS[ord(match.group())]


def fold_page(page: Page) -> Page:
    """The page with every text folded; the whole document tells whether it is traditional."""
    texts: list[str] = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts += [cell.text for cell in block.cells]
    whole = _SEPARATOR.join([page.title, *texts])
    traditional = len(_TRADITIONAL.findall(whole)) >= _ENOUGH_TRADITIONAL
    title = fold(page.title, traditional=traditional)
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            text = fold(block.text, traditional=traditional)
            blocks.append(block if text == block.text else Paragraph(text, block.locator))
        else:
            cells = [
                cell
                if (text := cell.text).isascii() or (folded := _fold_any(text, traditional)) == text
                else Cell(folded, cell.row, cell.column, cell.rowspan, cell.colspan, text)
                for cell in block.cells
            ]
            blocks.append(Grid(tuple(cells), block.locator, block.spans_known, block.line))
    return Page(tuple(blocks), page.media_type, title, page.meta, page.doubts, unseen=page.unseen)

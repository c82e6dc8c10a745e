"""How Excel shows a number under a format code: scaled, rounded, hidden, or with words around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from gongkai.readers.excel.chinese_script import in_script

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
_PARTS = re.compile(r"\"[^\"]*\"|[\\!].|_.|\*.|\[[^\]]*\]|[^;]", re.DOTALL)
_TOKEN = re.compile(r"\"([^\"]*)\"|[\\!](.)|_(.)|\*(.)|\[([^\]]*)\]|([0#?.,]+)|(.)", re.DOTALL)
_LOCAL_GENERAL = re.compile(r"(?:G/)?通用格式")
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?[\d.]+)\]")
_DATE = re.compile(r"[ymdhsge]|年|月|日", re.IGNORECASE)
_INVISIBLE = re.compile(r"\[(?:white|白色|color\s*2|颜色\s*2)\]", re.IGNORECASE)
_SCRIPT = re.compile(r"\[DBNum([123])\]", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?]")
_EPOCH = datetime.date(1899, 12, 30)
_COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


def general(value: float) -> str:
    """A number without a format: as many digits as Excel has room for."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.11g}"


def shown(value: float, code: str, *, since_1904: bool = False) -> str | None:
    """What a cell with this number shows; None where the format is one that is not known here."""
    code = _LOCAL_GENERAL.sub("General", code)
    if code.lower() == "general" or not code:
        return general(value)
    section, signed = _section(value, _sections(code))
    if section is None:
        return None
    if not section.strip() or _INVISIBLE.search(section):
        return ""
    if _is_date(section):
        return _date(value, since_1904)
    number = _number(abs(value) if signed else value, section)
    script = _SCRIPT.search(section)
    return in_script(number, script.group(1), "General" in section) if script and number else number


def shown_text(text: str, code: str) -> str:
    """What a cell with this text shows: a fourth section is for texts, or a last one that has their `@`.

    An empty fourth section hides them.
    """
    sections = _sections(code)
    if len(sections) < 4 and "@" not in sections[-1]:
        return text
    if not sections[-1].strip() or _INVISIBLE.search(sections[-1]):
        return ""
    return _literal(sections[-1], text)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    out, current, at = [], "", 0
    while at < len(code):
        if code[at] == ";":
            out.append(current)
            current, at = "", at + 1
            continue
        match = _PARTS.match(code, at)
        piece = match.group() if match else code[at]
        current += piece
        at += len(piece)
    return (*out, current)


def _section(value: float, sections: tuple[str, ...]) -> tuple[str | None, bool]:
    """The section for a number, and whether it stands without its sign there."""
    numbers = sections[:3]
    if any(_CONDITION.search(s) for s in numbers):
        for section in numbers:
            found = _CONDITION.search(section)
            if found is None or _COMPARE[found.group(1)](value, float(found.group(2))):
                return section, False
        return None, False
    if len(numbers) == 1:
        return numbers[0], False
    if value < 0:
        return numbers[1], True
    if value == 0 and len(numbers) > 2:
        return numbers[2], False
    return numbers[0], False


def _is_date(section: str) -> bool:
    bare = re.sub(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]", "", section)
    return bool(_DATE.search(bare)) and not _DIGITS.search(bare)


def _date(value: float, since_1904: bool) -> str | None:
    days = int(value) + (1462 if since_1904 else 0)
    if not 0 < days < 100_000:
        return None
    return (_EPOCH + datetime.timedelta(days=days)).isoformat()


def _literal(section: str, text: str) -> str:
    out = []
    for quoted, escaped, _, _, bracket, digits, other in _TOKEN.findall(section):
        out.append(
            quoted or escaped or digits or (text if other == "@" else "" if bracket else other)
        )
    return "".join(out)


def _number(value: float, section: str) -> str | None:
    if "@" in section:
        return _literal(section, general(value))
    if "General" in section:
        return _literal(section.replace("General", "@"), general(value))
    tokens = _TOKEN.findall(section)
    pattern = "".join(digits for *_, digits, _ in tokens)
    if any(other in ("E", "e", "/") for *_, other in tokens):
        return None
    percents = sum(other == "%" for *_, other in tokens)
    drawn = _digits(value, pattern, percents) if _DIGITS.search(pattern) else ""
    if drawn is None:
        return None
    runs = _dealt(drawn, [digits for *_, digits, _ in tokens if digits])
    out: list[str] = []
    for quoted, escaped, _, _, bracket, digits, other in tokens:
        if digits:
            out.append(next(runs))
        else:
            symbol = bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
            out.append(quoted or escaped or symbol or other)
    return "".join(out).strip()


def _dealt(drawn: str, runs: list[str]) -> Iterator[str]:
    """A number's digits dealt to the runs of places that letters part, from the right: 279 as `27` and `9`."""
    if any("." in run for run in runs) or len(runs) < 2:
        yield from [drawn, *[""] * (len(runs) - 1)]
        return
    dealt: list[str] = []
    for run in reversed(runs[1:]):
        places = len(_DIGITS.findall(run))
        dealt.append(drawn[-places:] if places else "")
        drawn = drawn[:-places] if places else drawn
    yield from [drawn, *reversed(dealt)]


def _digits(value: float, pattern: str, percents: int) -> str | None:
    whole, _, places = pattern.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) if "." not in pattern else 0
    scaled += len(places) - len(places.rstrip(","))
    places = places.rstrip(",")
    grouped = "," in whole.rstrip(",") if "." not in pattern else "," in whole
    try:
        exact = Decimal(repr(value)) / (Decimal(1000) ** scaled) * (Decimal(100) ** percents)
        rounded = exact.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    text = f"{abs(rounded):f}"
    left, _, right = text.partition(".")
    least = whole.count("0")
    left = left.lstrip("0").rjust(least, "0")
    needed = len(places.rstrip("#?"))
    while len(right) > needed and right.endswith("0"):
        right = right[:-1]
    if grouped and left:
        left = f"{int(left):,}" if left.strip("0") else left
    sign = "-" if rounded < 0 else ""
    return sign + left + (f".{right}" if right or (places and needed) else "")

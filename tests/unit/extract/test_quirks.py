"""Every way in which real pages were seen to differ, remade on invented reports.

A quirk is a layout of the factory and a change to what it wrote. Each cell must be right; only
those below `may_doubt` may be wrong or missing, and then they must be named as doubtful.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from gongkai.errors import RefusedError
from gongkai.extract import Report, extract
from gongkai.readers import read_page
from tests.factory import Truth, random_truth, render

Change = Callable[[str], str]


@dataclass(frozen=True)
class Quirk:
    """`lost` are paths whose rows are gone: they must be null, with or without a doubt.

    `added` are cells that the change printed; with `blank_for_zero` it printed no zero.
    """

    layout: str
    change: Change
    form: str = "2021"
    may_doubt: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    habits: frozenset[str] = frozenset()
    added: dict[str, float] = field(default_factory=dict)
    blank_for_zero: bool = False


def swap(*pairs: tuple[str, str]) -> Change:
    """Replace literal text; every one of the olds must occur."""

    def change(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text

    return change


def sub(pattern: str, new: str, flags: int = 0) -> Change:
    """Replace by pattern; it must occur."""

    def change(text: str) -> str:
        assert re.search(pattern, text, flags), pattern
        return re.sub(pattern, new, text, flags=flags)

    return change


def same(text: str) -> str:
    return text


def tables_only(change: Change) -> Change:
    """Apply to the lines between the headings of section two and section five."""

    def wrapped(text: str) -> str:
        start, end = text.index("二、主动公开政府信息"), text.index("五、存在的主要问题")
        return text[:start] + change(text[start:end]) + text[end:]

    return wrapped


def fuse(text: str) -> str:
    """Every cell of a row without a separator between it and the next."""
    return re.sub(r"(?<=\S) (?=\S)", "", text)


def bars(text: str) -> str:
    """Cells parted by lines that hold a single bar."""
    return re.sub(r"\n(?=[^\n])", "\n|\n", text)


def wrapped(width: int) -> Change:
    """Hard line breaks, as text taken out of a PDF has them, and bare page numbers."""

    def change(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            lines += [line[i : i + width] for i in range(0, len(line), width)] or [""]
        return "\n".join(
            line if n % 41 else f"{line}\n- {n // 41} -" for n, line in enumerate(lines, 1)
        )

    return change


def chain(*changes: Change) -> Change:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


def turned(text: str) -> str:
    """Figures that are written backwards and turned by marks that nobody sees."""
    return re.sub(
        r"(?<=\| )\d{2,}(?= \|)", lambda match: f"\u202e{match.group()[::-1]}\u202c", text
    )


def pinyin(text: str) -> str:
    return re.sub(r"([主动公开政府信息行规章制本年新收])", r"\1(zhèn)", text)


_RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"

TABLES: dict[str, Quirk] = {
    "cell_per_line": Quirk("text_cell_lines_spaced", same),
    "cell_per_line_nb": Quirk("text_cell_lines", same),
    "pipe_row": Quirk("text_pipe", same),
    "pipe_lead": Quirk("text_markdown", same),
    "pipe_cell": Quirk("text_pipe_cell", same),
    "cell_bar": Quirk("text_cell_lines", tables_only(bars)),
    "pipe_nl": Quirk("text_markdown", tables_only(sub(r" ?\| (?=\S)", " | \n "))),
    "space_row": Quirk("text_space_row", same),
    "run_together": Quirk(
        "text_space_row", tables_only(fuse), may_doubt=("disclosure", "requests", "reviews")
    ),
    "one_paragraph": Quirk("text_one_paragraph", same),
    "layout_table": Quirk(
        "text_pipe",
        lambda t: re.sub(
            r"(?m)^(?=[^|\n]+$)", "", re.sub(r"(?m)^([^|\n]+)$", r"\1 | " + "|" * 200, t)
        ),
    ),
    "header_split": Quirk("text_cell_lines", same, habits=frozenset({"header_split"}), form="2019"),
    "header_split space": Quirk(
        "text_pipe", swap(("科研机构", "科研 机构"), ("社会公益组织", "社会公益 组织"))
    ),
    "header_truncated": Quirk(
        "text_pipe", same, habits=frozenset({"header_truncated"}), form="2019"
    ),
    "rowlabel_split": Quirk(
        "text_cell_lines",
        swap(("（三）不予公开", "（三）\n不予公开"), ("（五）不予处理", "（五）\n不予\n处理")),
    ),
    "row_missing": Quirk("text_cell_lines", swap(("第二十条第（一）项\n", ""))),
    "section_part_missing": Quirk(
        "text_cell_lines",
        sub(r"第二十条第（一）项.*?(?=第二十条第（五）项)", "", re.DOTALL),
        lost=("disclosure.regulations", "disclosure.normative_documents"),
    ),
    "caption_row": Quirk(
        "text_pipe", swap(("第二十条第（一）项", "主动公开政府信息情况 | | ||\n第二十条第（一）项"))
    ),
    "text_in_table_section": Quirk(
        "text_cell_lines",
        swap(("第二十条第（一）项", "全镇的栏目由专人照看，每周核对。\n第二十条第（一）项")),
    ),
    "cell_padding": Quirk("html_bare", same, habits=frozenset({"cell_padding"})),
    "doc_wrap": Quirk(
        "text_cell_lines", lambda t: re.sub(r"([\u4e00-\u9fff]{24})(?=[\u4e00-\u9fff])", r"\1 ", t)
    ),
    "figure_caption": Quirk(
        "text_cell_lines",
        swap(("第二十条第（一）项", "图1 主动公开情况表\n表1 主动公开\n第二十条第（一）项")),
    ),
    "lbl_no_admin": Quirk("text_cell_lines", same, habits=frozenset({"no_admin"})),
    "lbl_year_inserted": Quirk("text_tab", same, habits=frozenset({"year_in_header"})),
    "lbl_truncated": Quirk(
        "text_cell_lines", swap(("现行有效件数", "现行有效件"), ("本年制发件数", "本年发件"))
    ),
    "lbl_truncated 2019": Quirk("text_pipe", swap(("本年增/减", "本年增/")), form="2019"),
    "lbl_inner_space": Quirk("text_cell_lines", swap(("规章\n", "规 章\n"))),
    "inner_space_in_label": Quirk(
        "text_pipe", swap(("只计这一情形", "只计 这一情 形"), ("行政机关不再", "行政机 关不再"))
    ),
    "lbl_lost numbering": Quirk(
        "text_cell_lines",
        sub(r"(?m)^\d\.(?=属于|其他法|危及|保护|本机|没有|补正|信访|重复|要求|无正|申请)", ""),
    ),
    "lbl_lost blank": Quirk("text_pipe", swap(("规章 |", " |"))),
    "lbl_lost rows": Quirk(
        "text_tab", swap(("3.补正后申请内容仍不明确", ""), ("1.信访举报投诉类申请", ""))
    ),
    "lbl_long_notes": Quirk(
        "text_tab",
        swap(
            (
                "规范性文件\t",
                "规范性文件（以本机关名义印发且在有效期内的决定、意见、通知，以及标题采用其他文种的文件）\t",
            ),
            ("本年增/减", "本年增/减（比上一年增加或减少的事项数量，减用负值表示，如 -8）"),
            ("行政许可\t", "行政许可（按实施清单上的主项计数，不计子项和办理项）\t"),
        ),
        form="2019",
    ),
    "extra_row": Quirk(
        "text_pipe",
        swap(("第二十条第（五）项", "其他主动公开文件 | 186 | 86 | 255 |\n第二十条第（五）项")),
        form="2019",
        added={
            f"disclosure.other_documents.{m}": n
            for m, n in (("made", 186), ("newly_disclosed", 86), ("disclosed_total", 255))
        },
    ),
    "head_renamed": Quirk(
        "text_cell_lines",
        swap(
            ("一、总体情况", "一、工作概况"),
            ("二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况"),
        ),
    ),
    "head_number_lost": Quirk(
        "text_cell_lines",
        swap(
            ("二、主动公开政府信息情况", "、主动公开政府信息情况"),
            ("三、收到和处理", "、收到和处理"),
        ),
    ),
    "sub_style_123": Quirk(
        "text_cell_lines", sub(r"（[一二三四五]）(?=主动公开|依申请公开|政府信息管理)", "1.")
    ),
    "docno_bracket_variant": Quirk("text_tab", sub(r"〔2021〕", "【2021】")),
    "unbalanced_paren": Quirk(
        "text_tab",
        swap(("（三）不予公开", "三）不予公开"), ("（二）部分公开（区分", "二)部分公开(区分")),
    ),
    "pinyin_mirror": Quirk("text_pipe", pinyin),
    "trad_mirror": Quirk("html_traditional", same),
    "trad_bad_conversion": Quirk(
        "html_traditional",
        lambda t: t.replace("只計", "隻計").replace("強制", "強製"),
    ),
    "trad_tw_vocab": Quirk("html_traditional", swap(("規範性文件", "規範性檔案"))),
    "number in full width": Quirk(
        "text_pipe", lambda t: t.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    ),
    "numbers shown from their end": Quirk("text_pipe", tables_only(turned)),
    "zero as letter": Quirk("text_pipe", tables_only(sub(r"\| 0(?= \|)", "| O"))),
    "zero with decimals": Quirk("text_tab", tables_only(sub(r"\t0(?=\t)", "\t0.0"))),
    "labels without brackets": Quirk("text_cell_lines", sub(r"（一）予以公开", "予以公开")),
    "repeated header": Quirk(
        "text_pipe",
        swap(
            (
                "（四）无法提供",
                "申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n（四）无法提供",
            )
        ),
    ),
    "page numbers between rows": Quirk(
        "text_space_row",
        swap(
            ("（四）无法提供", "- 3 -\n（四）无法提供"),
            ("（五）不予处理", "第 4 页\n（五）不予处理"),
        ),
    ),
    "blank lines within": Quirk("text_tab", swap(("（三）不予公开", "\n\n（三）不予公开"))),
    "nbsp": Quirk("html_word", swap(("<td", "\xa0<td"), ("规章<", "&nbsp;规&nbsp;章&nbsp;<"))),
    "quotes": Quirk("text_tab", swap(("“三安全一稳定”", '"三安全一稳定"'))),
    "row order swapped labels kept": Quirk("text_tab", swap(("第三方合法权益", "第三人合法权益"))),
    "heading_lost": Quirk(
        "text_cell_lines",
        sub(r"(?m)^(?:一、总体情况|五、存在的主要问题及改进情况|六、其他需要报告的事项)\n", ""),
        may_doubt=("narrative",),  # where its problems begin is no longer told
    ),
    "cover_page": Quirk("text_cell_lines", lambda t: t.split("\n")[0] + "\n" * 30 + t),
    "nav before": Quirk(
        "text_cell_lines",
        lambda t: (
            "首页 > 政务公开 > 年报\n网站标识码：0000000000 京ICP备00000000号\n2019年12月3日 星期二\n"
            + t
        ),
    ),
    "pipe merged zeros": Quirk(
        "text_pipe",
        sub(r"(?m)^(.*重复申请) \|(?: 0 \|){7}.*$", r"\1 | 0 | ||||||||"),
        habits=frozenset(),
        may_doubt=("requests.declined_repeat",),
    ),
    "reviews in two tables": Quirk(
        "text_pipe",
        sub(
            r"行政复议 \| 行政诉讼.*\n.*\n.*\n((?:\d+ \| ){5})((?:\d+ \| ){9}\d+ \|)",
            f"行政复议 | ||||\n{_RESULTS}\n\\1|\n"
            f"行政诉讼 | |||||||||\n未经复议直接起诉 | 复议后起诉 | |||||||||\n{_RESULTS * 2}\n\\2||",
        ),
    ),
    "numbers with their unit": Quirk(
        "text_cell_lines_spaced", tables_only(sub(r"(?m)^(\d+)$", r"\1 件"))
    ),
    "zero in words": Quirk("text_pipe", tables_only(sub(r"\| 0(?= \|)", "| 零"))),
    "first zero in words": Quirk(
        "html_bare", swap(("<td>0</td>", "<td>零</td>")), habits=frozenset()
    ),
    "blank cells a line": Quirk(
        "text_pipe_cell",
        tables_only(sub(r"(?m)^0 \|$", " |")),
        may_doubt=("disclosure", "requests", "reviews"),
        blank_for_zero=True,
    ),
    "markdown that is mostly blank": Quirk(
        "text_markdown",
        tables_only(sub(r"(?<=\| )0 (?=\|)", " ")),
        may_doubt=("reviews",),
        blank_for_zero=True,
    ),
    "prose that counts results": Quirk(
        "text_cell_lines",
        swap(
            (
                "二、主动公开政府信息情况",
                "本年度复议\n1件，未经复议直接起诉2件，结果维持1件、尚未审结1\n件。\n二、主动公开政府信息情况",
            )
        ),
        may_doubt=("narrative.reconsiderations",),  # the report also says that there was none
    ),
    "arabic parts of section one": Quirk(
        "text_cell_lines",
        chain(
            sub(r"（一）主动公开[^。\n]*[。\n]", "1、主动公开情况\n"),
            sub(r"（二）依申请公开[^。\n]*[。\n]", "2、依申请公开情况\n"),
        ),
    ),
    "html merged zeros": Quirk(
        "html_bare",
        sub(r"(<td[^>]*>[^<]*重复申请</td>)(?:<td>0</td>){7}", r'\1<td colspan="7">0</td>'),
        habits=frozenset(),
    ),
}


def truths(form: str, habits: frozenset[str] = frozenset()) -> list[Truth]:
    return [
        random_truth(random.Random(seed), form=form, quiet=quiet, label_habits=habits)
        for seed, quiet in ((11, True), (12, False), (13, False), (14, False))
    ]


def read(truth: Truth, quirk: Quirk) -> Report:
    made = render(truth, quirk.layout)
    text = quirk.change(made.body.decode())
    return extract(read_page(text.encode(), f"x.{made.extension}"))


def faults(truth: Truth, report: Report, quirk: Quirk) -> list[str]:
    """What is wrong in silence, and what is doubted without need."""
    doubted = [d.where for d in report.doubts]
    out = []
    for path, want in truth.figures.items():
        figure = report.figures.get(path)
        got = figure.value if figure else None
        if path.startswith(quirk.lost or ("-",)):
            want = None
        want = quirk.added.get(path, want)
        if quirk.blank_for_zero and not want:
            want, got = None, got or None
        is_doubted = any(path == d or path.startswith(d + ".") for d in doubted)
        if got != want and not (is_doubted and path.startswith(quirk.may_doubt or ("-",))):
            out.append(f"{path}: {want} read as {got}{' (doubted)' * is_doubted}")
    allowed = quirk.may_doubt + quirk.lost
    out += [
        f"doubt: {d.where}: {d.why}"
        for d in report.doubts
        if not d.where.startswith(allowed or ("-",)) and d.where not in allowed
    ]
    return out


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    quirk = TABLES[name]
    for truth in truths(quirk.form, quirk.habits):
        report = read(truth, quirk)
        assert report.form == truth.form
        assert report.year == truth.year
        assert not faults(truth, report, quirk)[:6]


def test_repeated_lines_removed() -> None:
    """What an extractor left of a page after it dropped every line it had seen before."""
    for truth in truths("2021"):
        lines = render(truth, "text_cell_lines").body.decode().splitlines()
        text = "\n".join(dict.fromkeys(lines))
        with pytest.raises(RefusedError):
            extract(read_page(text.encode(), "x.txt"))

"""The last page: method, sources and limits, and the statement a made-up county must bear."""

from __future__ import annotations

from gongkai.pack.data.book import DIMENSIONS, Book
from gongkai.pack.data.page_parts import Heading, Notice, Page, Paragraph, Part

FICTIONAL = "所用数据全部为虚构示例，县、乡镇及各项数字均不存在，仅供演示，不得引用。"
"""What a pack over a made-up county must say on its first and last page."""


def method(book: Book, source: str) -> Page:
    """Where the data come from, how points are given, and what the pack cannot say."""
    deadline = f"{book.deadline:%Y-%m-%d}" if book.deadline else "未设定"
    basis = f"（依据：{book.deadline_basis}）" if book.deadline_basis else ""
    matters = (
        (
            "数据从哪里来",
            "逐份读取各单位公开发布的政府信息公开工作年度报告，原件原样保存，每个数字都可"
            "追到原件中的位置。“未见报告”指收集到的文件中没有，不等于没有发布。",
        ),
        (
            "期限",
            "《政府信息公开条例》第四十九条只规定了县级以上人民政府部门和主管部门公布年度报告的"
            f"日期，没有写明乡镇的期限。{book.year} 年度采用的期限为 {deadline}{basis}。"
            "发布日期不明的不作逾期。",
        ),
        (
            "得分与名次",
            "满分 100 分，分为" + "、".join(DIMENSIONS.values()) + "六个维度。不适用的项目"
            "退出分母，覆盖率表示可以判断的分值占比。同分同名次；未见报告列于末尾，不作零分。名次区间是"
            "各维度权重在上下各 25% 内随机变动 1,000 次后名次的第 5 至第 95 百分位。",
        ),
        ("存疑不是过错", "读数没有把握的，标为存疑，交人工复核，不扣分，也不列入问题清单。"),
        ("空白不是零", "报告中空白的格按空白保存，不当作零；合计只加印出的数字。"),
        (
            "不看多少",
            "公开条数和申请件数多少不计分。表格全为零时各项等式自然成立，因此另列有实质数据的"
            "核查项数。",
        ),
        ("用途的限度", "本图册由程序从公开文件整理，供监督检查参考；正式认定问题前应核对原件。"),
    )
    parts: list[Part] = [Notice(FICTIONAL)] if book.is_fictional else []
    for heading, text in matters:
        parts += [Heading(heading), Paragraph(text)]
    version = f"规则版本 {book.run.rubric_version}，" if book.run.rubric_version else ""
    parts.append(Paragraph(f"{version}数据批次 {book.run.run_id or '未记录'}。"))
    return Page(
        anchor="method",
        topic="方法、来源与限度",
        title="方法、来源与限度",
        parts=tuple(parts),
        source=source,
    )

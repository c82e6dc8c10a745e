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
            "追到原件中的位置。每个单位每年度有一种状态：已读、部分未读、待选版本、已收未读、列表未读完、"
            "未见报告；应查之处均已查过而没有的，才称“未见报告”，也不等于没有发布。",
        ),
        (
            "期限",
            "《政府信息公开条例》第四十九条只规定了县级以上人民政府部门和主管部门公布年度报告的"
            f"日期，没有写明乡镇的期限，所以只按县里通知的期限计分。{book.year} 年度"
            + (
                f"的期限为 {deadline}{basis}。"
                if book.is_deadline_set
                else f"没有县里的通知，条例日期 {deadline} 仅供参考，不计分。"
            )
            + "日期以印出的、网页自带的、收取时所见的先后为准；定不下来的待核，不作逾期。",
        ),
        (
            "得分与名次",
            "得分＝得到的分值÷可以判定的分值，满分 100，分为"
            + "、".join(DIMENSIONS.values())
            + "六个维度。"
            "法规不要求的退出分母；报告没有印出所需内容的不得分，删减报告不会使得分变高；程序没有看到或"
            "存疑的退出分母，计入上下限。看到不足九成、设有期限而日期不明、有待选定版本的为待核，不排名。"
            "覆盖率是可判定的分值占满分的比例，不适用的使它变低；看到的几成，是可判定的占可判定与未能看到之和。"
            "名次按印出的一位小数，同分同名次。名次区间是各核查项、各维度权重分别在上下各 25% 内随机变动"
            "1,000 次后名次的第 5 至第 95 百分位。" + _weights(book),
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


def _weights(book: Book) -> str:
    """What each dimension weighs in fact, beside its points; nothing where the scores do not differ."""
    told = [
        f"{DIMENSIONS[name]} {points:g} 分，占 {share:.0%}"
        for name, (points, share) in book.weights.items()
        if share is not None and name in DIMENSIONS
    ]
    return f"各维度的分值与其实际占得分差异（方差）的比例：{'；'.join(told)}。" if told else ""

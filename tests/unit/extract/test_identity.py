"""Whose report, of which year, published when: titles, dates and page furniture as sites have them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

import pytest

from gongkai.errors import NotAReportError
from gongkai.extract import Report, extract
from gongkai.extract.identity.names import issuers
from gongkai.readers import read_page

_BODY = """一、总体情况
（一）主动公开
{year}全年主动公开政府信息88条。
（二）依申请公开
我镇未收到政府信息公开申请。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
更新不够及时，来年改进。
六、其他需要报告的事项
无。
"""
_DAY = datetime.date(2024, 1, 16)


@dataclass(frozen=True)
class Page:
    """Lines above the body, lines below, and what must be found; `doubted` are paths to be named."""

    head: str
    unit: str | None = "云溪示范镇"
    year: int | None = 2023
    day: datetime.date | None = None
    foot: str = ""
    body_year: str = ""
    doubted: tuple[str, ...] = ()
    url: str | None = None


T = "示例县云溪示范镇2023年政府信息公开工作年度报告\n"
PAGES = {
    "title": Page(T),
    "年度 doubled": Page("云溪示范镇2023年度政府信息公开工作年度报告\n"),
    "called otherwise": Page("现将示例县云溪示范镇2023年信息公开工作汇报如下。\n"),
    "with a word within": Page("标 题 云溪示范镇2023年政务信息公开工作开展年度报告\n"),
    "split": Page("示例县云溪示范镇2023年政府信息\n公开工作年度报告\n"),
    "year first": Page("2023年云溪示范镇政府信息公开工作年度报告\n"),
    "unit on its own line": Page("云溪示范镇\n2023年政府信息公开工作年度报告\n"),
    "government": Page("示例县云溪示范镇人民政府2023年政府信息公开工作年度报告\n"),
    "on three lines": Page("云溪示范镇\n2023年政府信息公开\n工作年度报告\n"),
    "the way to it names another": Page(
        "首页 > 信息公开 > 示例县云溪示范乡信息公开年报\n示例县云溪示范镇2023年政府信息公开工作年度报告\n"
    ),
    "the site's column": Page("示例县政府信息公开工作年度报告专栏\n" + T),
    "tag": Page("[公开年报]" + T),
    "made below": Page("2023年政府信息公开工作年度报告\n示例县云溪示范镇编制 2024年1月\n"),
    "date, name and reads": Page(
        T + "2024-01-16 10:02:51 示例县云溪示范镇人民政府 阅读 19\n", day=_DAY
    ),
    "a kind that seldom reports": Page(
        "示例县气象台2023年政府信息公开工作年度报告\n", "示例县气象台"
    ),
    "a kind that seldom reports, below its title": Page(
        "2023年政府信息公开工作年度报告\n示例县气象台\n", "示例县气象台"
    ),
    "a kind that is not known": Page(
        "示例县气象2023年政府信息公开工作年度报告\n", "示例县气象", doubted=("unit",)
    ),
    "a name that is not understood": Page(
        "教体系统2023年政府信息公开工作年度报告\n", None, doubted=("unit",)
    ),
    "a website is no body": Page("示例县政府门户网站2023年政府信息公开工作年度报告\n", None),
    "date, author and origin": Page(T + "2024年1月16日　作者：秘书科　出处：本站\n", day=_DAY),
    "name, date and clicks": Page(T + "示例市示例县 2024-01-16 浏览3次\n", day=_DAY),
    "date and buttons": Page(T + "2024-01-16 来源：示例镇 【打印】【纠错】\n", day=_DAY),
    "bare date in words": Page(T + "二〇二四年一月十六日 浏览3次\n", day=_DAY),
    "modified": Page(T + "修改时间：2024-01-16 浏览3次\n", day=_DAY),
    "date of a rule": Page(T + "本报告按2024年1月16日印发的通知编制，请核对\n"),
    "until a date": Page(T + "数据截至 2024-01-16\n"),
    "date and website": Page(T + "2024-01-16 08:50 示例县人民政府门户网站\n", day=_DAY),
    "date behind the title": Page(T.strip() + " 2024-01-16\n", day=_DAY),
    "published in brackets": Page(T + "（2024年1月16日发布）\n", day=_DAY),
    "added": Page(T + "添加时间：2024-01-16 17:25:42\n", day=_DAY),
    "block and preamble": Page(
        "发布时间：2024-01-16　来源：镇办　访问次数：174\n"
        "示例县云溪示范镇根据《条例》的规定，现将2023年政府信息公开工作年度报告公布如下。\n",
        day=_DAY,
    ),
    "twice": Page("2023年政府信息公开工作年度报告\n云溪示范镇\n" + T),
    "year in brackets": Page("云溪示范镇政府信息公开工作年度报告（2023年）\n"),
    "text version": Page("云溪示范镇2023年政府信息公开工作年度报告（文字版）\n"),
    "site suffix": Page(
        "云溪示范镇2023年政府信息公开工作年度报告_政府信息公开年度报告_示例县人民政府网站\n"
    ),
    "no year in title": Page("云溪示范镇政府信息公开工作年度报告\n", body_year="2023年，"),
    "no year anywhere": Page("云溪示范镇政府信息公开工作年度报告\n", year=None, doubted=("year",)),
    "no title": Page("根据条例，由云溪示范镇人民政府编制本报告。\n", body_year="2023年，"),
    "chinese year": Page("云溪示范镇二〇二三年政府信息公开工作年度报告\n"),
    "letter year": Page("云溪示范镇二O二三年政府信息公开工作年度报告\n"),
    "old name": Page("云溪示范镇2023年政府信息公开工作情况报告\n"),
    "year report": Page("云溪示范镇2023年政府信息公开年报\n"),
    "street": Page("柳岸示范街道办事处2023年政府信息公开工作年度报告\n", unit="柳岸示范街道办事处"),
    "rare character": Page("示例县𠙶山镇2023年政府信息公开工作年度报告\n", unit="𠙶山镇"),
    "keyword injected": Page(
        "浙江省puroview.com溪下乡人民政府2023年政府信息公开工作年度报告\n",
        unit="溪下乡",
        doubted=("unit",),
    ),
    "wrong year in text": Page(
        "《云溪示范镇2022年政府信息公开工作年度报告》\n" + T.replace("2023", "2022"),
        year=2022,
        doubted=("year",),
        body_year="统计期限为2023年1月1日至2023年12月31日。",
    ),
    "date and time": Page(T + "发布时间：2024-01-16 10:37 浏览次数：\n", day=_DAY),
    "date": Page(T + "发布日期: 2024-01-16\n", day=_DAY),
    "date in words": Page(T + "发布日期：2024年01月16日\n", day=_DAY),
    "slashes": Page(T + "时间: 2024/01/16/ 17:33\n", day=_DAY),
    "month only": Page(T + "（2024年1月）\n"),
    "address": Page(
        T, url="http://www.example.gov.cn/zfxxgknb/202401/t20240116_4755107.htm", day=_DAY
    ),
    "address of an article": Page(
        T, url="http://www.example.gov.cn/art/2024/1/16/art_1_2.html", day=_DAY
    ),
    "signature is no publication": Page(T, foot="云溪示范镇人民政府\n2024年1月10日\n"),
    "two dates": Page("生成日期：2024-01-05 发布时间：2024-01-16\n" + T, day=_DAY),
    "clock of the site": Page(
        "今天是2019年12月3日 星期二\n" + T + "发布时间：2024-01-16\n", day=_DAY
    ),
    "metadata inline": Page(T + "作者： 来源：云溪示范镇 发布时间：2024-01-16 浏览：-\n", day=_DAY),
    "metadata list": Page(
        "索引号\nslxyxz/2024-00001\n发布机构\n云溪示范镇\n发布日期\n2024-01-16\n" + T, day=_DAY
    ),
    "metadata piped": Page("索引号: | SL1/2024-1 | 发布日期: | 2024-01-16\n" + T, day=_DAY),
    "label twice": Page(T + "信息来源：\n信息来源：云溪示范镇\n发布日期：2024-01-16\n", day=_DAY),
    "empty label": Page(T + "更新时间：2024-01-18 发布时间： |\n", day=datetime.date(2024, 1, 18)),
    "published late": Page(T + "发布时间：2024-06-15\n", day=datetime.date(2024, 6, 15)),
    "navigation": Page("网站首页 > 政务公开 > 法定主动公开内容 > 年报\n无障碍 长者模式\n" + T),
    "footer first": Page(
        "网站标识码：0000000000 示ICP备00000000号 主办：示例县人民政府办公室\n" + T
    ),
    "wrong issuer": Page("发布机构：示例县融媒体中心\n" + T),
    "counter": Page(T + "点击数:- 【字体：大 中 小】\n"),
    "named in the opening": Page(
        "为保障群众知情权，根据条例规定，特编制云溪示范镇2023年政府信息公开工作年度报告，"
        "数据的统计范围是全年，此后如有更正将另行公告，欢迎登录县政府网站查阅报告全文并提出宝贵意见。\n"
    ),
    "named in a long opening": Page(
        "依据条例和国务院办公厅关于印发年度报告格式的通知要求，现向社会公布示例县云溪示范镇2023年政府信息公开工作"
        "年度报告。全文包括总体情况、主动公开情况、申请情况、复议诉讼情况、问题和其他事项六个部分。\n"
    ),
    "our town": Page(
        "云溪示范镇\n2023年政府信息公开工作年度报告\n按照县政府办公室安排，现将我镇2023年政府信息公开工作情况报告如下：\n"
    ),
    "bureau": Page(
        "示例县住房和城乡建设局2023年政府信息公开工作年度报告\n本年度报告由示例县住房和城乡建设局编制。\n",
        unit="住房和城乡建设局",
    ),
    "title said twice in a line": Page(
        "云溪示范镇2023年政府信息公开工作年度报告 云溪示范镇2023年政府信息公开工作年度报告 本年度报告由云溪示范镇编制\n"
    ),
    "way through the site": Page(
        "您的位置：首页>>政府信息公开>>政府信息公开年报>>云溪示范镇\n" + T
    ),
    "menu with a guide": Page("政府信息公开指南\n政府信息公开制度\n政府信息公开年报\n" + T),
    "menu with interpretations": Page("首页 | 政务公开 | 政策解读 | 互动交流\n" + T),
    "neighbour": Page(T, foot="上一篇：青禾示范乡2022年政府信息公开工作年度报告\n"),
    "table of contents": Page(
        T + "目录\n一、总体情况………1\n六、其他需要报告的事项………7\n" + T + "发布时间：2024-01-16\n",
        day=_DAY,
    ),
    "Taiwan's words": Page(
        "示例縣雲溪示範鎮2023年政府資訊公開工作年度報告\n釋出時間：2024-01-16\n", day=_DAY
    ),
    "year of a notice": Page(
        "依据国办公开办函〔2021〕30号文件要求，现向社会公布示例县住房和城乡建设局2023年度政府信息公开工作年度报告，"
        "全文包括总体情况、主动公开政府信息情况、收到和处理申请情况、复议诉讼情况、问题和其他事项六个部分。\n",
        unit="住房和城乡建设局",
    ),
    "broken behind the year": Page("示例县云溪示范镇人民政府2023年\n政府信息公开工作年度报告\n"),
    "bureau of a city not named": Page(
        "市应急示范局2023年政府信息公开工作年度报告\n", unit="市应急示范局"
    ),
    "issuer of a city not named": Page(
        "发布机构：市水务示范局\n", unit="市水务示范局", body_year="2023年，我局"
    ),
    "whole name before a short one": Page("发布机构：区水务示范局\n" + T),
    "compiled by a bureau": Page(
        "本年度报告由示例区民政示范局汇总编制。\n", unit="示例区民政示范局", body_year="2023年，"
    ),
    "compiled to this end": Page(
        "为提升透明度，云溪示范镇人民政府特此编制2023年度政府信息公开工作年度报告。\n"
    ),
    "date in the site's own block": Page(
        "| 公开目录 | 政府信息公开年报 | 发布日期 | 2024-01-16 |\n" + T, day=_DAY
    ),
    "date broken by a line": Page("发布机构：示例县 发布日期：2024-01-\n16\n" + T, day=_DAY),
}

PAGES |= {
    "words of the title in disorder": Page(
        "示例县云溪示范镇2023年政府信息公开工作告年度报\n来源：示例县人民政府办公室\n"
    ),
    "the site's tools above": Page(
        "示例县人民政府\n2019年12月3日星期二\n无障碍 无障碍 简体 | 繁体 长者模式\n" + T,
    ),
    "date right behind the source": Page(
        T + "来源:示例县人民政府时间:2024-01-16浏览量:\n", day=_DAY
    ),
    "unit below its title": Page(
        "2023年政府信息公开工作年度报告\n示例经开区(临江)管委会\n", unit="示例经开区(临江)管委会"
    ),
    "put up by the county's office": Page(
        "来源：示例县人民政府办公室\n", None, body_year="2023年，"
    ),
    "put up by a street that speaks": Page(
        "发布机构：柳岸示范办事处\n", "柳岸示范办事处", body_year="2023年，我街道我街道"
    ),
    "farm": Page("青禾示范场2023年政府信息公开工作年度报告\n", "青禾示范场"),
    "organ of a bureau": Page(
        "示例市水务示范局机关2023年政府信息公开工作年度报告\n", "示例市水务示范局机关"
    ),
    "named as what the report covers": Page(
        "本报告依据条例制作。全文包括示例县云溪示范镇政府信息公开总体情况等六个部分。\n",
        body_year="2023年，",
    ),
    "everybody is no unit": Page(
        "本报告综合各乡镇政府信息公开工作情况编制而成。\n", None, body_year="2023年，"
    ),
    "clock of the site alone": Page("示例市样例区人民政府\n2019年12月3日星期二\n" + T),
    "clock of the site and a date": Page(
        "2019年12月3日 星期二\n" + T + "2024-01-16 10:37\n", day=_DAY
    ),
    "labels above their values": Page(
        "索引号 | 公开方式 | 发布机构 | 发布日期 |\n11/2024-1 | 主动公开 | 示例县云溪示范镇 | 2024-01-16 |\n",
        day=_DAY,
        body_year="2023年，",
    ),
}

REFUSED = {
    "training": "云溪示范镇召开政府信息公开年度报告编制培训会\n近日，云溪示范镇召开培训会，讲解2023年政府信息公开工作年度报告怎样编写。\n会议要求按时上报。\n",
    "interpretation": "【文字解读】云溪示范镇2023年政府信息公开工作年度报告解读\n一、编制背景\n条例要求每年公布。\n二、编制依据\n条例第五十条。\n三、主要内容\n全文六个部分。\n",
    "list": "政府信息公开年报\n"
    + "".join(
        f"云溪示范镇{y}年政府信息公开工作年度报告 {y + 1}-01-15\n" for y in range(2019, 2024)
    ),
    "list of units": "2023年政府信息公开年报\n"
    + "".join(
        f"{u}2023年政府信息公开工作年度报告 2024-01-1{n}\n"
        for n, u in enumerate(
            ("云溪示范镇", "青禾示范乡", "柳岸示范街道", "示例县教育局", "示例县民政局")
        )
    ),
    "log-in": "统一身份认证平台\n用户名\n密码\n登录\n忘记密码\n政府信息公开年度报告填报系统\n",
    "404": "404\n您访问的页面不存在或已被删除\n返回首页\n政府信息公开年报\n",
    "summary": "示例县2023年政府信息公开工作年度报告发布情况\n截至2024年1月31日，全县共有45个单位按时发布2023年政府信息公开工作年度报告，其中乡镇18个、部门27个。\n县政府办公室将继续抽查。\n",
    "empty form": "政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n四、政府信息公开行政复议、行政诉讼情况\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n",
    "law": "中华人民共和国政府信息公开条例\n第四十九条 县级以上人民政府部门应当在每年1月31日前提交上一年度政府信息公开工作年度报告并向社会公布。\n第五十条 政府信息公开工作年度报告应当包括下列内容。\n",
    "guide": "云溪示范镇政府信息公开指南\n首页 > 政务公开 > 政府信息公开年报\n为便于获取政府信息，编制本指南。\n一、主动公开\n公开范围：机构职能等。\n二、依申请公开\n受理机构：党政办。\n三、监督\n可以申请行政复议或者提起行政诉讼。\n四、年度报告\n每年1月31日前公布政府信息公开工作年度报告。\n上一篇：云溪示范镇2022年政府信息公开工作年度报告\n",
    "picture": "一图读懂|云溪示范镇2023年政府信息公开工作年度报告\n主动公开：全年公开信息88条\n依申请公开：收到申请3件\n行政复议：0件\n点击查看报告全文\n",
    "party": "云溪示范镇2023年党务公开工作年度报告\n一、总体情况\n公开党务信息86条。\n二、主动公开情况\n组织建设23条。\n三、存在的问题\n四、下步打算\n",
    "self-check": "云溪示范镇关于政务公开工作的自查报告\n县政府办：\n现将自查情况报告如下。\n一、主动公开情况\n公开信息96条。\n二、依申请公开情况\n收到1件。\n三、存在问题\n四、整改措施\n",
    "interpretation without a title": "《云溪示范镇2023年政府信息公开工作年度报告》已经公开，现就年报内容进行如下解读。\n"
    + _BODY.format(year="2023年"),
    "blanks": "政府信息公开工作年度报告\n本报告由xx县某局编制。\n"
    + _BODY.replace("示范镇", "").format(year="2023年"),
    "model": "政府信息公开年度工作报告范文\n本年度报告由本区编制。\n" + _BODY.format(year="2023年"),
    "speech": "在全县政务公开工作推进会上的讲话\n同志们：\n2023年，全县主动公开政府信息2.3万条，依申请公开186件。从年度报告看，内容雷同。\n一、提高认识\n二、存在的问题\n三、强化监督保障\n",
    "another report": "云溪示范镇2023年法治政府建设年度报告\n首页 > 政务公开\n一、总体情况\n主动公开政府信息246条，办理行政复议1件。\n二、存在的问题\n三、下步打算\n",
    "work of the year": "云溪示范镇2023年工作总结\n首页 > 政务公开 > 政府信息公开年报\n一、经济发展\n二、政务公开\n全年主动公开信息198条，依申请公开2件。\n三、存在的问题\n四、2024年工作打算\n",
    "notice": "示例县人民政府办公室关于做好2023年政府信息公开工作年度报告编制和发布工作的通知\n各乡镇人民政府：\n请于2024年1月31日前发布年度报告。\n一、总体要求\n按照格式编制。\n二、时间安排\n按时完成。\n",
}


def read(page: Page) -> Report:
    text = page.head + _BODY.format(year=page.body_year) + page.foot
    return extract(read_page(text.encode(), "x.txt"), url=page.url)


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    page = PAGES[name]
    report = read(page)
    assert {d.where for d in report.doubts} == set(page.doubted)
    assert report.year == page.year
    assert report.published_on == page.day
    if page.unit is None:
        assert report.unit is None
        return
    assert report.unit
    assert re.fullmatch(rf"(?:示例县)?{re.escape(page.unit)}(?:人民政府)?", report.unit)


@pytest.mark.parametrize(
    ("head", "unit", "county"),
    [
        ("示例市样例区2023年政府信息公开工作年度报告\n", "示例市样例区", "样例区"),
        ("示例回族自治州样例县2023年政府信息公开工作年度报告\n", "示例回族自治州样例县", "样例县"),
        ("示例市市中区2023年政府信息公开工作年度报告\n", "示例市市中区", "市中区"),
        ("示例市市区2023年政府信息公开工作年度报告\n", "示例市市区", "示例市市区"),
        (
            "示云政〔2024〕7号样例县云溪示范镇人民政府\n云溪示范镇2023年政府信息公开工作年度报告\n",
            "云溪示范镇",
            "样例县",
        ),
        ("样例县2023年政府信息公开工作年度报告\n", "样例县", "样例县"),
        (
            "2023年云溪镇政府信息公开年度报告\n附：2023年云溪镇政府信息公开年度报告 样例区云溪镇人民政府\n",
            "云溪镇",
            "样例区",
        ),
        ("示例市城市管理示范局2023年政府信息公开工作年度报告\n", "示例市城市管理示范局", "示例市"),
        ("示例市乡村振兴示范局2023年政府信息公开工作年度报告\n", "示例市乡村振兴示范局", "示例市"),
        (
            "发布机构 县政府办公室 公文时效 有效\n云溪镇2023年政府信息公开工作年度报告\n",
            "云溪镇",
            None,
        ),
        ("自治区水务示范厅2023年政府信息公开工作年度报告\n", "自治区水务示范厅", None),
        (
            "示例经济技术开发区管理委员会2023年政府信息公开工作年度报告\n",
            "示例经济技术开发区管理委员会",
            "示例经济技术开发区",
        ),
        (
            "示例市自然资源和规划局东河分局2023年政府信息公开工作年度报告\n与东河区政府网站互通。\n",
            "示例市自然资源和规划局东河分局",
            "示例市",
        ),
        (
            "本报告的全文包括示例县和顺示范镇人民政府信息公开总体情况、主动公开情况。2023年工作已完成。\n",
            "示例县和顺示范镇人民政府",
            "示例县",
        ),
        (
            "现公布2023年示例县水务示范局政府信息公开工作情况。\n",
            "示例县水务示范局",
            "示例县",
        ),
        (  # who signed is no part of the name on the line below
            "示府〔2024〕3号 签发人:刘青江\n示例县东山示范乡人民政府 关于2023年度政府信息公开工作的报告\n",
            "示例县东山示范乡人民政府",
            "示例县",
        ),
        ("示例工业园区管委会2023年政府信息公开工作年度报告\n", "示例工业园区管委会", None),
        (
            "示例市竖市镇2023年政府信息公开工作年度报告\n竖市镇2023年政府信息公开工作年度报告\n竖市镇2023年政府信息公开年报\n",
            "竖市镇",
            "示例市",
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n《关于成立样例县云溪示范镇专班的通知》已公开。\n",
            "云溪示范镇",
            "样例县",  # the one county that the page names at all
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n来源：样例县人民政府办公室\n",
            "云溪示范镇",
            "样例县",
        ),
        (
            "发布机构 示例县云溪示范镇\n云溪示范镇2023年政府信息公开工作年度报告\n",
            "云溪示范镇",
            "示例县",
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n我镇依托样例市示例县人民政府门户网站公开信息。\n",
            "云溪示范镇",
            "示例县",
        ),
        (
            "示例市东山经济技术开发区云溪街道办事处2023年政府信息公开工作年度报告\n",
            "示例市东山经济技术开发区云溪街道办事处",
            "东山经济技术开发区",
        ),
        (
            "【图文】示例市柳岸监督管理局2023年度政府信息公开工作年度报告\n",
            "示例市柳岸监督管理局",
            "示例市",
        ),
        (
            "政府信息公开工作年报\n发布时间: 2024-01-22 15:40:00来源:云溪示范镇人民政府字号:[大 中 小]分享:\n",
            "云溪示范镇人民政府",
            None,
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n根据《示例县人民政府办公室关于编制年度报告的通知》编制。\n",
            "云溪示范镇",
            "示例县",
        ),
        (  # 天水 is of prefecture level, so that its name is no county's
            "天水市云溪示范镇2023年政府信息公开工作年度报告\n严格按照示例县政务公开工作要求办理。\n",
            "天水市云溪示范镇",
            "示例县",
        ),
        (  # the words that stand before a county's name may be a part of the city's
            "云溪示范镇2023年政府信息公开工作年度报告\n按照日照市示例县政府要求公开。\n",
            "云溪示范镇",
            "示例县",
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n见呼和浩特市政府网站。\n",
            "云溪示范镇",
            None,
        ),
        (  # but its branch in a district does, whose name it bears
            "天水市样例生态环境局2023年政府信息公开工作年度报告\n电子版见样例区人民政府网站。\n",
            "天水市样例生态环境局",
            "样例区",
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n联系地址:样例县行政大楼600室。\n",
            "云溪示范镇",
            "样例县",
        ),
        (  # of which district is not said, and no word of its kind is one
            "区城市管理局2023年政府信息公开工作年度报告\n",
            "区城市管理局",
            None,
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n2023年,样例区卫生健康委推进公开。\n",
            "云溪示范镇",
            "样例区",
        ),
        (
            "国家税务总局示例县税务局2023年政府信息公开工作年度报告\n",
            "国家税务总局示例县税务局",
            "示例县",
        ),
        (  # nor does a bureau of such a city lie in a county
            "天水市水务示范局2023年政府信息公开工作年度报告\n与示例县政府网站互通。\n",
            "天水市水务示范局",
            "天水市",
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n我县、主城区和示范园区政务公开工作已部署。\n",
            "云溪示范镇",
            None,
        ),
        (  # of which two counties is not said
            "云溪示范镇2023年政府信息公开工作年度报告\n本报告可在示例县政府网下载，也见样例县政府网。\n",
            "云溪示范镇",
            None,
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n登录政府信息公开示例县云溪示范镇栏目下载。\n",
            "云溪示范镇",
            "示例县",
        ),
        (
            "现公布2023年度云溪示范镇政府(机关)信息公开年度报告。\n",
            "云溪示范镇政府",
            None,
        ),
        (
            "图片\n首页>政府信息公开年报>乡镇街道信息公开工作年度报告\n示例日报:云溪乡2023年政府信息公开工作年度报告\n",
            "云溪乡",
            None,
        ),
        (
            "云溪示范镇2023年政府信息公开工作年度报告\n云溪示范镇位于示例县西北部,有12个村。\n",
            "云溪示范镇",
            "示例县",
        ),
        (
            "示例市公安局样例区分局2023年政府信息公开工作年度报告\n",
            "示例市公安局样例区分局",
            "样例区",
        ),
    ],
)
def test_county(head: str, unit: str, county: str | None) -> None:
    report = read(Page(head))
    assert (report.unit, report.county) == (unit, county)


@pytest.mark.parametrize(
    "text",
    [
        "云溪示范镇2010年度政府信息公开报告\n概述\n我镇推进公开工作。\n主动公开情况\n公开信息51条。\n依申请公开情况\n无申请。\n行政复议和诉讼情况\n无。\n存在的问题\n更新不快。\n",
        "本年报由云溪示范镇编制。本年报所列数据的统计期限为2014年1月1日至12月31日。\n全年主动公开信息204条。\n没有收到申请。\n没有复议、诉讼。\n问题是更新不快。\n",
        # the site's index number looks like years, and is none
        "索引号: 11330602002015184/2011-7201 组配分类: 信息公开年报\n发文日期: 2011-01-13\n2010年云溪示范镇政府信息公开年报\n一、主动公开政府信息情况\n累计主动公开政府信息204条。\n二、依申请公开政府信息情况\n受理申请1件。\n",
        # the site's block calls its kind of text a report
        "索引号: | 20/2021-003 | 公开方式: | 主动公开 |\n主题分类: | 综合类 | 体裁分类: | 报告 |\n发布机构: | 云溪示范镇 | 成文日期: | 2021-01-25 |\n根据条例，我镇编制2020年度政府信息公开工作年度报告。\n一、总体情况\n全年公开信息31条。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n没有。\n四、被申请行政复议、提起行政诉讼情况\n没有。\n",
        # whose lines were joined
        "云溪示范镇2017年政府信息公开工作年度报告。 一、概述 我镇推进公开。 二、主动公开政府信息情况 全年主动公开信息51条。 三、依申请公开情况 没有收到申请。 四、行政复议和诉讼情况 没有发生。 五、主要问题和改进措施 更新不快。\n",
        # without a title and without a period
        "引言 本报告根据《中华人民共和国政府信息公开条例》要求，由云溪示范镇编制。 一、概述 2017年，我镇推进公开。 二、主动公开情况 全年主动公开政府信息51条。 三、依申请公开情况 未发生申请受理事项。 四、咨询情况 没有咨询。 五、复议、诉讼和申诉情况 没有。 六、存在的主要问题和改进措施 更新不快。\n",
        # short, in one paragraph, without requests
        "2016年云溪示范镇政府信息公开年度报告\n示例区云溪示范镇人民政府2016年政府信息公开年度报告 报告中所列数据的统计期限自2016年1月1日起至12月31日止。 一、概述 我镇推进公开。 二、公开情况 主动公开政府信息25条。 三、行政复议、诉讼情况 没有。\n",
    ],
)
def test_report_without_numbered_headings_is_one(text: str) -> None:
    assert extract(read_page(text.encode(), "x.txt")).unit == "云溪示范镇"


def test_none_below_the_heading_of_reviews() -> None:
    text = T + _BODY.format(year="").replace("行政诉讼情况\n", "行政诉讼情况\n无\n")
    told = {f.name: f.value for f in extract(read_page(text.encode(), "x.txt")).narrative}
    assert (told["reconsiderations"], told["litigations"]) == (0, 0)


@pytest.mark.parametrize(
    "line",
    [
        "四、复议及诉讼:无",
        "四、行政复议、诉讼 全年没有发生",
        "全县没有因信息公开引起的行政复议或行政诉讼",
    ],
)
def test_reviews_told_in_the_heading_or_without_a_full_stop(line: str) -> None:
    head = "" if line[0] in "三四" else "四、政府信息公开行政复议、行政诉讼情况\n"
    text = f"{T}一、概述\n公开信息51条。\n二、依申请公开情况\n没有收到申请。\n{head}{line}\n五、存在的问题\n更新不快。\n"
    told = {f.name: f.value for f in extract(read_page(text.encode(), "x.txt")).narrative}
    assert (told["reconsiderations"], told["litigations"]) == (0, 0)


def test_each_heading_of_a_report_on_one_line_holds_what_follows() -> None:
    text = "云溪示范镇2017年政府信息公开工作年度报告。 一、概述 我镇推进公开。 二、主动公开政府信息情况 全年主动公开信息51条。 三、依申请公开情况 没有。 四、收费情况 没有收费。 五、行政复议和诉讼情况 本年没有发生。\n"
    told = {f.name: f.value for f in extract(read_page(text.encode(), "x.txt")).narrative}
    assert told == {
        "disclosed_total": 51,
        "requests_received": 0,
        "reconsiderations": 0,
        "litigations": 0,
    }


@pytest.mark.parametrize(
    "title",
    [
        "一、2023年政府信息公开工作的总体情况",
        "一、政府信息公开工作基本情况",
        "一、云溪镇2023年度信息公开概述",
        "一丶总体情况",
        "五、存在的主要问题及改进情况。",
        "五、2023年存在的主要问题及2024年工作打算",
        "五、存在的问题及不足，下一步改进措施和工作打算",
        "五、存在的主要问题及改进情况：一是更新不够及时。",
        "五、存在的主要问题及改进情况 一是更新不够及时。",
        "六、其他",
        "六、其他需要报告的事项：无。",
        "六、其他需要报告的事项无。",
        "六、没有其他需要报告的事项。",
    ],
)
def test_heading_told_in_other_words_or_with_its_text(title: str) -> None:
    plain = {
        "一": "一、总体情况",
        "五": "五、存在的主要问题及改进情况",
        "六": "六、其他需要报告的事项",
    }
    body = _BODY.format(year="").replace(plain[title[0]], title)
    report = extract(read_page((T + body).encode(), "x.txt"))
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]


def test_short_name_gives_way_to_the_registry() -> None:
    text = "市水务示范局2023年政府信息公开工作年度报告\n" + _BODY.format(year="")
    report = extract(read_page(text.encode(), "x.txt"), unit_hint="示例市水务示范局")
    assert report.unit == "示例市水务示范局"


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        (
            "现向社会公布示例县云溪镇2023年政府信息公开年度报告，由云溪镇党政办公室编制。",
            "示例县云溪镇",
        ),
        ("现将2023年示例县云溪镇人民政府信息公开工作年度报告予以公布。", "示例县云溪镇人民政府"),
        (
            "云溪镇人民政府根据有关规定，特向社会公开2023年度政府信息公开年度报告。",
            "云溪镇人民政府",
        ),
        (
            "本报告由示例区人民政府综合全区各部门和各乡镇政府信息公开工作年度报告编制而成。",
            "示例区人民政府",
        ),
        ("现将示例区云溪街道办事处2023年度政府信息工作年度报告予以公开。", "示例区云溪街道办事处"),
        ("依法按时完成云溪街道2023年政府信息公开年度报告，向社会公布。", None),
        ("2023年示例市人民政府参事室政府信息公开工作年度报告", "示例市人民政府参事室"),
        (
            "结合示例市卫生示范委员会政府信息公开工作实际,现编制2023年政府信息公开工作年度报告。",
            "示例市卫生示范委员会",
        ),
        ("医院政府信息公开工作年度报告", None),
        ("示例县林业局2023年政府信息公开工作总结及年度报告", "示例县林业局"),
        ("示例县云溪镇人民政府(盖章)2023年政府信息公开工作年度报告", "示例县云溪镇人民政府"),
        (  # a title that says of no place
            "住建局2023年政府信息公开工作年度报告\n现公布示例市住房和城乡建设局2023年政府信息公开工作年度报告。",
            "示例市住房和城乡建设局",
        ),
        ("汇总2023年度云溪乡的政务公开年度报告编制而成。", "云溪乡"),
        (
            "本报告由总体情况等六部分组成,介绍示例市水利局的信息公开情况。",
            "示例市水利局",
        ),
        (
            "根据通知要求,结合示例市卫生健康委员会实际,现编制2023年政府信息公开工作年度报告。",
            "示例市卫生健康委员会",
        ),
        ("示例县教育局2023年政府信息公开重点工作年度报告", "示例县教育局"),
        (
            "示例市柳岸区水利局\n现将区水利局2023年度政府信息公开工作情况报告如下:",
            "示例市柳岸区水利局",
        ),
        ("现公布区残联2023年政府信息公开工作年度报告。", "区残联"),
        ("2023年3月,7个乡镇发布了2022年政府信息公开年度报告。", None),
        (
            "现发布《示例区残疾人联合会2023年政府信息公开工作年度报告》。",
            "示例区残疾人联合会",
        ),
        ("现将我委2023年度政府信息公开工作报告如下:", None),
        ("按照格式要求,特向社会公布示例县云溪镇2023年政府信息公开情况。", "示例县云溪镇"),
        ("现公开示例县云溪镇2023年政府信息公开工作年度报告。", "示例县云溪镇"),
        ("柳岸办事处、柳岸园区2023年政府信息公开工作年度报告", "柳岸办事处"),
        (
            "现公布示例市柳岸办事处(柳岸园区)2023年政府信息公开工作年度报告。",
            "示例市柳岸办事处(柳岸园区)",
        ),
        ("根据通知要求,云溪镇人民政府编制了本报告。", "云溪镇人民政府"),
        (
            "示例市柳岸区司法局(区行政复议局)根据《政府信息公开条例》等规定编制本报告。",
            "示例市柳岸区司法局(区行政复议局)",
        ),
        ("本报告依据条例要求,结合云溪乡人民政府2023年政府信息公开工作编制而成。", "云溪乡人民政府"),
        ("由云溪镇党政综合办公室编制完成本报告。", "云溪镇"),
        (
            "本报告由示例区人民政府柳岸街道办事处办公室按照条例编制。",
            "示例区人民政府柳岸街道办事处",
        ),
        ("本报告由示例县人民政府办公室编制。", "示例县人民政府办公室"),
        (
            "本年度报告由示例市人民政府办公厅综合各县(市)政府和市政府各委、办、局的年度报告编写而成。",
            "示例市人民政府办公厅",
        ),
        (
            "本报告是示例区人民政府办公室依据条例,根据各街道的年度报告编制而成。",
            "示例区人民政府办公室",
        ),
        ("本报告由示例高新区党政办公室按照条例编制。", "示例高新区党政办公室"),
        ("登录 注册\n外事局2023年政府信息公开工作年度报告\n本报告由外事局编制。", "外事局"),
        ("市政府办公室2023年度政府信息公开年报", "市政府办公室"),
        (
            "示例市卫生健康委员会2023年度政府信息公开\n工作年度报告\n现公布示例市卫健委2023年政府信息公开工作年度报告。",
            "示例市卫生健康委员会",
        ),
        (
            "2023年县教育和科学技术局政府信息公开工作年度报告\n编制示例县教科局2023年度政府信息公开工作年度报告。",
            "县教育和科学技术局",
        ),
        (
            "本报告是根据条例和办公厅通知编制的。示例区东郊办事处本年度报告中的数据截至年底。",
            "示例区东郊办事处",
        ),
        ("市司法局2023年政府信息公开工作年度报告\n来源: 示例市司法局", "市司法局"),
        (
            "市城管执法委2023年政府信息公开工作年度报告\n来源: 示例市城市管理执法委员会",
            "市城管执法委",
        ),
        (
            "依照条例及市政府信息公开办关于2023年度年报的通知(示府发〔2023〕1号)要求编制本报告。",
            None,
        ),
        ("现将 年样例区政府信息公开工作年度报告予以公布。", "样例区"),
        ("本报告由示例保税区管委会办公室编制。", "示例保税区管委会办公室"),
        ("示例市重大项目建设指挥部办公室依据条例编制本报告。", "示例市重大项目建设指挥部办公室"),
        ("登录个人中心\n2023年我局重视信息公开工作。", None),
        (
            "样例区2023年政府信息公开工作年度报告\n本报告根据样例区人民政府各街道、委办局的年度报告编制。",
            "样例区",
        ),
        ("按照上级要求,示例市司法局认真编写了2023年政府信息公开工作年度报告。", "示例市司法局"),
        (
            "2023年,示例高新区管委会城市管理局贯彻落实条例,积极推进各项工作,现向社会公布2023年度本级政府信息公开年度报告。",
            "示例高新区管委会城市管理局",
        ),
        (
            "主题分类:综合政务\n市机关事务服务中心\n现公布示例市机关事务服务中心2023年政府信息公开年度报告。",
            "示例市机关事务服务中心",
        ),
    ],
)
def test_name_in_what_introduces_the_report(head: str, unit: str | None) -> None:
    assert read(Page("", body_year=head)).unit == unit


def test_year_of_a_cited_notice_is_none_of_the_report() -> None:
    head = "根据条例和《示例区人民政府办公室关于做好2022年政府信息公开工作年度报告的通知》精神,编制本报告:\n"
    assert read(Page(head, body_year="2023年,")).year == 2023


def test_date_called_that_of_appearing_and_date_beside_a_bureau() -> None:
    for line in (
        "发表日期：2024-01-26 来源：示例",
        "2024-01-2614:48",
        "2024-01-26 14:48 示例市住房保障和房屋管理局",
        "2024-01-26 10:27:52 示例市人民政府办公室 字体：",
        "2024年01月26日 来源: 示例在线本年度报告根据条例要求编制。全文包括总体情况、主动公开等六个部分。",
    ):
        report = read(Page(f"云溪镇2023年政府信息公开工作年度报告\n{line}\n"))
        assert str(report.published_on) == "2024-01-26"


def test_last_years_report_among_what_was_disclosed_names_no_unit() -> None:
    told = "街道高度重视公开工作，结合实际扎实推进，保障群众的知情权、参与权、表达权、监督权，提高工作透明度，"
    listed = "接受社会各界和群众的监督，取得了较好的成效。全年公开信息2条，包括云溪示范镇2022年政府信息公开工作年度报告、关于分工的通知。"
    assert read(Page("", body_year=told + listed)).unit is None


def test_form_is_doubted_where_only_what_all_forms_have_is_seen() -> None:
    last = "四、结转下年度继续办理 0 0 0 0 0 0 0\n四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n"
    heads = "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3 + "\n" + "0 " * 15
    report = extract(read_page((last + heads).encode(), "x.txt"))
    assert "form" in {doubt.where for doubt in report.doubts}


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("本报告所列数据的统计期限为2023年1月1日至2023年12月20日。", "2023-12-20"),
        ("2023年1月1日至2023年12月16日，共报送信息5条。", "None"),
        ("2023年3月1日至2023年4月1日开展检查。统计期限为2023年1月1日至12月31日。", "2023-12-31"),
        ("本报告自2023年1月1日起至2023年12月31日止。", "2023-12-31"),
    ],
)
def test_period_is_what_is_called_so(said: str, end: str) -> None:
    assert str(read(Page(T, body_year=said)).period_end) == end


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("该部分以表格形式报告。", "该部分以表格形式报告"),
        ("请填写本单位名称。", "请填写"),
        ("统计表格如下：", None),
        ("申请人请填写《政府信息公开申请表》。", None),
        ("发文字号：〔〕号。", None),
        ("发布〔〕号文件。", "〔〕号"),
    ],
)
def test_what_is_left_over_of_a_template(said: str, left: str | None) -> None:
    assert read(Page(T, body_year=said)).template_leftover == left


def test_report_that_is_cut_off_behind_its_first_table_is_one() -> None:
    rows = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 1 0 2 第二十条第（五）项"
    told = "一、总体情况\n我乡2023年主动公开政务信息93条。\n二、主动公开政府信息情况\n"
    text = told + rows.replace(" ", "\n|\n")
    report = extract(read_page(text.encode(), "x.txt"))
    assert report.figures["disclosure.normative_documents.in_force"].value == 2


def test_report_is_known_by_its_first_table_below_headings_in_brackets() -> None:
    rows = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 1 0 2"
    told = "（一）总体情况\n全年主动公开政务信息93条。\n（二）公开政府信息的情况\n"
    report = extract(read_page((told + rows.replace(" ", "\n|\n")).encode(), "x.txt"))
    assert report.figures["disclosure.normative_documents.in_force"].value == 2


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    for body, file in ((REFUSED[name], "x.txt"), (_as_html(REFUSED[name]), "x.html")):
        with pytest.raises(NotAReportError):
            extract(read_page(body.encode(), file))


def _as_html(text: str) -> str:
    title, *lines = text.splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        ("全年公开政府信息88条。", 1),
        ("全年主动发布信息88条。", 1),
        ("没有收到政府信息申请。", 2),
        ("加强信息公开的管理。", 3),
        ("严格保密审查，落实三审三校。", 3),
        ("推进网站建设，丰富载体。", 4),
        ("用好新媒体。", 4),
        ("纳入年度考核，做好组织保障。", 5),
    ],
)
def test_matter_told_in_other_words_is_there(said: str, matter: int) -> None:
    text = (
        f"{T}一、总体情况\n{said}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    )
    text += "四、政府信息公开行政复议、行政诉讼情况\n"
    assert extract(read_page(text.encode(), "x.txt")).subtopics == (matter,)


def test_metadata_name_a_body_of_a_kind_that_seldom_reports() -> None:
    assert [*issuers(["发布机构:示例县消防救援队 发布日期:2024-01-16"])] == ["示例县消防救援队"]
    assert not [*issuers(["来源:互联网 发布日期:2024-01-16"])]
    assert [*issuers(["体裁分类: | 发布机构: | 区政府办公室 | |"])] == ["区政府办公室"]


@pytest.mark.parametrize(
    ("above", "doubted"),
    [
        ("示例区人民政府\n2023年度政府信息公开年报\n信息来源:区交通局", True),
        ("区交通局\n2023年度政府信息公开年报\n信息来源:区交通局", False),
        ("示例区交通运输局\n2023年度政府信息公开年报\n信息来源:区交通局", False),
    ],
)
def test_title_of_the_site_above_the_report_of_another(above: str, doubted: bool) -> None:
    said = "2023年,区交通局推进公开。区交通局主动公开信息20条。区交通局未收到申请。"
    text = f"{above}\n一、总体情况\n{said}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
    report = extract(read_page(text.encode(), "x.txt"))
    assert any(d.where == "unit" for d in report.doubts) == doubted

"""Documents as web pages: bare, pasted from Word, inside a CMS, inside a layout table."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.factory.document import Document
from tests.factory.document import Text as Line
from tests.factory.tables import Cell, Table

_STYLE = "<style>td{border:1px solid #333} .nav a{color:#06c}</style>"
_SCRIPT = "<script>var site=7;function size(n){return n<3&&n>0;}</script>"


def bare(document: Document) -> str:
    """A page of headings, paragraphs and tables, nothing else."""
    return _page(document, _content(document, _plain_cell))


def word(document: Document) -> str:
    """Word's markup: classes, spans and empty paragraphs in every cell."""
    return _page(document, f'<div class="WordSection1">{_content(document, _word_cell)}</div>')


def cms(document: Document) -> str:
    """A content management system's page: navigation, metadata table, sharing, counter, footer."""
    day = document.published_on
    date = day.isoformat() if day else ""
    meta = f'<meta name="PubDate" content="{date} 09:00">' if day else ""
    title = escape(document.title)
    nav = "".join(f'<li><a href="/{i}/">{n}</a></li>' for i, n in enumerate(_MENU))
    rows = (
        ("索引号：", f"SL{document.seed:06}/{date[:4]}-00001", "组配分类：", "政府信息公开年报"),
        ("发布机构：", document.unit or document.county, "发布日期：", date),
        ("文　　号：", "", "有 效 性：", "有效"),
    )
    table = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    body = (
        f'<div class="top"><ul class="nav">{nav}</ul><form><input name="q"><button>搜索</button>'
        '</form></div><div class="path">当前位置：<a href="/">首页</a> &gt; '
        '<a href="/zwgk/">政务公开</a> &gt; 正文</div>'
        f'<table class="info">{table}</table><h1>{title}</h1>'
        '<div class="share">分享到： <a href="#">微信</a> 【字体：<a href="#">大</a> <a href="#">中'
        '</a> <a href="#">小</a>】 浏览次数：<span id="hits"></span></div>'
        f'<div class="article">{_content(document, _word_cell, title=False)}</div>'
        f'<div class="footer">主办：{escape(document.county)}人民政府办公室　'
        "网站标识码：0000000000　备案号：某ICP备00000000号</div>"
    )
    return _page(document, body, head=meta + _STYLE + _SCRIPT)


def layout_table(document: Document) -> str:
    """The whole report in one cell of a table that only makes margins."""
    inner = _content(document, _plain_cell)
    return _page(
        document,
        '<table width="1000" align="center"><tr><td colspan="3"><a href="/">首页</a></td></tr>'
        f'<tr><td width="40">&nbsp;</td><td>{inner}</td><td width="40">&nbsp;</td></tr>'
        "<tr><td></td><td>打印 关闭</td><td></td></tr></table>",
    )


def _page(document: Document, body: str, head: str = "") -> str:
    charset = '<meta charset="utf-8">'
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{charset}<title>{escape(document.title)}'
        f"</title>{head}</head>\n<body>{body}\n</body></html>\n"
    )


def _content(document: Document, cell: Callable[[Cell], str], title: bool = True) -> str:
    parts = []
    for block in document.blocks:
        if isinstance(block, Table):
            parts.append(_table(block, cell))
        elif block.role == "title":
            parts += [f"<h1>{escape(block.text)}</h1>"] * title
        else:
            parts.append(_paragraph(block))
    return "\n".join(parts)


def _paragraph(line: Line) -> str:
    text = escape(line.text)
    if line.role == "heading":
        return f"<p><strong>{text}</strong></p>"
    return f'<p style="text-indent:2em">{text}</p>'


def _table(table: Table, cell: Callable[[Cell], str]) -> str:
    rows = ("<tr>" + "".join(_td(c, cell) for c in row) + "</tr>" for row in table.rows)
    return '<table border="1" cellspacing="0">\n' + "\n".join(rows) + "\n</table>"


def _td(cell: Cell, inner: Callable[[Cell], str]) -> str:
    spans = f' rowspan="{cell.rowspan}"' * (cell.rowspan > 1)
    spans += f' colspan="{cell.colspan}"' * (cell.colspan > 1)
    return f"<td{spans}>{inner(cell)}</td>"


def _plain_cell(cell: Cell) -> str:
    return escape(cell.text).replace("\n", "<br>")


def _word_cell(cell: Cell) -> str:
    text = escape(cell.text).replace("\n", "<br/>") or "&nbsp;"
    return f'<p class="MsoNormal" align="center"><span lang="EN-US">{text}<o:p></o:p></span></p>'


_MENU = ("首页", "走进我们", "新闻动态", "政务公开", "办事服务", "互动交流", "无障碍浏览")

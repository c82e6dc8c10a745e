"""The fonts that GB/T 9704-2012 asks for, and what stands in where they are not installed.

They are named and never carried along: a clerk's computer has them, and any other draws the stand-in.
"""

from __future__ import annotations

from docx.oxml.ns import nsdecls

TITLE, BODY, HEAD, SECOND, CELL = "方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"
"""小标宋 of titles, 仿宋 of the text, 黑体 and 楷体 of its first and second heads, 宋体 of tables and page numbers."""

_INSTEAD = {
    TITLE: "小标宋体,宋体,Noto Serif CJK SC",
    BODY: "仿宋_GB2312,FangSong,Noto Serif CJK SC",
    HEAD: "SimHei,Noto Sans CJK SC",
    SECOND: "楷体_GB2312,KaiTi,Noto Serif CJK SC",
    CELL: "SimSun,Noto Serif CJK SC",
}


def font_table() -> bytes:
    """The part `word/fontTable.xml`: every font with the names that may stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in _INSTEAD.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()

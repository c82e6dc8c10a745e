"""What a person sees of a web page: construct, what stands in the cell, what is read of it."""

from __future__ import annotations

import pytest

from gongkai.readers import Grid, Paragraph, read_page

SHEET = """<style type="text/css">
/* .a { display:none } */
.gone { display: none } .out{display:none} .out.on{display:inline}
.veiled, p .veiled2 { visibility:hidden; }
.cut { text-decoration: line-through; color: red }
.up { vertical-align: super; font-size: 70% }
.hover:hover { display: none }
#it { display:none !important }
@media print { .paper { display:none } }
@media screen and (min-width: 100px) { .screen { display:none } }
.shown { display: block }
.white { color: #fff } .dark { background: #003366; color: white }
.none:not(.q) { display: none } .short { font: 0/0 a } .apart { position: absolute; left: -500px }
.block { display: block } .rows b { display: block } .kept { white-space: pre-line }
.turned { unicode-bidi: bidi-override; direction: rtl } :root { --how: none } .named { display: var(--how, block) }
@supports (display: grid) { .grid { display: none } } @layer base { .layer { display: none } }
</style>"""
CASES = {
    # not seen
    "hidden attribute": ("<b hidden>5</b>13", "13"),
    "display none": ('<span style="display:none">5</span>13', "13"),
    "display none in capitals": ('<SPAN STYLE="DISPLAY: NONE">5</SPAN>13', "13"),
    "display none by a class": ('<i class="gone">5</i>13', "13"),
    "display none by an id": ('<i id="it" style="display:inline">5</i>13', "13"),
    "display none on screens": ('<i class="screen">5</i>13', "13"),
    "visibility hidden": ('<span style="visibility: hidden">5</span>13', "13"),
    "visibility hidden by a class": ('<span class="veiled">5</span>13', "13"),
    "opacity": ('<span style="opacity:0">5</span>13', "13"),
    "no size of its font": ('<span style="font-size:0">5</span>13', "13"),
    "font of a pixel": ('<span style="font-size:1px">5</span>13', "13"),
    "no height": ('<div style="height:0;overflow:hidden">5</div>13', "13"),
    "no width": ('<span style="display:inline-block;width:0px;overflow:hidden">5</span>13', "13"),
    "far to the left": ('<span style="position:absolute;left:-9999px">5</span>13', "13"),
    "far by its indent": ('<div style="text-indent:-9999px">5</div>13', "13"),
    "clipped": ('<span style="position:absolute;clip:rect(0 0 0 0)">5</span>13', "13"),
    "clipped away": ('<span style="clip-path: inset(100%)">5</span>13', "13"),
    "scaled to nothing": ('<span style="display:inline-block;transform:scale(0)">5</span>13', "13"),
    "transparent": ('<span style="color:transparent">5</span>13', "13"),
    "clear": ('<span style="color:rgba(0,0,0,0)">5</span>13', "13"),
    "clear in four digits": ('<span style="color:#0000">5</span>13', "13"),
    "cut to a pixel": ('<div style="height:1px;overflow:hidden">5</div>13', "13"),
    "cut along no line": ('<span style="clip-path:polygon(0 0,0 0,0 0)">5</span>13', "13"),
    "outside its box": ('<i class="apart">5</i>13', "13"),
    "moved by the width of a screen": ('<div style="transform:translate(-100vw)">5</div>13', "13"),
    "folded": ("<details><summary>13</summary>2</details>", "13"),
    "filtered away": ('<i style="filter:opacity(0)">5</i>13', "13"),
    "of no size in short": ('<i class="short">5</i>13', "13"),
    "hidden where not": ('<i class="none">5</i>13', "13"),
    "hidden where supported": ('<i class="grid">5</i>13', "13"),
    "hidden in a layer": ('<i class="layer">5</i>13', "13"),
    "its content hidden": ('<div style="content-visibility:hidden">5</div>13', "13"),
    "dialog that is closed": ("<dialog>5</dialog>13", "13"),
    "popover": ("<i popover>5</i>13", "13"),
    "list of proposals": ("<datalist><option>5</datalist>13", "13"),
    "what a canvas hides": ('<canvas width="9">5</canvas>13', "13"),
    "what a video hides": ("<video>5</video>13", "13"),
    "page without frames": ("<noframes>5</noframes>13", "13"),
    "white": ('<font color="#FFFFFF">5</font>13', "13"),
    "white by style": ('<span style="color: #fefefe">5</span>13', "13"),
    "white by numbers": ('<span style="color:rgb(255, 255, 255)">5</span>13', "13"),
    "white by a class": ('<b class="white">5</b>13', "13"),
    "white on white": ('<b style="color:white;background:#fff">5</b>13', "13"),
    "deleted": ("<del>1427</del>1472", "1472"),
    "deleted on a line of its own": ("<del style='display:block'>99</del>12", "12"),
    "dialog that is closed and set": ("<dialog style='color:red'>5</dialog>13", "13"),
    "s": ("<s>12</s>13", "13"),
    "strike": ("<strike>6</strike> 8", "8"),
    "struck by style": ('<span style="text-decoration:line-through">12</span>13', "13"),
    "struck by a class": ('<span class="cut">12</span>13', "13"),
    "struck in one of several ways": ('<u style="text-decoration: underline line-through">12</u>13', "13"),
    "script": ("<script>var n = 5;</script>13", "13"),
    "style": ("<style>.x{width:5px}</style>13", "13"),
    "comment": ("<!-- 5 -->13", "13"),
    "hidden inside shown": ('<p>1<span style="display:none">0</span>3</p>', "13"),
    "hidden field": ('<input type="hidden" value="5">13', "13"),
    "ruby": ("<ruby>13<rp>(</rp><rt>十三</rt><rp>)</rp></ruby>", "13"),
    "of no size in three directions": ('<div style="transform:scale3d(0, 0, 0)">5</div>13', "13"),
    "turned away": ('<div style="transform:rotateY(90deg)">5</div>13', "13"),
    "pushed out of its box": (
        '<div style="text-indent:100%;white-space:nowrap;overflow:hidden">5</div>13', "13"),
    "lines of no height": ('<div style="line-height:0;overflow:hidden">5</div>13', "13"),
    "all but transparent": ('<span style="opacity:.01">5</span>13', "13"),
    "hidden by a name of its sheet": ('<i class="named">5</i>13', "13"),
    "white by digits alone": ("<font color=ffffff>5</font>13", "13"),
    "white by shares": ('<b style="color:rgb(100%, 100%, 100%)">5</b>13', "13"),
    "white by lightness": ('<b style="color:hsl(0, 0%, 100%)">5</b>13', "13"),
    "title of a drawing": ('<svg width="40" height="20"><title>5</title><text y="15">13</text></svg>', "13"),
    "hidden part of a drawing": (
        '<svg width="40" height="20"><text y="15" visibility="hidden">5</text><text y="15">13</text></svg>', "13"),
    # marks of notes
    "sup": ("1472<sup>1</sup>", "1472"),
    "sup in brackets": ("13<sup>[2]</sup>", "13"),
    "sup with a link": ('8<sup><a href="#n">3</a></sup>', "8"),
    "sup of a star": ("13<SUP>*</SUP>", "13"),
    "raised by style": ('13<span style="vertical-align:super;font-size:8pt">1</span>', "13"),
    "raised by a class": ('13<span class="up">注1</span>', "13"),
    "raised by its place": ('13<span style="position:relative;top:-.5em;font-size:60%">1</span>', "13"),
    "exponent": ("<math><msup><mn>13</mn><mn>2</mn></msup></math>", "13"),
    "footnote of Word": ('13<a href="#_ftn1" name="_ftnref1">[1]</a>', "13"),
    # seen
    "all of it raised": ("<sup>13</sup>", "13"),
    "all of it raised in parts": ("<sup>1</sup><sup>3</sup>", "13"),
    "all of it raised by style": ('<span style="vertical-align:2pt">3</span>', "3"),
    "small": ("<small>13</small>", "13"),
    "small unit": ("13<small>件</small>", "13件"),
    "small digit behind a figure": ("13<small>1</small>", "13\n1"),
    "parts made blocks by a class": ('<span class="block">13</span><span class="block">2</span>', "13\n2"),
    "parts made blocks by what they lie in": ('<div class="rows"><b>13</b><b>2</b></div>', "13\n2"),
    "parts that float": ('<span style="float:left">13</span><span style="float:right">2</span>', "13\n2"),
    "parts made cells": ('<i style="display:table-cell">13</i><i style="display:table-cell">2</i>', "13\n2"),
    "lines that are kept": ("<pre>13\n2</pre>", "13\n2"),
    "lines that its style keeps": ('<span style="white-space:pre-wrap">13\n2</span>', "13\n2"),
    "lines that a class keeps": ('<span class="kept">13\n2</span>', "13\n2"),
    "run from right to left": ('<bdo dir="rtl">31</bdo>', "13"),
    "run from left to right": ('<bdo dir="ltr">13</bdo>', "13"),
    "turned by style": ('<span style="unicode-bidi:bidi-override;direction:rtl">31</span>', "13"),
    "turned by a class": ('<span class="turned">31</span>', "13"),
    "digits in a line of Arabic": ('<span dir="rtl">13</span>', "13"),
    "fraction": ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
    "inserted": ("<ins>13</ins>", "13"),
    "hidden, and shown by style": ('<b hidden style="display:inline">13</b>', "13"),
    "hidden by one class, shown by two": ('<b class="out on">13</b>', "13"),
    "hidden on paper only": ('<b class="paper">13</b>', "13"),
    "hidden under the mouse only": ('<b class="hover">13</b>', "13"),
    "raised unit": ("13<sup>件</sup>", "13件"),
    "lowered mark": ("13<sub>1</sub>", "13"),
    "white on dark": ('<span style="background:#036;color:#fff">13</span>', "13"),
    "white on dark by a class": ('<b class="dark">13</b>', "13"),
    "white in a dark box": ('<div style="background-color:#036"><font color="white">13</font></div>', "13"),
    "white around black": ('<b class="white"><i style="color:#000">13</i></b>', "13"),
    "hidden around shown": ('<i style="visibility:hidden">5<b style="visibility:visible">13</b></i>', "13"),
    "black by three digits alone": ("<font color=fff>13</font>", "13"),
    "font in short": ('<b style="font:12px/1.5 serif">13</b>', "13"),
    "where not hidden": ('<b class="none q">13</b>', "13"),
    "dialog that is open": ("<dialog open>13</dialog>", "13"),
    "dialog that its style opens": ("<dialog style='display:block'>13</dialog>", "13"),
    "drawn letters": ('<svg width="40" height="20"><text y="15">13</text></svg>', "13"),
    "moved, but a part of a line": ('<i style="transform:translate(-9999px)">1</i>3', "13"),
    "scaled, but a part of a line": ('<i style="transform:scale(0)">1</i>3', "13"),
    "lines made of spans": ('<span style="display:block">13</span><span style="display:block">2</span>', "13\n2"),
    "unfolded": ("<details open><summary>13</summary>2</details>", "13\n2"),
    "text behind a paragraph": ("<p>13</p>2", "13\n2"),
    "paragraphs": ("<p>13</p><p>2</p>", "13\n2"),
    "paragraphs that are not closed": ("<p>13<p>2", "13\n2"),
    "divisions": ("<div>13</div><div>2</div>", "13\n2"),
    "line break": ("13<br>2", "13\n2"),
    "one number in several spans": ("<span>1</span><span>3</span>", "13"),
    "text field": ('<input type="text" value="1472" readonly>', "1472"),
    "field without a type": ("<input value=13>", "13"),
    "text area": ("<textarea>8</textarea>", "8"),
    "choice": ("<select><option>0</option><option selected>13</option></select>", "13"),
    "choice that nobody made": ("<select><option>13</option><option>0</option></select>", "13"),
    "nested table": ("<table><tr><td>13</td></tr></table>", "13"),
    "nested table of two rows": ("<table><tr><td>13</td></tr><tr><td>2</td></tr></table>", "13\n2"),
    "transparent to clicks": ('<b style="pointer-events:none">13</b>', "13"),
    "without a border": ('<b style="border:none;text-decoration:none">13</b>', "13"),
}  # fmt: skip
LINKED = {
    "part of a cell": ('<b class="white">5</b>13', "13"),
    "whole cell": ('<b class="white">13</b>', "13"),
}
"""White text where a linked style sheet may give it a ground."""
HIDDEN_CELLS = {
    "struck cell": ('<td style="text-decoration:line-through">12</td>', ["甲", "", "末"]),
    "veiled cell": ('<td class="veiled">12</td>', ["甲", "", "末"]),
    "cell without a place": ('<td style="display:none">12</td>', ["甲", "末"]),
    "hidden cell": ("<td hidden>12</td>", ["甲", "末"]),
}


def texts(body: str) -> list[str]:
    return list(read_page(body.encode(), "x.html").texts())


@pytest.mark.parametrize("construct", CASES)
def test_what_is_read_of_a_cell(construct: str) -> None:
    inside, read = CASES[construct]
    page = f"<meta charset=utf-8>{SHEET}<table><tr><td>行政许可<td>{inside}</td><td>末</td></tr></table>"
    [grid] = read_page(page.encode(), "x.html").blocks
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.cells] == ["行政许可", read, "末"]


@pytest.mark.parametrize("construct", LINKED)
def test_what_is_read_where_a_style_sheet_was_not_seen(construct: str) -> None:
    inside, read = LINKED[construct]
    link = '<link rel="stylesheet" href="site.css">'
    page = f"<meta charset=utf-8>{link}{SHEET}<table><tr><td>行政许可<td>{inside}</td></tr></table>"
    assert texts(page) == ["行政许可", read]


@pytest.mark.parametrize("construct", HIDDEN_CELLS)
def test_cells_that_are_not_seen(construct: str) -> None:
    cell, read = HIDDEN_CELLS[construct]
    page = f"<meta charset=utf-8>{SHEET}<table><tr><td>甲</td>{cell}<td>末</td></tr></table>"
    assert texts(page) == read


def test_a_folded_part_of_a_page_is_read() -> None:
    page = "<meta charset=utf-8><details><summary>表格</summary><table><tr><td>甲<td>1</table></details>"
    assert texts(page) == ["表格", "甲", "1"]


def test_a_hidden_row_and_a_hidden_tab_are_not_seen() -> None:
    rows = '<tr><td>甲<td>1</tr><tr class="gone"><td>乙<td>2</tr>'
    assert texts(
        f"<meta charset=utf-8>{SHEET}<table>{rows}</table><div class=gone><p>去年</p></div>"
    ) == ["甲", "1"]


TABLE = "<table><tr><td>行政许可</td><td>13</td></tr></table>"
SCRIPTED = {
    "template of a script": f'<script type="text/template" id="t">{TABLE}</script><div id="x"></div><script>x.innerHTML=t.innerHTML</script>',
    "template element": f'<template id="t">{TABLE}</template><script>document.body.append(t.content)</script>',
    "written by a script": f"<script>document.write('{TABLE}')</script>",
    "written in pieces": "<script>document.write('<table><tr><td>行政许可</td>' +\n'<td>13<\\/td></tr></table>');</script>",
    "text area": '<textarea id="c" style="display:none">' + TABLE.replace("<", "&lt;") + "</textarea><script>show(c.value)</script>",
    "frame that holds its page": f'<iframe srcdoc="{TABLE}"></iframe>',
}  # fmt: skip


@pytest.mark.parametrize("construct", SCRIPTED)
def test_what_a_script_shows_is_read_where_it_stands(construct: str) -> None:
    page = f"<meta charset=utf-8><p>上</p>{SCRIPTED[construct]}<p>下</p>"
    assert texts(page) == ["上", "行政许可", "13", "下"]


def test_a_text_area_that_no_script_names_is_not_read_as_a_page() -> None:
    page = f"<meta charset=utf-8><p>{'上' * 400}</p><textarea hidden id=draft>{TABLE.replace('<', '&lt;')}</textarea>"
    assert texts(page + "<script>var other = 1</script>") == ["上" * 400]


def test_a_page_that_is_hidden_until_a_script_shows_it_is_read() -> None:
    page = f'<meta charset=utf-8><div id=all style="display:none"><p>{"上" * 400}</p></div>'
    assert texts(page) == ["上" * 400]


UNSEEN = {
    "picture": '<img src="t3.png">',
    "picture with its size": '<img src="t3.png" width="760" height="500">',
    "frame": '<iframe src="table.html"></iframe>',
    "object": '<object data="report.pdf" type="application/pdf"></object>',
    "attachment": '<a href="/files/2024.docx">附件</a>',
    "script": "<script>for (row of rows) html += '<tr><td>' + row.name + '</td></tr>'</script>",
}
NOT_UNSEEN = {
    "logo": '<img src="/images/logo.png">',
    "small picture": '<img src="a.png" width="16" height="16">',
    "small by style": '<img src="a.png" style="width:20px;height:20px">',
    "empty frame": '<iframe src=""></iframe>',
    "link": '<a href="index.html">首页</a>',
}


@pytest.mark.parametrize("construct", UNSEEN)
def test_what_is_no_text_is_told(construct: str) -> None:
    page = read_page(
        f"<meta charset=utf-8><p>上</p>{UNSEEN[construct]}<p>下</p>".encode(), "x.html"
    )
    [part] = page.unseen
    assert part.kind == construct.split()[0]
    assert isinstance(page.blocks[part.block - 1], Paragraph)
    assert page.blocks[part.block - 1].text == "上"  # type: ignore[union-attr]


@pytest.mark.parametrize("construct", NOT_UNSEEN)
def test_what_cannot_be_a_table_is_not_told(construct: str) -> None:
    assert read_page(f"<p>x</p>{NOT_UNSEEN[construct]}".encode(), "x.html").unseen == ()


PICTURED = {
    "digit": ('<img src="n3.png" width="20" height="14">', True),
    "picture of no known size": ('<img src="n3.png">', True),
    "speck": ('<img src="n3.png" width="1" height="1">', False),
    "spacer": ('<img src="/images/spacer.gif" width="20" height="14">', False),
    "picture beside a figure": ('<img src="n3.png" width="20" height="14">13', False),
}


@pytest.mark.parametrize("construct", PICTURED)
def test_a_cell_that_shows_a_picture_alone_is_told(construct: str) -> None:
    inside, is_told = PICTURED[construct]
    page = f"<meta charset=utf-8><p>上</p><table><tr><td>行政许可<td>{inside}<td>2</table>"
    unseen = read_page(page.encode(), "x.html").unseen
    small = [u for u in unseen if u.locator == "table 1/row 1/column 2"]
    assert [(u.kind, u.block, u.row) for u in small] == ([("picture", 1, 0)] if is_told else [])


MHT = """From: <Saved by Blink>
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b"

----b
Content-Type: text/html; charset={charset}
Content-Transfer-Encoding: base64
Content-Location: http://example.com/index.html

{main}
----b
Content-Type: text/html; charset=utf-8
Content-Location: http://example.com/sheet001.htm

<table><tr><td>甲</td><td>13</td></tr></table>
----b
Content-Type: text/css
Content-Location: http://example.com/a.css

.gone {{ display:none }}
----b--
"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_web_archive_is_read_with_its_frames_and_sheets_of_style(charset: str) -> None:
    import base64

    main = '<link rel="stylesheet" href="a.css"><p>上</p><p class="gone">无</p><iframe src="sheet001.htm"></iframe>'
    body = MHT.format(
        charset=charset, main=base64.b64encode(main.encode(charset)).decode()
    ).encode()
    page = read_page(body, "x.mht")
    assert list(page.texts()) == ["上", "甲", "13"]
    assert page.unseen == ()


def test_a_hidden_cell_keeps_no_place_whatever_its_ink() -> None:
    row = '<tr><td>一</td><td style="display:none;color:#fff">5</td><td>13</td></tr>'
    (grid,) = read_page(f"<table>{row}</table>".encode(), "x.html").blocks
    assert [(cell.column, cell.text) for cell in grid.cells] == [(0, "一"), (1, "13")]


def test_what_a_hiding_rule_says_besides_makes_no_other_rule_tell() -> None:
    """The colours of a large site are no reason to refuse its page."""
    colours = "".join(f".c{n}{{color:#{n:06x}}}" for n in range(600))
    names = "".join(f'<p class="c{n}">' for n in range(600))
    page = f"<style>.gone{{display:none;color:red}}{colours}</style>{names}<p class=gone>5</p><p>13</p>"
    blocks = read_page(page.encode(), "x.html").blocks
    assert [block.text for block in blocks] == ["13"]


def test_rules_that_only_set_apart_never_refuse_a_page() -> None:
    """What they would say is left out where they are too many to be asked."""
    shown = "".join(f".c{n} a{{display:block}}" for n in range(600))
    names = "".join(f'<p class="c{n}">' for n in range(600))
    page = f"<style>{shown}</style>{names}<p><a>13</a><a>2</a></p>"
    assert texts(page) == ["132"]

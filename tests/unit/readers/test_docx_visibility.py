"""What a person sees of a Word file: construct, what stands in the file, what is read of the cell."""

from __future__ import annotations

import pytest

from gongkai.readers import Grid, Paragraph, read_page
from tests.unit.readers.word_files import cell, paragraph, row, run, table, word

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="gone2"><w:name w:val="gone2"/><w:basedOn w:val="gone"/></w:style>
<w:style w:type="character" w:styleId="struck"><w:name w:val="struck"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="mark"><w:name w:val="mark"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="white"><w:name w:val="white"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="hidden"><w:name w:val="hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="hidden2"><w:name w:val="hidden2"/><w:basedOn w:val="hidden"/></w:style>
"""
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
WHITE = '<w:color w:val="FFFFFF"/>'


def field(code: str, result: str) -> str:
    """A field of runs: its code, then its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + code
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(inside: str, across: str = "column", left: int = 0) -> str:
    """A text box as Word writes it: a drawing, and the same box again for old programs."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    place = "".join(
        f'<wp:position{side} relativeFrom="{base}"><wp:posOffset>{at}</wp:posOffset></wp:position{side}>'
        for side, base, at in (("H", across, left), ("V", "paragraph", 0))
    )
    return (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>" + place
        + f"<wps:txbx>{content}</wps:txbx></wp:anchor></w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
    )  # fmt: skip


def drawn(style: str, inside: str) -> str:
    """A shape of old Word."""
    return f'<w:r><w:pict><v:shape style="{style}">{inside}</v:shape></w:pict></w:r>'


def textbox(text: str) -> str:
    return f"<v:textbox><w:txbxContent>{paragraph(run(text))}</w:txbxContent></v:textbox>"


def one(*inside: str, properties: str = "") -> str:
    return cell(paragraph(*inside, properties=properties))


def tracked(tag: str, text: str) -> str:
    word_of = "delText" if tag == "del" else "t"
    return f"<w:{tag}><w:r><w:{word_of}>{text}</w:{word_of}></w:r></w:{tag}>"


def ruby(base: str, above: str) -> str:
    return (
        f"<w:r><w:ruby><w:rt>{run(above)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
    )


CASES = {
    # not seen
    "moved away": (one(tracked("moveFrom", "7"), run("5")), "5"),
    "deleted": (one(tracked("del", "7"), run("5")), "5"),
    "hidden run": (one(run("9", "<w:vanish/>"), run("13")), "13"),
    "hidden run inside a number": (one(run("1"), run("0", "<w:vanish/>"), run("3")), "13"),
    "hidden by a style": (one(run("9", '<w:rStyle w:val="gone"/>'), run("13")), "13"),
    "hidden by a style's base": (one(run("9", '<w:rStyle w:val="gone2"/>'), run("13")), "13"),
    "hidden by its paragraph's style": (one(run("9"), properties='<w:pStyle w:val="hidden"/>') , ""),
    "hidden paragraph": (cell(paragraph(run("8")), paragraph(run("5", "<w:vanish/>"))), "8"),
    "struck": (one(run("12", "<w:strike/>"), run("13")), "13"),
    "struck twice": (one(run("12", "<w:dstrike/>"), run("13")), "13"),
    "struck by a style": (one(run("12", '<w:rStyle w:val="struck"/>'), run("13")), "13"),
    "struck paragraph": (cell(paragraph(run("6", "<w:strike/>")), paragraph(run("8"))), "8"),
    "white on white": (one(run("1"), run("1", WHITE), run("3")), "13"),
    "white by a style": (one(run("1"), run("1", '<w:rStyle w:val="white"/>'), run("3")), "13"),
    "nearly white": (one(run("99", '<w:color w:val="FEFEFE"/>')), ""),
    "white by the theme": (one(run("9", '<w:color w:val="FFFFFF" w:themeColor="background1"/>')), ""),
    "ink of the cell's own colour": (
        cell(paragraph(run("9", '<w:color w:val="1F3864"/>')), properties=DARK), ""),
    "black on a black mark": (one(run("9", '<w:color w:val="000000"/><w:highlight w:val="black"/>')), ""),
    "of one point": (one(run("9", '<w:sz w:val="2"/>'), run("13")), "13"),
    "hidden by its paragraph style's base": (one(run("9"), properties='<w:pStyle w:val="hidden2"/>'), ""),
    "drawn without ink": (
        one(run("9", f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"), run("13")), "13"),
    "of no width": (one(run("9", '<w:w w:val="1"/>'), run("13")), "13"),
    "lowered mark": (one(run("13"), run("1", '<w:vertAlign w:val="subscript"/>')), "13"),
    "lowered by hand": (one(run("13"), run("①", '<w:position w:val="-8"/>')), "13"),
    "watermark": (one(drawn("position:absolute", '<v:textpath string="草稿"/>'), run("13")), "13"),
    "drawing that is switched off": (one(drawn("visibility:hidden", textbox("9")), run("13")), "13"),
    "field in a field's code": (
        one(field(code("IF") + field(code("MERGEFIELD a"), run("5")) + code('&gt; 3 "a"'), run("13"))), "13"),
    "ruby": (one(ruby("13", "十三")), "13"),
    "phonetic field": (one(field(code(r"EQ \* jc2 \o\ad(\s\up 9(shi),13)"), "").replace("separate", "x")), "13"),
    "note mark": (one(run("1472"), run("1", '<w:vertAlign w:val="superscript"/>')), "1472"),
    "note mark in brackets": (one(run("13"), run("[2]", '<w:rStyle w:val="mark"/>')), "13"),
    "raised by hand": (one(run("13"), run("①", '<w:position w:val="8"/>')), "13"),
    "footnote": (one(run("13"), '<w:r><w:footnoteReference w:id="1"/></w:r>'), "13"),
    "footnote with a mark of its own": (
        one(run("13"), '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>2</w:t></w:r>'), "13"),
    "comment": (one('<w:commentRangeStart w:id="0"/>', run("13"), '<w:r><w:commentReference w:id="0"/></w:r>'), "13"),
    "frame off the page": (
        cell(paragraph(run("9"), properties='<w:framePr w:hAnchor="page" w:x="30000" w:y="30000"/>'), paragraph(run("13"))), "13"),
    "indented off the page": (
        cell(paragraph(run("9"), properties='<w:ind w:left="-30000"/>'), paragraph(run("13"))), "13"),
    "line of no height": (
        cell(paragraph(run("9"), properties='<w:spacing w:line="1" w:lineRule="exact"/>'), paragraph(run("13"))), "13"),
    "hidden in an equation": (
        one("<m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>9</m:t></m:r><m:r><m:t>13</m:t></m:r></m:oMath>"), "13"),
    "struck in an equation": (
        one("<m:oMath><m:r><w:rPr><w:strike/></w:rPr><m:t>9</m:t></m:r><m:r><m:t>13</m:t></m:r></m:oMath>"), "13"),
    "struck through in an equation": (
        one('<m:oMath><m:borderBox><m:borderBoxPr><m:strikeH m:val="1"/></m:borderBoxPr><m:e><m:r><m:t>9</m:t></m:r>'
            "</m:e></m:borderBox><m:r><m:t>13</m:t></m:r></m:oMath>"), "13"),
    "phantom": (
        one('<m:oMath><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>9</m:t></m:r></m:e></m:phant>'
            "<m:r><m:t>13</m:t></m:r></m:oMath>"), "13"),
    "lowered in an equation": (
        one("<m:oMath><m:sSub><m:e><m:r><m:t>13</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub></m:oMath>"), "13"),
    # seen
    "all of it raised": (one(run("13", '<w:vertAlign w:val="superscript"/>')), "13"),
    "all of it raised in parts": (
        one(run("1", '<w:vertAlign w:val="superscript"/>'), run("3", '<w:position w:val="8"/>')), "13"),
    "run from right to left": (one(f'<w:bdo w:val="rtl">{run("3")}{run("1")}</w:bdo>'), "13"),
    "run from left to right": (one(f'<w:bdo w:val="ltr">{run("13")}</w:bdo>'), "13"),
    "frame beside the text": (
        cell(paragraph(run("13"), properties='<w:framePr w:hAnchor="text" w:x="180" w:y="1"/>')), "13"),
    "digit of the font Symbol": (one('<w:r><w:sym w:font="Symbol" w:char="F031"/></w:r>', run("3")), "13"),
    "white on dark dots": (
        one(run("13", WHITE + '<w:shd w:val="pct95" w:color="000000" w:fill="FFFFFF"/>')), "13"),
    "fraction as a field": (one(field(code(r"EQ \f(1,2)"), "").replace("separate", "x")), "1/2"),
    "ringed figure": (one(field(code(r"EQ \o\ac(○,13)"), "").replace("separate", "x")), "13"),
    "rows of an equation": (
        one("<m:oMath><m:eqArr><m:e><m:r><m:t>13</m:t></m:r></m:e><m:e><m:r><m:t>2</m:t></m:r></m:e></m:eqArr></m:oMath>"), "13\n2"),
    "hidden, and shown again": (one(run("13", '<w:vanish w:val="0"/>')), "13"),
    "not struck": (one(run("13", '<w:strike w:val="false"/>')), "13"),
    "hidden by both styles": (
        one(run("13", '<w:rStyle w:val="gone"/>'), properties='<w:pStyle w:val="hidden"/>'), "13"),
    "white on dark": (cell(paragraph(run("13", WHITE)), properties=DARK), "13"),
    "white on a dark mark": (one(run("13", WHITE + '<w:highlight w:val="darkBlue"/>')), "13"),
    "letters drawn in the line": (one(drawn("width:30pt", '<v:textpath string="13"/>')), "13"),
    "fraction": (one("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
                     "</m:den></m:f></m:oMath>"), "1/2"),
    "white on a shaded run": (one(run("13", WHITE + DARK)), "13"),
    "automatic colour": (one(run("13", '<w:color w:val="auto"/>')), "13"),
    "inserted": (one(tracked("ins", "13")), "13"),
    "moved here": (one(tracked("moveTo", "13")), "13"),
    "link": (one(f'<w:hyperlink r:id="x">{run("13")}</w:hyperlink>'), "13"),
    "smart tag": (one(f"<w:smartTag>{run('13')}</w:smartTag>"), "13"),
    "content control": (one(f"<w:sdt><w:sdtContent>{run('13')}</w:sdtContent></w:sdt>"), "13"),
    "simple field": (one(f'<w:fldSimple w:instr="=SUM(LEFT)">{run("13")}</w:fldSimple>'), "13"),
    "field": (one(field(code("=SUM(LEFT)"), run("13"))), "13"),
    "drop-down": (
        one('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="0"/><w:listEntry w:val="13"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "13"),
    "equation": (one("<m:oMath><m:r><m:t>13</m:t></m:r></m:oMath>"), "13"),
    "equation of its own line": (one("<m:oMathPara><m:oMath><m:r><m:t>13</m:t></m:r></m:oMath></m:oMathPara>"), "13"),
    "text box": (one(box(paragraph(run("13")))), "13"),
    "text box beside text": (one(run("1"), box(paragraph(run("3")))), "3\n1"),
    "text box that lies elsewhere": (one(run("13"), box(paragraph(run("见附注")), "page", 5_000_000)), "13"),
    "nested table": (cell(table(row(one(run("13")))), paragraph()), "13"),
    "two paragraphs": (cell(paragraph(run("13")), paragraph(run("2"))), "13\n2"),
    "line break": (one(run("13"), "<w:r><w:br/></w:r>", run("2")), "13\n2"),
    "paragraphs joined by a deleted mark": (
        cell(paragraph(run("1"), properties="<w:rPr><w:del/></w:rPr>"), paragraph(run("3"))), "13"),
    "hyphen that does not break": (one("<w:r><w:noBreakHyphen/></w:r>", run("8")), "-8"),
    "unit behind the number": (one(run("13"), run("件")), "13件"),
    "raised unit": (one(run("13"), run("件", '<w:vertAlign w:val="superscript"/>')), "13件"),
    "cell in custom XML": (f"<w:customXml>{one(run('13'))}</w:customXml>", "13"),
    "cell in a content control": (f"<w:sdt><w:sdtContent>{one(run('13'))}</w:sdtContent></w:sdt>", "13"),
}  # fmt: skip


def first_grid(body: str, **parts: object) -> Grid:
    page = read_page(word(body, STYLES, **parts), "x.docx")  # type: ignore[arg-type]
    return next(block for block in page.blocks if isinstance(block, Grid))


@pytest.mark.parametrize("construct", CASES)
def test_what_is_read_of_a_cell(construct: str) -> None:
    inside, read = CASES[construct]
    grid = first_grid(table(row(one(run("行政许可")), inside, one(run("末")))))
    assert [c.text for c in grid.cells] == ["行政许可", read, "末"]


ROWS = {
    "hidden row": row(one(run("9")), properties="<w:trPr/><w:hidden/>"),
    "deleted row": row(one(run("9")), properties="<w:del/>"),
    "row moved away": row(one(run("9")), properties="<w:moveFrom/>"),
    "row of no height": row(one(run("9")), properties='<w:trHeight w:val="1" w:hRule="exact"/>'),
    "deleted cell": row(cell(paragraph(run("9")), properties="<w:cellDel/>")),
}


@pytest.mark.parametrize("construct", ROWS)
def test_rows_that_are_not_seen(construct: str) -> None:
    grid = first_grid(
        table(
            row(one(run("甲")), one(run("1"))), ROWS[construct], row(one(run("乙")), one(run("2")))
        )
    )
    assert [c.text for c in grid.cells] == ["甲", "1", "乙", "2"]


def test_rows_in_a_content_control_are_read() -> None:
    inner = f"<w:sdt><w:sdtContent>{row(one(run('乙')), one(run('2')))}</w:sdtContent></w:sdt>"
    grid = first_grid(table(row(one(run("甲")), one(run("1"))), inner))
    assert [c.text for c in grid.cells] == ["甲", "1", "乙", "2"]


def test_a_row_put_into_one_cell_that_spans_it_is_a_row() -> None:
    nested = table(row(*[one(run(str(n))) for n in range(7)]))
    spanning = cell(nested, paragraph(), properties='<w:gridSpan w:val="7"/>')
    grid = first_grid(table(row(one(run("（七）总计")), spanning)))
    assert [(c.text, c.column) for c in grid.cells][1:] == [(str(n), n + 1) for n in range(7)]


def test_a_box_that_lies_elsewhere_is_read_behind_the_table() -> None:
    inside = one(run("13"), box(paragraph(run("见附注")), "page", 5_000_000))
    page = read_page(word(table(row(one(run("行政许可")), inside))), "x.docx")
    assert [type(b) for b in page.blocks] == [Grid, Paragraph]


CHUNKS = {
    "chunk.htm": "<meta charset=utf-8><p>示例</p><table><tr><td>行政许可</td><td>13</td></tr></table>".encode(),
    "chunk.docx": word(table(row(one(run("行政许可")), one(run("13"))))),
    "chunk.mht": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html;"
        b" charset=utf-8\n\n<table><tr><td>" + "行政许可".encode() + b"</td><td>13</td></tr></table>\n--x--\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHUNKS)
def test_an_inserted_file_is_read_where_it_stands(name: str) -> None:
    body = paragraph(run("上")) + '<w:altChunk r:id="c"/>' + paragraph(run("下"))
    page = read_page(word(body, parts={"c": (name, CHUNKS[name])}), "x.docx")
    grid = next(b for b in page.blocks if isinstance(b, Grid))
    assert [c.text for c in grid.cells] == ["行政许可", "13"]
    assert [b.text for b in page.blocks if isinstance(b, Paragraph)][:: len(page.blocks) - 2] == [
        "上",
        "下",
    ]
    assert page.unseen == ()


def picture(width: int, height: int) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
        "<a:graphic><a:graphicData/></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_a_picture_as_large_as_a_table_is_told_and_a_seal_is_not() -> None:
    body = (
        paragraph(run("上"))
        + paragraph(picture(450, 290))
        + paragraph(picture(90, 90))
        + paragraph(run("下"))
    )
    page = read_page(word(body), "x.docx")
    assert [(u.kind, u.block) for u in page.unseen] == [("picture", 1)]


@pytest.mark.parametrize(("width", "height", "is_told"), [(30, 14, True), (4, 4, False)])
def test_a_cell_that_shows_a_picture_alone_is_told(width: int, height: int, is_told: bool) -> None:
    cells = [one(run("行政许可")), one(picture(width, height)), one(run("2"), picture(30, 14))]
    page = read_page(word(table(row(*cells))), "x.docx")
    told = [("picture", "table 1/row 1/column 2")] if is_told else []
    assert [(u.kind, u.locator) for u in page.unseen] == told


def test_a_table_off_the_page_is_not_seen() -> None:
    far = '<w:tblpPr w:horzAnchor="page" w:vertAnchor="page" w:tblpX="40000" w:tblpY="40000"/>'
    body = paragraph(run("上")) + table(row(one(run("甲")), one(run("1"))), properties=far)
    assert list(read_page(word(body), "x.docx").texts()) == ["上"]


def test_an_inserted_file_that_cannot_be_read_is_told() -> None:
    body = paragraph(run("上")) + '<w:altChunk r:id="c"/>'
    page = read_page(word(body, parts={"c": ("chunk.htm", b"")}), "x.docx")
    assert [u.kind for u in page.unseen] == ["object"]


STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def test_strict_open_xml_is_read() -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(table(row(one(run("甲")), one(run("1"))))))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            for transitional, strict in STRICT:
                text = text.replace(transitional, strict)
            new.writestr(name, text)
    [grid] = read_page(out.getvalue(), "x.docx").blocks
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.cells] == ["甲", "1"]

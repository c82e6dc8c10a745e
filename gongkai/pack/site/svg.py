"""Charts as inline SVG: searchable text, colours of the page's theme, nothing from outside."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from html import escape
from io import StringIO
from string import ascii_lowercase, digits

from markupsafe import Markup
from matplotlib.figure import Figure

from gongkai.pack.data.page_parts import NARROW, Area, Chart
from gongkai.pack.pdf.sheet import ROOM
from gongkai.pack.style import fonts, palette

_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_GROUP_ID = re.compile(r'(<g) id="[^"]*"')
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_SIZE = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')
_FAMILY = re.compile(r"'" + re.escape(fonts.FAMILY) + r"'(, [^;\"]*)?")
_COLOURS = re.compile("|".join(map(re.escape, palette.CSS_VARIABLE)))
_DECIMALS = re.compile(r"(\d+\.\d)\d+")
_SAME = r"\1"
_WHOLE = re.compile(r"(?<=\d)\.0(?!\d)")
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r">\s+<")
_NOTHING = re.compile(
    r'<g/>|<defs><style.*?</style></defs>|<path d="[^"]*" style="fill: none"/>', re.DOTALL
)
_STYLED = re.compile(r' style="([^"]*)"')
_CLIP = re.compile(
    r' clip-path="url\([^"]*\)"|<clipPath .*?</clipPath>|<defs>\s*</defs>', re.DOTALL
)
_STEP = re.compile(r"\s*([MLCQZz])\s*")
_OUTLINE = re.compile(r' d="([^"]*)"')
_LOOSE = re.compile(r"([:;,]) | ?stroke-(?:dashoffset: 0|linecap: square|linejoin: miter);?")
_IDLE = re.compile(r' transform="rotate\(-?0 [^"]*"|font-family: inherit; |text-anchor: start; ')


def draw_svg(chart: Chart, *, narrow: bool = False) -> Markup:
    """A chart as an `<svg>` element with its words as label; the same chart gives the same text.

    A `narrow` one is redrawn for a telephone, with type of the same size in less width.
    """
    body = StringIO()
    wide, tall = (NARROW, chart.narrow) if narrow else (ROOM, chart.height)
    with fonts.house_style(salt=f"gongkai-{chart.name}{'-narrow' if narrow else ''}"):
        figure = Figure(figsize=(wide, tall), facecolor="none")
        chart.draw(Area(figure, 0, 0, wide, tall))
        figure.savefig(body, format="svg", metadata={"Date": None, "Creator": None})
    svg = body.getvalue()
    svg = _METADATA.sub("", svg[svg.index("<svg ") :])
    svg = _COMMENT.sub("", svg)  # matplotlib repeats every text in a comment
    svg = _GROUP_ID.sub(r"\1", svg)  # ids that nothing refers to would repeat from chart to chart
    svg = _TAG.sub(lambda tag: _plainer(tag[0]), svg)
    svg = _BETWEEN.sub("><", svg).replace(" xlink:href=", " href=")
    svg = _CLIP.sub("", _CLIP.sub("", svg))  # nothing is drawn beyond its axes; then the empty defs
    svg = _without_idle_groups(_NOTHING.sub("", svg))
    svg = _with_classes(svg)
    opening = f'<svg viewBox="\\1" role="img" aria-label="{escape(chart.alt)}">'
    # A function, because the text of a report may hold what looks like a group reference.
    svg = _SIZE.sub(lambda found: opening.replace("\\1", found[1]), svg, count=1)
    return Markup(svg)


def _plainer(tag: str) -> str:
    """A tag with the page's font and colours, and coordinates of a tenth of a point."""
    tag = _FAMILY.sub("inherit", tag)
    tag = _COLOURS.sub(lambda colour: f"var({palette.CSS_VARIABLE[colour[0]]})", tag)
    tag = _IDLE.sub("", tag).replace("\n", " ")
    tag = _OUTLINE.sub(lambda found: f' d="{_STEP.sub(_SAME, found[1]).strip()}"', tag)
    return _WHOLE.sub("", _DECIMALS.sub(r"\1", tag))


def _with_classes(svg: str) -> str:
    """Styles that stand more than once as classes, which halves what is left.

    A class is named by a digest of its style, so that charts on one page share it without harm.
    """
    often = {style: n for style, n in Counter(_STYLED.findall(svg)).items() if n > 1}
    names = {style: _short_name(style) for style in often}
    svg = _STYLED.sub(
        lambda found: f' class="{names[found[1]]}"' if found[1] in names else found[0], svg
    )
    rules = "".join(f".{name}{{{style}}}" for style, name in names.items())
    rules = _LOOSE.sub(r"\1", rules)
    end = svg.index(">") + 1
    return f"{svg[:end]}<style>{rules}</style>{svg[end:]}"


def _short_name(style: str) -> str:
    """A class name of five characters, which stands hundreds of times on a page."""
    left = int.from_bytes(hashlib.sha256(style.encode()).digest()[:8])
    name = ""
    for letters in (ascii_lowercase, *[ascii_lowercase + digits] * 4):
        left, which = divmod(left, len(letters))
        name += letters[which]
    return name


def _without_idle_groups(svg: str) -> str:
    """The picture without groups that have no attribute and so change nothing; half of its bytes."""
    kept: list[str] = []
    idle: list[bool] = []
    last = 0
    for tag in re.finditer(r"<g(?: [^>]*)?>|</g>", svg):
        kept.append(svg[last : tag.start()])
        last = tag.end()
        if tag[0] == "</g>":
            if not idle.pop():
                kept.append(tag[0])
        else:
            idle.append(tag[0] == "<g>")
            if not idle[-1]:
                kept.append(tag[0])
    return "".join([*kept, svg[last:]])

"""Parts of a web page that are no text: pictures, frames, embedded files and attachments."""

from __future__ import annotations

import base64
import binascii
import re
import struct

from selectolax.lexbor import LexborNode

from gongkai.readers.web.html_markup import Markup

_SMALL_WIDE, _SMALL_HIGH = 200, 60  # pixels: a smaller picture is a logo, a button or a code
_FILE = re.compile(
    r"\.(?:docx?|docm|wps|pdf|xlsx?|et|ofd|zip|rar|7z|mht)(?:[?#].*)?$", re.IGNORECASE
)
_LINKED_FILE = re.compile(
    r"href\s*=\s*[\"']?[^\"'>]*\.(?i:docx?|docm|wps|pdf|xlsx?|et|ofd|zip|rar|7z|mht)\b"
)
_SPECK = 8  # pixels: a smaller picture holds no figure
_SPACER = re.compile(r"spacer|blank|space\.|dot\.|arrow|line\.|bg\.", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*$")
_STYLED = re.compile(r"(?<![\w-])(width|height)\s*:\s*(\d+)(?:\.\d+)?px", re.IGNORECASE)
_DATA = re.compile(r"^data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]{0,4096})")
_KINDS = {
    "img": "picture",
    "canvas": "picture",
    "iframe": "frame",
    "frame": "frame",
    "object": "object",
    "embed": "object",
}
_NO_PICTURE = re.compile(
    r"logo|icon|banner|qr|ewm|erweima|二维码|share|weixin|wechat|nav", re.IGNORECASE
)


def graphics_among(markup: Markup) -> frozenset[str]:
    """Of a page's tags those of such parts; links only where the page names a file."""
    found = markup.tags & _KINDS.keys()
    return found | {"a"} if "a" in markup.tags and _LINKED_FILE.search(markup.said) else found


def graphic(node: LexborNode) -> tuple[str, str] | None:
    """Kind and name of a part that may hold what the text lacks; None for what cannot."""
    attributes = node.attributes
    if node.tag == "a":
        target = attributes.get("href") or ""
        return (
            ("attachment", (node.text() or target).strip()[:60]) if _FILE.search(target) else None
        )
    source = attributes.get("src") or attributes.get("data") or ""
    if node.tag == "object" and source == "script":
        return "script", ""
    if node.tag in ("img", "canvas") and _is_smaller(attributes, source, _SMALL_WIDE, _SMALL_HIGH):
        return None
    if node.tag in ("iframe", "frame") and not source:
        return None
    title = attributes.get("alt") or attributes.get("title") or ""
    return _KINDS[node.tag or "img"], (title or ("" if source.startswith("data:") else source))[:60]


def may_be_a_figure(node: LexborNode) -> bool:
    """Whether a picture, however small, may be all that a cell shows."""
    attributes = node.attributes
    source = attributes.get("src") or ""
    if node.tag != "img" or _SPACER.search(source):
        return False
    return not _is_smaller(attributes, source, _SPECK, _SPECK)


def _is_smaller(attributes: dict[str, str | None], source: str, wide: int, high: int) -> bool:
    if not source.startswith("data:") and _NO_PICTURE.search(source):
        return True
    styled = {side.lower(): int(n) for side, n in _STYLED.findall(attributes.get("style") or "")}
    own = _own_size(source)
    for side, least, drawn in (("width", wide, own[0]), ("height", high, own[1])):
        said = _LENGTH.match(attributes.get(side) or "")
        length = styled.get(side) or (int(said.group(1)) if said else None) or drawn
        if length is not None and length < least:
            return True
    return False


def _own_size(source: str) -> tuple[int | None, int | None]:
    """Width and height of a PNG or GIF that the page itself holds."""
    match = _DATA.match(source)
    if not match:
        return None, None
    try:
        head = base64.b64decode(match.group(1)[:64])
    except (binascii.Error, ValueError):
        return None, None
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head.startswith(b"GIF8") and len(head) >= 10:
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    return None, None

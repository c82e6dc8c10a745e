"""Signs in a PDF's own streams that what it draws is not all that it says, or the other way round.

Looking at every object of a page takes longer than reading its text. So the streams are searched
first, as bytes: a document without any of these signs is drawn as its text runs.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_STREAM = re.compile(rb"stream\r?\n")
_LONGEST_HEAD = 1_000
_FONT_OR_IMAGE = (
    b"/Length1",
    b"/Image",
    b"/Type1C",
    b"/CIDFontType0C",
    b"/OpenType",
    b"/XRef",
    b"/Alternate",
    b"/Metadata",
)
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_MOST = 8_000_000  # bytes of a file: more is looked at page by page
_ANNOTATIONS = (b"/Widget", b"/FreeText", b"/StrikeOut", b"/Stamp", b"/Redact", b"/Square")
# Operators, and how many numbers they take.
_INKS = {b" rg": 3, b" sc": 3, b" scn": 3, b" g": 1}
_NUMBERS = b"0123456789.- \n"  # two thirds of what is drawn
_LIGHT = 0.92  # of white: so light an ink may not show
_NO_INK = b"0 0 0 0 k"
_CLEAR = re.compile(rb"/ca\s+0?(?:\.0\d*)?(?![\d.])")
# Below a point, unless it is drawn larger than it says; shrunk to a twentieth.
_TINY = re.compile(rb"\s0?\.\d+$")
_SHRUNK = re.compile(rb"\.0[0-4]\d* 0 0 -?0?\.0[0-4]\d* \S+ \S+ (?:cm|Tm)")
_CLIPS = re.compile(rb"W\*?\s+n\b")
_BEGINS = re.compile(rb"(\S+)\s+(\S+)\s+T([dDm])\b")
_OTHERWISE = re.compile(rb"\s(?:Q|cm)\s")  # the box holds no longer, or is measured otherwise
_FILLED = re.compile(rb" re\s*[fFBb]")
_PICTURE = re.compile(rb"/Image(?![A-Za-z])")
_INLINE = re.compile(rb"BI\s+/")  # a picture among what is drawn
_HIDING = (b"3 Tr", b"7 Tr", b" Ts")
_DRAWN = (b" Do", b"\nDo", b" sh\n")
_THICK, _LONG = 4.0, 3.0  # points: a thinner box is a line of a table


class Signs(NamedTuple):
    """What a document's bytes tell: whether any page must be looked at object by object, and whether
    any holds a picture."""

    of_hiding: bool
    of_pictures: bool


def signs_of(body: bytes) -> Signs:
    """Search a document for both."""
    hiding = b"/Encrypt" in body or _holds(body, _ANNOTATIONS) or has_layers_off(body)
    hiding = hiding or bool(_CLEAR.search(body))
    pictures = bool(_PICTURE.search(body))
    if len(body) > _MOST:
        return Signs(True, True)
    try:
        for stream in _streams(body):
            hiding = hiding or _tells(stream)
            pictures = pictures or bool(_INLINE.search(stream))
            if hiding and pictures:
                break
    except (zlib.error, ValueError):
        return Signs(True, True)
    return Signs(hiding, pictures)


def has_layers_off(body: bytes) -> bool:
    """Whether a document has layers, some of which may be switched off."""
    return b"/OCG" in body and (b"/OFF" in body or b"/ObjStm" in body)


def _holds(data: bytes, words: tuple[bytes, ...]) -> bool:
    return any(word in data for word in words)


def _among(letters: bytes, words: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Of some words those that may be in what these are the letters of."""
    return tuple(word for word in words if word.translate(None, _NUMBERS) in letters)


def _tells(stream: bytes) -> bool:
    letters = stream.translate(None, _NUMBERS)  # what is not among them need not be looked for
    if _holds(stream, _among(letters, (*_HIDING, *_ANNOTATIONS, _NO_INK))):
        return True
    inks = _among(letters, tuple(_INKS))
    if _CLEAR.search(stream) or any(_is_light(stream, ink, _INKS[ink]) for ink in inks):
        return True
    sizes = {before[-12:] for before in stream.split(b" Tf")[:-1]}  # few of thousands differ
    if any(map(_TINY.search, sizes)) or _SHRUNK.search(stream):
        return True
    first = stream.find(b"Tj")
    first = stream.find(b"TJ") if first < 0 else first
    if first < 0:
        return False
    behind = stream[first:]
    return (
        _holds(behind, _among(letters, _DRAWN))
        or any(_filled_boxes(behind))
        or any(_cut_texts(stream))
    )


def _is_light(stream: bytes, operator: bytes, numbers: int) -> bool:
    """Whether the stream ever takes an ink that is nearly white."""
    pieces = stream.split(operator)
    for before, after in itertools.pairwise(pieces):
        if after[:1].isspace() or not after:
            try:
                shares = [float(number) for number in before[-40:].split()[-numbers:]]
            except ValueError:
                continue
            if shares and min(shares) >= _LIGHT:
                return True
    return False


def _filled_boxes(stream: bytes) -> Iterator[bool]:
    """For each filled box, whether it is large enough to cover text."""
    if not _FILLED.search(stream):
        return
    pieces = stream.split(b" re")
    for before, after in itertools.pairwise(pieces):
        if after.lstrip()[:1] in (b"f", b"F", b"B", b"b"):
            try:
                width, height = map(float, before.split()[-2:])
            except ValueError:
                yield True
            else:
                yield abs(width) > _LONG and abs(height) > _THICK


def _cut_texts(stream: bytes) -> Iterator[bool]:
    """For each box to clip by, whether a text that follows begins outside it; any other shape may cut."""
    clips = [match.start() for match in _CLIPS.finditer(stream)]
    if not clips:
        return
    yield not all(stream[at - 9 : at].rstrip().endswith(b"re") for at in clips)
    pieces = stream.split(b" re")
    for before, after in itertools.pairwise(pieces):
        if not after.lstrip().startswith(b"W"):
            continue
        end = _OTHERWISE.search(after)
        texts = _BEGINS.findall(after, 0, end.start() if end else len(after))
        try:
            x, y, width, height = map(float, before.split()[-4:])
            begins = [(float(x), float(y)) for x, y, _ in texts]
        except ValueError:
            yield True
        else:
            across, up = sorted((x, x + width)), sorted((y, y + height))
            yield bool(texts) and min(abs(width), abs(height)) < 1
            for number, (at, height_at) in enumerate(begins):
                if number == 0 or texts[number][2] == b"m":  # another Td goes on from where it is
                    yield not (
                        across[0] - _THICK <= at <= across[1] + _THICK
                        and up[0] - _THICK <= height_at <= up[1] + _THICK
                    )


def _streams(body: bytes) -> Iterator[bytes]:
    for match in _STREAM.finditer(body):
        if body.endswith(b"end", 0, match.start()):
            continue
        before = body[max(match.start() - _LONGEST_HEAD, 0) : match.start()]
        head = before[before.rfind(b"obj") + 3 :]
        if _holds(head, _FONT_OR_IMAGE):
            continue
        data = body[match.end() : body.find(b"endstream", match.end())]
        named = _FILTERS.search(head)
        for name in re.findall(rb"/(\w+)", named.group(1)) if named else ():
            data = _undone(name, data)
        yield data


def _undone(name: bytes, data: bytes) -> bytes:
    if name in (b"FlateDecode", b"Fl"):
        return zlib.decompressobj().decompress(data)
    if name in (b"ASCII85Decode", b"A85"):
        return _from_ascii85(data)
    raise ValueError(f"a filter that is not undone here: {name!r}")


def _from_ascii85(data: bytes) -> bytes:
    """What base64.a85decode gives, which takes a hundred times as long."""
    import numpy as np  # most files have no such stream

    text = b"".join(data.split()).removeprefix(b"<~").removesuffix(b"~>").replace(b"z", b"!!!!!")
    padding = -len(text) % 5
    digits = np.frombuffer(text + b"u" * padding, np.uint8).astype(np.uint64) - 33
    if len(digits) and digits.max() > 84:
        raise ValueError("a character that ASCII85 has not")
    words = digits.reshape(-1, 5) @ np.array([85**4, 85**3, 85**2, 85, 1], np.uint64)
    whole = words.astype(">u4").tobytes()
    return whole[:-padding] if padding else whole

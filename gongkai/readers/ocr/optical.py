"""Optical recognition of characters, by the optional extra `ocr` (RapidOCR, models in its wheel)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from gongkai.errors import TooLargeError
from gongkai.readers.ocr.ruling import Box, Picture

_HEIGHT = 48  # of the lines that the model was trained on
_NARROWEST = 96  # pixels: a lone digit is padded to it
_AT_ONCE = 1600  # pixels of line length in one batch: bounds memory
_LONGEST_SIDE = 960  # of what is searched for lines: bounds memory too
_MARGIN = 2
_LONGEST = 60  # times as long as high: more is a stroke, and no line of text


class Clock:
    """The processor time that one document may take; a busy machine does not count against it."""

    def __init__(self, seconds: float, name: str) -> None:
        """Start now; `name` is what messages call the document."""
        self.end = time.thread_time() + seconds
        self.seconds, self.name = seconds, name

    def check(self) -> None:
        """Raise TooLargeError when the time is over."""
        if time.thread_time() > self.end:
            raise TooLargeError("scan_too_slow", self.name, seconds=f"{self.seconds:g}")


@cache
def _engine() -> Any:
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_preprocess_img": False,
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # a night reads in processes
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _LONGEST_SIDE,
            "Rec.rec_img_shape": [3, _HEIGHT, _NARROWEST],
            "Rec.rec_batch_num": _AT_ONCE // _NARROWEST,
        }
    )


def recognise(crops: Sequence[Picture], clock: Clock) -> list[tuple[str, float]]:
    """The text of each picture of one line, and how sure the model is of it (0 to 1)."""
    out = [("", 0.0)] * len(crops)
    widths = [max(_NARROWEST, crop.shape[1] * _HEIGHT // crop.shape[0]) for crop in crops]
    legible = [i for i, width in enumerate(widths) if width <= _LONGEST * _HEIGHT]
    waiting = sorted(legible, key=widths.__getitem__)
    while waiting:
        clock.check()
        batch = [i for n, i in enumerate(waiting) if not n or widths[i] * (n + 1) <= _AT_ONCE]
        waiting = waiting[len(batch) :]
        found = _engine().recognize_txt([cv2.cvtColor(crops[i], cv2.COLOR_GRAY2BGR) for i in batch])
        for i, text, score in zip(batch, found.txts, found.scores, strict=True):
            out[i] = (text.strip(), float(score))
    return out


def find_lines(picture: Picture, clock: Clock) -> list[Box]:
    """Where lines of text, or parts of them, stand on a picture."""
    clock.check()
    found = _engine()(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_det=True, use_rec=False)
    height, width = picture.shape
    boxes = []
    for corners in found.boxes if found.boxes is not None else ():
        left, top = np.floor(corners.min(axis=0)).astype(int) - _MARGIN
        right, bottom = np.ceil(corners.max(axis=0)).astype(int) + _MARGIN
        box = Box(max(left, 0), max(top, 0), min(right, width), min(bottom, height))
        if box.right > box.left and box.bottom > box.top:
            boxes.append(box)
    return boxes

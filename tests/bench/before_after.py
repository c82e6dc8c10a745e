"""How fast this checkout reads beside an earlier one: `python -m tests.bench.before_after FOLDER`.

FOLDER is a checkout of an earlier commit. Each reads the same documents in a process of its own, in turn,
and no document twice; the ratio is the median over the turns of what each took of the processor, so that
a busy machine changes little. pandas.read_html finds the tables of the same web pages beside them.
"""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.bench_readers import as_saved_by_word
from tests.factory import LAYOUTS, random_truth, render

_TURNS, _DOCUMENTS = 12, 20
_LAYOUTS = ("html_bare", "html_word", "html_cms", "text_tab", "docx", "xlsx", "pdf_bordered")
_HERE = Path(__file__).parents[2]
_READER = """
import io, pickle, sys, time
from contextlib import suppress
from pathlib import Path
from gongkai.readers import read_page
from gongkai.extract import extract
with suppress(ImportError):
    from gongkai.contained.reader_main import keep_memory
    keep_memory()
import pandas as pd
HOW = {
    "read": lambda body, name: read_page(body, name),
    "extracted": lambda body, name: extract(read_page(body, name)),
    "pandas": lambda body, name: pd.read_html(io.StringIO(body.decode())),
}
for line in sys.stdin:
    how, path = line.split()
    documents = pickle.loads(Path(path).read_bytes())
    began = time.process_time()
    for body, name in documents:
        HOW[how](body, name)
    print((time.process_time() - began) / len(documents) * 1000, flush=True)
"""


class _Reader:
    """A process that reads with the code of one checkout, and says how many ms a document took."""

    def __init__(self, checkout: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _READER],
            cwd=checkout,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def took(self, how: str, documents: Path) -> float:
        assert self.process.stdin is not None and self.process.stdout is not None
        print(how, documents, file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline())


def main() -> None:
    """Print what a document takes before and after."""
    readers = [_Reader(Path(sys.argv[1])), _Reader(_HERE)]
    with TemporaryDirectory() as name:
        for layout in _LAYOUTS:
            turns = [_written(Path(name), layout, turn) for turn in range(_TURNS)]
            is_web = layout == "html_cms"
            for how in ("read", "extracted", "pandas") if is_web else ("extracted",):
                found = [[reader.took(how, turn) for reader in readers] for turn in turns][2:]
                before, after = (median(times) for times in zip(*found, strict=True))
                ratio = median(now / then for then, now in found)
                print(f"{layout} {how}: {before:.2f} -> {after:.2f} ms, x {ratio:.2f}", flush=True)


def _written(folder: Path, layout: str, turn: int) -> Path:
    """Documents of one turn, which no other turn has."""
    truths = (
        random_truth(random.Random(turn * _DOCUMENTS + n), quiet=False) for n in range(_DOCUMENTS)
    )
    bodies = [as_saved_by_word(render(truth, layout).body) for truth in truths]
    path = folder / f"{layout}-{turn}"
    path.write_bytes(pickle.dumps([(body, f"x.{LAYOUTS[layout].extension}") for body in bodies]))
    return path


if __name__ == "__main__":
    main()

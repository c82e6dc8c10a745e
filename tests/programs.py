"""The programs that some tests drive, LibreOffice and Chromium: looked for once, started in one way."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def _profile() -> Path:
    """What LibreOffice makes of its settings when it first starts, kept for the next starts of this process."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def converted(
    sources: Sequence[Path], to: str, folder: Path, profile: Path | None = None
) -> list[Path]:
    """The files as LibreOffice writes them into `folder` in another format; one that it cannot open is not there."""
    home = (profile or _profile()).as_uri()
    command = [str(OFFICE), f"-env:UserInstallation={home}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, capture_output=True, timeout=400, check=False)
    return [folder / f"{source.stem}.{to.partition(':')[0]}" for source in sources]


def printed_by_browser(page: Path) -> bytes:
    """The PDF that Chromium prints of a page."""
    made = page.with_suffix(".pdf")
    command = [str(BROWSER), "--headless", *_FLAGS, "--no-pdf-header-footer"]
    command += [f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=180, check=False)
    return made.read_bytes()


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser, driven by Playwright; the test is skipped where either is not installed."""
    if BROWSER is None:
        pytest.skip("Chromium is not installed")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=BROWSER, args=list(_FLAGS))
        yield launched
        launched.close()

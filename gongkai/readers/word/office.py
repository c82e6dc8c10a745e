"""Office files of other kinds (DOC, WPS, RTF, ODT): turned into DOCX by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from gongkai.errors import UnreadableError, UnsupportedError
from gongkai.readers.page import Page
from gongkai.readers.word.docx import read_docx

_SECONDS = 60


def read_old_office(body: bytes, name: str) -> Page:
    """The page of a DOC, WPS or RTF file; macros are never run.

    Raises:
        UnsupportedError: where LibreOffice is not installed.
        UnreadableError: where it cannot convert the file within a minute.
    """
    office = _libreoffice()
    if office is None:
        raise UnsupportedError("libreoffice_missing", name)
    return _converted(body, name, office)


def read_open_document(body: bytes, name: str) -> Page:
    """The page of an ODT file.

    Raises:
        UnsupportedError, UnreadableError: as for the old files.
    """
    office = _libreoffice()
    if office is None:
        raise UnsupportedError("libreoffice_missing_odt", name)
    return _converted(body, name, office)


def _libreoffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(body: bytes, name: str, office: str) -> Page:
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        source = Path(folder, "document.doc")
        source.write_bytes(body)
        profile = Path(folder, "profile").as_uri()
        command = [
            office,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            f"-env:UserInstallation={profile}",
        ]
        command += ["--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError("conversion_too_slow", name, seconds=_SECONDS) from error
        made = Path(folder, "document.docx")
        if not made.is_file():
            raise UnreadableError("conversion_failed", name)
        return read_docx(made.read_bytes(), name)

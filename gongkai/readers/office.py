"""Office files of other kinds (DOC, WPS, RTF, ODT): turned into DOCX by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from gongkai.errors import UnreadableError, UnsupportedError
from gongkai.readers.docx import read_docx
from gongkai.readers.page import Page

_SECONDS = 60


def read_old_office(body: bytes, name: str) -> Page:
    """The page of a DOC, WPS or RTF file; macros are never run.

    Raises:
        UnsupportedError: where LibreOffice is not installed.
        UnreadableError: where it cannot convert the file within a minute.
    """
    return _converted(body, name, "a DOC, WPS or RTF file")


def read_open_document(body: bytes, name: str) -> Page:
    """The page of an ODT file.

    Raises:
        UnsupportedError, UnreadableError: as for the old files.
    """
    return _converted(body, name, "an OpenDocument file (ODT)")


def _converted(body: bytes, name: str, what: str) -> Page:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnsupportedError(
            f"{what} is read through LibreOffice, which is not installed",
            name,
            "install LibreOffice (Debian: apt-get install libreoffice-writer), or save it as DOCX",
        )
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
            raise UnreadableError(
                f"LibreOffice took over {_SECONDS} s", name, "save it as DOCX"
            ) from error
        made = Path(folder, "document.docx")
        if not made.is_file():
            raise UnreadableError("LibreOffice could not convert it", name, "save it as DOCX")
        return read_docx(made.read_bytes(), name)

"""Which program read the documents and built the warehouse: digests of its sources, data and libraries."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gongkai import __version__
from gongkai.form import form_files
from gongkai.settings import sql_folder

PACKAGE = Path(__file__).parent

READING = (
    "build/batches.py",
    "build/last_good.py",
    "contained/read_limits.py",
    "errors.py",
    "extract",
    "form",
    "messages.py",
    "packaged_font.py",
    "readers",
    "strangers_text.py",
    "unit_name.py",
    "warehouse/columns.py",
    "warehouse/figures_digest.py",
    "warehouse/stage.py",
    "warehouse/staged.py",
)
"""What shapes a staged reading besides the document: files and whole folders of the package."""

BUILDING = (
    "atomic_write.py",
    "audit",
    "build",
    "sources/attempts.py",
    "sources/ledger",
    "sources/load_county.py",
    "sources/registry",
    "sources/vault",
    "sql_files.py",
    "warehouse",
)
"""What shapes a warehouse besides the readings and sql/."""

LIBRARIES = (
    "cn2an",
    "lxml",
    "noto-cjk-sans-otc",
    "numpy",
    "onnxruntime",
    "opencc",
    "opencv-python-headless",
    "pillow",
    "pyarrow",
    "pypdfium2",
    "python-calamine",
    "rapidfuzz",
    "rapidocr",
    "selectolax",
    "xlrd",
)
"""Distributions that take part in a reading; those of the extra `ocr` may be absent."""


def sources_digest(sources: Iterable[Path], root: Path) -> str:
    """The digest of files, and of all files in folders and their sub-folders, with their names.

    Args:
        sources: files or folders under `root`; one that is not there counts as empty.
        root: what the names are relative to, so that two copies of a package have one digest.
    """
    files = {
        path
        for source in sources
        for path in ([source] if source.is_file() else source.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    digest = hashlib.sha256()
    for path in sorted(files):
        name, body = path.relative_to(root).as_posix(), path.read_bytes()
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


@cache
def reader_digest() -> str:
    """What a reading depends on besides the document: sources, data, libraries and Python."""
    sources = sources_digest([PACKAGE / name for name in READING], PACKAGE)
    forms = [hashlib.sha256(path.read_bytes()).hexdigest() for path in form_files()]
    libraries = [f"{name} {_version(name)}" for name in LIBRARIES]
    python = ".".join(platform.python_version_tuple()[:2])
    return hashlib.sha256("\n".join([sources, python, *forms, *libraries]).encode()).hexdigest()


@cache
def program_digest() -> str:
    """What the warehouse depends on besides its inputs: reader, registry, SQL, audit, build and DuckDB."""
    code = sources_digest([PACKAGE / name for name in BUILDING], PACKAGE)
    rules = sources_digest([sql_folder()], sql_folder())
    versions = f"{__version__} {_version('duckdb')} {reader_digest()} {code} {rules}"
    return hashlib.sha256(versions.encode()).hexdigest()


@cache
def reader_version() -> str:
    """The reader's version for people: `0.1.0+3fa9c1d2`, the package's and the digest's beginning."""
    return f"{__version__}+{reader_digest()[:8]}"


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "absent"

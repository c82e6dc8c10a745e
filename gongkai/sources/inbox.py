"""The inbox: files somebody put into `<county>/inbox/`, distinguished by the names they lie under."""

from __future__ import annotations

import datetime
import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gongkai.errors import RefusedError
from gongkai.readers.archive import Member, is_archive, members_of
from gongkai.sources.attempts import Attempt
from gongkai.sources.registry.county import County
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit
from gongkai.sources.titles import years_in
from gongkai.sources.vault.store import Vault

INBOX = "inbox"
MAX_BYTES = 256 * 1024 * 1024
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # to open a pipe that nobody writes to would wait for ever
_MEDIA_TYPES = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".shtml": "text/html",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
# What desktops and office programs leave lying about.
_LITTER = re.compile(r"\.|~\$|desktop\.ini$|thumbs\.db$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inbox: whose it is and of which year, or why that cannot be told.

    `year` is None without a `problem` where no name gives a year: the document itself may. `member`
    is the document of an archive that holds those of several units or years.
    """

    path: Path
    unit: Unit | None
    year: int | None
    problem: str | None = None
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class PullResult:
    """What a pull did.

    Attributes:
        found: documents that were there, in the inbox and on websites.
        new: entries of the vault that it made.
        problems: files of the inbox that were left aside.
        attempts: what went wrong on websites.
        fault: why the pull of the whole county broke off; None where it came to its end.
    """

    found: int
    new: int
    problems: tuple[Found, ...]
    attempts: tuple[Attempt, ...] = ()
    fault: str | None = None


def scan(county: County, folder: Path) -> Iterator[Found]:
    """Every file of `folder`'s inbox in the order of its path, matched to unit and year.

    Args:
        county: whose units the names are compared with.
        folder: the county's folder.

    Names are read below the inbox only, folders and file name alike: `<unit>/<year>.html`,
    `<year>/<unit>.txt` and `<unit><year>年….html` all do. What cannot be matched is returned with
    its `problem`, never raised. An inbox that does not exist holds nothing.
    """
    names = UnitNames(county.units)
    inbox = folder / INBOX
    for path in _files(inbox):
        below = path.relative_to(inbox)
        whole = _match(county, names, path, below)
        inside = [
            replace(_match(county, names, path, below.with_suffix("") / member.name), member=member)
            for member in _members(path)
        ]
        told = {(found.unit, found.year) for found in inside if found.unit and not found.problem}
        yield from inside if len(told) > 1 else [whole]


def pull_inbox(
    county: County,
    folder: Path,
    vault: Vault,
    progress: Callable[[int, int], None] | None = None,
    clock: Callable[[], datetime.datetime] | None = None,
) -> PullResult:
    """Put every file of the inbox into the vault; the inbox itself is left as it is.

    A file that no unit or year could be told for is kept too, for no unit, so that nothing is lost.

    Args:
        county: whose inbox it is.
        folder: the county's folder.
        vault: the county's raw store.
        progress: told after each file how many are done and how many there are.
        clock: the time, if not the system's.
    """
    files = list(scan(county, folder))
    problems, new = [], 0
    for done, found in enumerate(files, start=1):
        try:
            body = found.member.body if found.member else read_file(found.path)
        except OSError as error:
            found = replace(found, problem=f"cannot be read: {error.strerror}")
        else:
            entry = vault.put(
                body,
                unit_id=found.unit.unit_id if found.unit and not found.problem else None,
                year=found.year,
                source_path=found.path.relative_to(folder).as_posix()
                + (f"!/{found.member.name}" if found.member else ""),
                file_name=PurePosixPath(found.member.name).name
                if found.member
                else found.path.name,
                fetched_at=clock() if clock else None,
                media_type=_MEDIA_TYPES.get(
                    PurePosixPath(found.member.name if found.member else found.path).suffix.lower()
                ),
            )
            new += entry.is_new
        if found.problem:
            problems.append(found)
        if progress:
            progress(done, len(files))
    return PullResult(len(files), new, tuple(problems))


def read_file(path: Path) -> bytes:
    """The bytes of a plain file of the inbox.

    Raises:
        OSError: for whatever else bears the name (a link, a pipe, a device), even if it has only now
            taken the file's place, and for a file beyond MAX_BYTES; such a thing is never read from.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NO_WAIT)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not a plain file", str(path))
        if about.st_size > MAX_BYTES:
            raise OSError(errno.EFBIG, f"{about.st_size:,} bytes; at most {MAX_BYTES:,}", str(path))
        return file.read()


def _files(folder: Path) -> Iterator[Path]:
    """Whatever lies below `folder`, sorted, without litter; links to folders are listed, not followed."""
    found = []
    for base, folders, files in os.walk(folder):
        wanted = [name for name in folders if not _LITTER.match(name)]
        folders[:] = [name for name in wanted if not Path(base, name).is_symlink()]
        names = files + [name for name in wanted if name not in folders]
        found += [Path(base, name) for name in names if not _LITTER.match(name)]
    yield from sorted(found)


def _members(path: Path) -> list[Member]:
    """The documents of a ZIP of the inbox; none where it is another file, or a damaged one."""
    if path.suffix.lower() != ".zip":
        return []
    try:
        body = read_file(path)
        return members_of(body, path.name) if is_archive(body) else []
    except (OSError, RefusedError):
        return []


def _match(county: County, names: UnitNames, path: Path, below: Path) -> Found:
    parts = [*below.parts[:-1], below.stem]
    units = {unit.unit_id: unit for part in parts for unit in names.find(part)}
    if not units:
        return Found(path, None, None, f"no unit of {county.name} is named in {below}")
    if len(units) > 1:
        listed = ", ".join(unit.name for unit in units.values())
        return Found(path, None, None, f"several units are named in {below}: {listed}")
    unit = next(iter(units.values()))
    years = _years(parts)
    if len(years) > 1:
        listed = ", ".join(map(str, sorted(years)))
        return Found(path, unit, None, f"several years are named in {below}: {listed}")
    year = next(iter(years), None)
    if year is not None and year not in county.years:
        span = f"{county.first_year}–{county.last_year}"
        return Found(path, unit, year, f"{year} is not among the years of {county.name}: {span}")
    return Found(path, unit, year)


def _years(parts: list[str]) -> set[int]:
    """The report's year: file name before folders."""
    return next((found for part in reversed(parts) if (found := years_in(part))), set())

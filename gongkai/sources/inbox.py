"""The inbox: files somebody put into `<county>/inbox/`, distinguished by the names they lie under."""

from __future__ import annotations

import datetime
import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gongkai.errors import RefusedError
from gongkai.messages import Message, message
from gongkai.readers.archive import Member, is_archive, members_of
from gongkai.readers.mail import attached_to
from gongkai.sources.attempts import Attempt
from gongkai.sources.inbox_files import ANSWERS, DOCUMENT, InboxFile, inbox_files
from gongkai.sources.ledger.answers_taken import taken as taken_answers
from gongkai.sources.ledger.arrivals import Arrival, has_inbox_changed, note_arrivals
from gongkai.sources.ledger.decisions import in_force, read_decisions
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
    ".eml": "message/rfc822",
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


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inbox: whose it is and of which year, or why that cannot be told.

    `year` is None without a `problem` where no name gives a year: the document itself may. `member`
    is the document of an archive or a mail that holds those of several units or years.
    """

    path: Path
    unit: Unit | None
    year: int | None
    problem: Message | None = None
    member: Member | None = None

    def source_path(self, folder: Path) -> str:
        """Its path below the county's folder, as the vault and the ledger name it."""
        path = self.path.relative_to(folder).as_posix()
        return f"{path}!/{self.member.name}" if self.member else path


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
    for path in (file.path for file in inbox_files(inbox) if file.kind == DOCUMENT):
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

    All that one pull finds arrived at one moment: which of two versions is the later one hangs on no disk's speed.

    A file that no unit or year could be told for is kept too, for no unit, so that nothing is lost.

    Args:
        county: whose inbox it is.
        folder: the county's folder.
        vault: the county's raw store.
        progress: told after each file how many are done and how many there are.
        clock: the time, if not the system's.
    """
    moment = clock() if clock else datetime.datetime.now(datetime.UTC)
    files = list(scan(county, folder))
    problems, new = [], 0
    taken: list[tuple[Found, str | None]] = []
    for done, found in enumerate(files, start=1):
        try:
            body = found.member.raw if found.member else read_file(found.path)
        except OSError as error:
            found = replace(found, problem=message("file_not_taken", error=error.strerror))
            taken.append((found, None))
        else:
            file_name = found.member.file_name if found.member else found.path.name
            entry = vault.put(
                body,
                unit_id=found.unit.unit_id if found.unit and not found.problem else None,
                year=found.year,
                source_path=found.source_path(folder),
                file_name=file_name,
                fetched_at=moment,
                media_type=_MEDIA_TYPES.get(PurePosixPath(file_name).suffix.lower()),
            )
            new += entry.is_new
            taken.append((found, entry.sha256))
        if found.problem:
            problems.append(found)
        if progress:
            progress(done, len(files))
    place_documents(county, folder, vault)
    _note(folder, taken, moment)
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


def place_documents(county: County, folder: Path, vault: Vault) -> None:
    """Keep each document for the unit and year that a person said; see gongkai.sources.ledger.decisions."""
    decisions = read_decisions(folder)
    placed = [
        d
        for d, stands in zip(decisions, in_force(decisions), strict=True)
        if stands and d.kind == "place"
    ]
    units = {unit.unit_key: unit for unit in county.units}
    entries = {e.sha256: e for e in vault.entries()} if placed else {}
    for decision in placed:
        entry, unit = entries.get(decision.document_sha256), units.get(decision.unit_key)
        if entry and unit:
            vault.put(
                vault.read(entry),
                unit_id=unit.unit_id,
                year=int(decision.year),
                file_name=entry.file_name,
                url=entry.url,
                source_path=entry.source_path,
                media_type=entry.media_type,
                fetched_at=datetime.datetime.fromisoformat(entry.fetched_at),
            )


def aside(folder: Path) -> list[InboxFile]:
    """What lies in the inbox of the county in `folder` and is no document of its own."""
    return [file for file in inbox_files(folder / INBOX) if file.kind != DOCUMENT]


def has_changed(folder: Path) -> bool:
    """Whether other files lie in the inbox of the county in `folder` than at the last pull."""
    paths = (file.path.relative_to(folder).as_posix() for file in inbox_files(folder / INBOX))
    return has_inbox_changed(folder, paths)


def _note(folder: Path, taken: list[tuple[Found, str | None]], moment: datetime.datetime) -> None:
    """Note what lies in the inbox: what was taken in, and what belongs to it or was ignored."""
    at = moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
    seen = [
        Arrival(
            path=found.source_path(folder),
            sha256=sha256,
            kind=DOCUMENT,
            arrived_at=at,
            unit_id=found.unit.unit_id if found.unit else None,
            year=found.year,
            problem=found.problem.code if found.problem else None,
            problem_detail=found.problem.detail if found.problem else None,
        )
        for found, sha256 in taken
    ]
    answered = taken_answers(folder)
    for file in aside(folder):
        digest = _digest(file.path) if file.kind == ANSWERS else None
        why = answered.get(digest or "", file.why)
        seen.append(
            Arrival(
                path=file.path.relative_to(folder).as_posix(),
                sha256=digest,
                kind=file.kind,
                arrived_at=at,
                belongs_to=file.page.relative_to(folder).as_posix() if file.page else None,
                problem=why.code if why else None,
                problem_detail=why.detail if why else None,
            )
        )
    note_arrivals(folder, seen)


def _members(path: Path) -> list[Member]:
    """The documents of a ZIP or a mail of the inbox; none where it is another file, or a damaged one."""
    if path.suffix.lower() not in (".zip", ".eml"):
        return []
    try:
        body = read_file(path)
        return members_of(body, path.name) if is_archive(body) else attached_to(body)
    except (OSError, RefusedError):
        return []


def _match(county: County, names: UnitNames, path: Path, below: Path) -> Found:
    parts = [*below.parts[:-1], below.stem]
    units = {unit.unit_id: unit for part in parts for unit in names.find(part)}
    name = str(below)
    if not units:
        why = message("no_unit_named", county=county.name, name=name)
        return Found(path, None, None, why)
    if len(units) > 1:
        listed = "、".join(unit.name for unit in units.values())
        return Found(path, None, None, message("several_units_named", units=listed, name=name))
    unit = next(iter(units.values()))
    years = _years(parts)
    if len(years) > 1:
        listed = "、".join(map(str, sorted(years)))
        return Found(path, unit, None, message("several_years_named", years=listed, name=name))
    year = next(iter(years), None)
    if year is not None and year not in county.years:
        span = f"{county.first_year}–{county.last_year}"
        why = message("year_not_watched", year=year, county=county.name, span=span)
        return Found(path, unit, year, why)
    return Found(path, unit, year)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except OSError:
        return None


def _years(parts: list[str]) -> set[int]:
    """The report's year: file name before folders."""
    return next((found for part in reversed(parts) if (found := years_in(part))), set())

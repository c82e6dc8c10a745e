"""Names as they are compared: full-width and compatibility forms folded, spaces gone."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """NFKC without white space, lower case; rare characters such as 𠙶 (U+20676) stay."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()

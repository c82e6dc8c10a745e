"""Why an address gave nothing: raised inside a pull, and turned into an attempt row."""

from __future__ import annotations

UNREADABLE = (ValueError, LookupError, ArithmeticError, RecursionError, MemoryError)
"""What a hostile page may drive our own reading into; it costs that page and not the night."""


class FetchError(Exception):
    """An address that could not be had.

    Attributes:
        reason: a code of `gongkai/sources/attempts.toml`.
        detail: what happened, for engineers.
        status: of HTTP, where there was an answer.
        may_pass: whether asking again soon can help.
    """

    def __init__(
        self, reason: str, detail: str = "", *, status: int | None = None, may_pass: bool = False
    ) -> None:
        """Say why; see the attributes."""
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail, self.status, self.may_pass = reason, detail, status, may_pass


def unreadable(error: BaseException) -> FetchError:
    """The failure of a page that could not be made sense of."""
    return FetchError("unreadable", f"{type(error).__name__}: {error}"[:200])

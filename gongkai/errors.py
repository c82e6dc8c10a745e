"""The errors a user can meet: each says what is wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.messages import message
from gongkai.strangers_text import one_line


class GongkaiError(Exception):
    """Root of every error that Gongkai raises on purpose.

    Args:
        what: what is wrong, with the offending text where it helps.
        where: the file, address, sha256, page or row it was found at.
        next_step: what the reader of the message can do about it.
    """

    def __init__(self, what: str, where: str = "", next_step: str = "") -> None:
        """Put the three together: as one line, unless what is wrong takes several."""
        self.what, self.where, self.next_step = what, one_line(where), next_step
        gap = "\n" if "\n" in what else " "
        super().__init__(
            (f"{self.where}: " if where else "")
            + what
            + (f"{gap}— {next_step}" if next_step else "")
        )


class FormError(GongkaiError):
    """A form file that does not describe a usable form."""


class RegistryError(GongkaiError):
    """A county.toml or units.csv that cannot be used; the message lists every fault with its row."""


class WarehouseError(GongkaiError):
    """A warehouse that cannot be built, opened or swapped in."""


class LakeError(WarehouseError):
    """A province's lake that cannot be opened or written; this installation's own file stands."""


class PackError(GongkaiError):
    """A pack that cannot be drawn, a missing glyph among the reasons."""


class RefusedError(GongkaiError):
    """A document that is not read; `reason` and `message` go into the quarantine row.

    Args:
        code: why, as a catalogue of `gongkai.messages` has it, which also says what to do.
        where: the name of the document.
        parameters: those of the message.
    """

    reason = "unreadable"

    def __init__(self, code: str, where: str = "", /, **parameters: object) -> None:
        """Word it in English; `message` has it in Chinese too."""
        self.message = message(code, **parameters)
        super().__init__(self.message.en, where, self.message.next_en)

    def __reduce__(self) -> tuple[object, ...]:
        """Come out of another process as it went in."""
        return _refused, (type(self), self.message.code, self.where, dict(self.message.parameters))

    @property
    def detail(self) -> str:
        """The message without its place, as the `refused` object of the JSON contract has it."""
        return self.what + (f" — {self.next_step}" if self.next_step else "")


def _refused(
    kind: type[RefusedError], code: str, where: str, parameters: Mapping[str, object]
) -> RefusedError:
    return kind(code, where, **parameters)


class NotAReportError(RefusedError):
    """A document that can be read but is no annual report: news, a list page, an empty form."""

    reason = "not_a_report"


class UnreadableError(RefusedError):
    """Bytes that are no text or no whole document of their kind."""

    reason = "unreadable"


class EncryptedError(RefusedError):
    """A document that asks for a password."""

    reason = "encrypted"


class TooLargeError(RefusedError):
    """A document beyond the bounds within which reading stays safe."""

    reason = "too_large"


class UnsupportedError(RefusedError):
    """A kind of document that this installation does not read."""

    reason = "unsupported"


class TooSlowError(RefusedError):
    """A document that takes too long to read."""

    reason = "too_slow"


class TooMuchMemoryError(RefusedError):
    """A document that takes too much memory to read."""

    reason = "too_much_memory"


class AnswersRefusedError(RefusedError):
    """A filled-in workbook of open matters that is not taken in as a whole."""

    reason = "unsupported"

"""What came of a workbook of open matters: answers that were taken in, and those that were not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from gongkai.messages import Message

CORRECTED, CHOSEN, FILED = "更正", "选定", "归档"


@dataclass(slots=True)
class Settled:
    """What was taken in: accepted answers by kind, and who or what failed with its reason."""

    county_id: str
    signed_by: str
    accepted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    failed: dict[str, list[tuple[str, Message]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def lines(self) -> list[str]:
        """One line a kind of answer: 更正：采用 3，失败 1（河湾镇：无此处）."""
        found = []
        for kind in (CORRECTED, CHOSEN, FILED):
            taken, failed = self.accepted[kind], self.failed[kind]
            if taken or failed:
                why = "；".join(f"{whose}：{said.zh}" for whose, said in failed)
                found.append(
                    f"{kind}：采用 {taken}，失败 {len(failed)}" + (f"（{why}）" if why else "")
                )
        return found or ["没有填写任何答复"]

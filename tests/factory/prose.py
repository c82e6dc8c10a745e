"""The wording of a truth: preface, section one with its five matters, sections five and six."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from gongkai.form import forms
from tests.factory import sentences as words
from tests.factory.clauses import disclosed, requests, reviews
from tests.factory.truth import Truth

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_TOPIC_STYLES = (
    "（{0}）{1}\n",
    "（{0}）{1}。",
    "（{0}）{1}情况。",
    "{2}.{1}\n",
    "（{0}）{1}方面\n",
)
_CHINESE_DIGITS = "一二三四五六"


class Prose:
    """The paragraphs of one report.

    Every choice comes from the truth's seed and is drawn apart for each passage, so that a report
    with another's seed copies its wording whatever its figures are.
    """

    def __init__(self, truth: Truth) -> None:
        self._truth = truth
        self._rng = random.Random()
        self._slots = {
            "we": _we(truth.unit),
            "year": str(truth.year),
            "unit": self.unit or "本机关",
            "notice": forms()[truth.text.notice or truth.form].notice,
        }

    @property
    def unit(self) -> str:
        """The body as the report names it; empty when it gives no name."""
        truth = self._truth
        name = truth.office if truth.text.unit is None else truth.text.unit
        return truth.county + name if name and truth.text.names_county else name

    def title(self) -> str:
        """The report's title with unit and year as printed."""
        self._draw("title")
        year = self._truth.text.year or self._truth.year
        patterns = (
            "{u}{y}年政府信息公开工作年度报告",
            "{u}{y}年度政府信息公开工作年度报告",
            "{y}年{u}政府信息公开工作年度报告",
        )
        return self._rng.choice(patterns).format(u=self.unit, y=year)

    def preface(self) -> list[str]:
        """The paragraph before section one: who reports, by which notice, over which period."""
        self._draw("preface")
        parts = [self._one(words.PREFACE), self._one(words.NOTICE)]
        period = self._one(words.PERIOD)
        if self._truth.text.ends_early:
            period = period.replace("12月31日", "12月30日")
        parts.append(period)
        return ["".join(parts)]

    def section(self, number: int) -> list[str]:
        """The paragraphs that stand under the heading of a section, before its table if any."""
        leftover = self._truth.text.leftover
        self._draw(f"section {number}")
        if number == 1:
            made = self._overview()
        elif number == 5:
            made = self._problems()
        elif number == 6:
            made = [self._one(words.FEES), *self._some(words.OTHER_MATTERS, 1, 2)]
        else:
            made = [text for text in [self._one(words.TABLE_SECTION)] if text]
        return [*made, leftover] if leftover and number == 5 else made

    def _overview(self) -> list[str]:
        style = self._rng.choice(_TOPIC_STYLES)
        bodies = (self._topic_1, self._topic_2, self._topic_3, self._topic_4, self._topic_5)
        topics = forms()[self._truth.form].sections[0].subtopics
        paragraphs = self._some(words.OPENING, 2, 3, joined=True)
        shown = 0
        for number, (topic, body) in enumerate(zip(topics, bodies, strict=True), start=1):
            if number in self._truth.text.without_subtopics:
                continue
            self._draw(f"matter {number}")
            head = style.format(_CHINESE_DIGITS[shown], topic.name, shown + 1)
            paragraphs += (head + body()).split("\n")
            shown += 1
        return paragraphs

    def _topic_1(self) -> str:
        said = self._several(words.DISCLOSURE)
        return disclosed(self._truth, self._rng) + said

    def _topic_2(self) -> str:
        said = self._several(words.REQUESTS)
        return requests(self._truth, self._rng) + reviews(self._truth, self._rng) + said

    def _topic_3(self) -> str:
        return self._several(words.MANAGEMENT)

    def _topic_4(self) -> str:
        slots = {"hits": self._rng.randint(800, 90_000), "percent": self._rng.randint(90, 99)}
        return self._several(words.PLATFORM) + self._rng.choice(words.PLATFORM_NUMBERS).format(
            **slots
        )

    def _topic_5(self) -> str:
        said = self._several(words.SUPERVISION)
        return said + self._one(words.ACCOUNTABILITY) * self._truth.text.states_accountability

    def _draw(self, passage: str) -> None:
        self._rng.seed(f"{self._truth.text.seed}/{passage}")

    def _problems(self) -> list[str]:
        pairs = self._rng.sample(words.PROBLEMS, self._rng.randint(2, 3))
        problems = [self._vary(p) for p, _ in pairs]
        fixes = [self._vary(f) for _, f in pairs]
        if self._rng.random() < 0.6:
            problems = [f"{_CHINESE_DIGITS[i]}是{p}" for i, p in enumerate(problems)]
            fixes = [f"{_CHINESE_DIGITS[i]}是{f}" for i, f in enumerate(fixes)]
        self._slots |= {"problems": "；".join(problems), "fixes": "；".join(fixes)}
        return [self._one(words.PROBLEM_FRAMES), self._one(words.FIX_FRAMES)]

    def _several(self, bank: Sequence[str]) -> str:
        return "".join(self._some(bank, 2, 3))

    def _some(self, bank: Sequence[str], low: int, high: int, joined: bool = False) -> list[str]:
        chosen = [self._vary(s) for s in self._rng.sample(bank, self._rng.randint(low, high))]
        return ["".join(chosen)] if joined else chosen

    def _one(self, bank: Sequence[str]) -> str:
        return self._vary(self._rng.choice(bank))

    def _vary(self, pattern: str) -> str:
        chosen = _CHOICE.sub(lambda m: self._rng.choice(m[1].split("|")), pattern)
        return chosen.format(**self._slots) if "{" in chosen else chosen


def _we(unit: str) -> str:
    return "我街道" if unit.endswith("街道") else f"我{unit[-1]}"

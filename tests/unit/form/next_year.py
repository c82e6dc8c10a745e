"""A form of a year to come, made up, and a county that reports on it: `python -m tests.unit.form.next_year FOLDER`.

It is run in a process of its own, with GONGKAI_FORMS naming the folder of the form: nothing in the
package knows of it.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import random
import sys
from pathlib import Path

import gongkai.form
from gongkai.form import forms
from gongkai.pack.publish import publish_pack
from gongkai.settings import Settings
from gongkai.sources.vault.store import Vault
from tests.factory import random_truth, render
from tests.factory.figures import retotal
from tests.factory.truth import Truth
from tests.flows.small import night

YEAR = 2027
LAYOUTS = {"yunxi": "html_cms", "shiqiao": "docx", "baihe": "pdf_bordered", "liuan": "text_pipe"}
NAMES = {
    "yunxi": "示例云溪镇",
    "shiqiao": "示例石桥镇",
    "baihe": "示例白河乡",
    "liuan": "示例柳岸街道",
}
OLD_FORM = "liuan"
"""The unit that in the new year still reports on the form of 2021."""

FAULTY = "shiqiao"
"""The unit whose total of outcomes forgets the new row, and whose total of reviews the new result."""

_GROUP = 'group = ["三、本年度办理结果", "（五）不予处理"] },'
_CHANGES = (
    ('form = "2021"', 'form = "2027"'),
    ('notice = "国办公开办函〔2021〕30号"', 'notice = "示例函〔2027〕7号"'),
    ("first_year = 2021", "first_year = 2027"),
    ('title = "存在的主要问题及改进情况"', 'title = "工作短板和下年打算"'),
    (
        '[[disclosure]]\nclause = "第二十条第（八）项"',
        '[[disclosure]]\nclause = "第二十条第（七）项"\n'
        'measures = [{ id = "hearings", label = "本年听证场数", unit = "场" }]\n'
        'items = [{ id = "major_decisions", label = "重大行政决策" }]\n\n'
        '[[disclosure]]\nclause = "第二十条第（八）项"',
    ),
    (
        f'已获取信息", {_GROUP}\n',
        f'已获取信息", {_GROUP}\n'
        f'  {{ id = "declined_other_channel", label = "6.应当通过其他渠道办理", {_GROUP}\n',
    ),
    (
        '"declined_reconfirm",\n  "other',
        '"declined_reconfirm", "declined_other_channel",\n  "other',
    ),
    (
        '  { id = "pending", label = "尚未审结" },',
        '  { id = "withdrawn", label = "撤回终止" },\n  { id = "pending", label = "尚未审结" },',
    ),
    ('"corrected", "other", "pending"]', '"corrected", "other", "withdrawn", "pending"]'),
)
_HIGHLIGHT = '\n[[highlight]]\ncell = "disclosure.major_decisions.hearings"\ntitle = "听证（场）"\n'


def write_form(folder: Path) -> Path:
    """The made-up form as one file of `folder`: that of 2021 with a row, an item, a result, a name more."""
    text = (Path(gongkai.form.__file__).parent / "2021.toml").read_text("utf-8")
    for old, new in _CHANGES:
        if text.count(old) != 1:
            raise ValueError(f"stands {text.count(old)} times in 2021.toml: {old}")
        text = text.replace(old, new)
    path = folder / "2027.toml"
    path.write_text(text + _HIGHLIGHT, "utf-8")
    return path


def truths(year: int) -> dict[str, Truth]:
    """What the report of each unit says, in the year before the form or in its first."""
    found = {}
    for number, (unit, name) in enumerate(NAMES.items()):
        rng = random.Random(f"{unit} {year}")
        form = "2021" if year < YEAR or unit == OLD_FORM else "2027"
        truth = random_truth(rng, form=form, unit=name, year=year, quiet=False)
        if form == "2027":
            figures = truth.figures
            figures["disclosure.major_decisions.hearings"] = 3 + number
            figures["requests.declined_other_channel.business"] = 2 + number
            figures["reviews.reconsideration.withdrawn"] = 1 + number
            retotal(figures, forms()[form])
            figures["reviews.reconsideration.total"] = sum(
                value or 0
                for path, value in figures.items()
                if path.startswith("reviews.reconsideration.") and not path.endswith(".total")
            )
            if unit == FAULTY:
                _forget_what_is_new(figures)
            truth = dataclasses.replace(truth, narrative=_counts_alone(truth))
        found[unit] = truth
    return found


def _forget_what_is_new(figures: dict[str, float | None]) -> None:
    for column in ("business", "total"):
        forgotten = figures["requests.declined_other_channel.business"] or 0
        for row in ("concluded", "received"):
            path = f"requests.{row}.{column}"
            figures[path] = (figures[path] or 0) - forgotten
    total = "reviews.reconsideration.total"
    figures[total] = (figures[total] or 0) - (figures["reviews.reconsideration.withdrawn"] or 0)


def _counts_alone(truth: Truth) -> dict[str, float]:
    """The prose without numbers that its tables give too, since those were changed."""
    return {k: v for k, v in truth.narrative.items() if k == "disclosed_total"}


def write_county(folder: Path) -> dict[str, dict[str, float | None]]:
    """The registry and the vault of the county, each report of the new year also as a file to read.

    Returns:
        File name of each report of the new year to what it says.
    """
    county = folder / "raw" / "next"
    county.mkdir(parents=True)
    (county / "county.toml").write_text(
        f'name = "示例县"\nyears = [{YEAR - 1}, {YEAR}]\nfictional = true\n', "utf-8"
    )
    lines = ["unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source"]
    lines += [f"{key},{name},{name[4:]},,,,,,tests" for key, name in NAMES.items()]
    (county / "units.csv").write_text("\n".join(lines) + "\n", "utf-8")
    said = {}
    for year in (YEAR - 1, YEAR):
        for key, truth in truths(year).items():
            rendered = render(truth, LAYOUTS[key])
            file_name = f"{key}{year}.{rendered.extension}"
            Vault(county / "vault").put(
                rendered.body,
                unit_id=f"next/{key}",
                year=year,
                file_name=file_name,
                source_path=file_name,
                fetched_at=datetime.datetime(year + 1, 2, 1, tzinfo=datetime.UTC),
            )
            if year == YEAR:
                (folder / file_name).write_bytes(rendered.body)
                said[file_name] = truth.figures
    return said


if __name__ == "__main__":
    here = Path(sys.argv[1])
    written = write_county(here)
    (here / "said.json").write_text(json.dumps(written), "utf-8")
    settings = Settings(here / "raw", here / "warehouse")
    published = night(settings)
    publish_pack(published, "next", YEAR, settings.packs)

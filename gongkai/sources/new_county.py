"""A county's folder for its staff to fill in, and what is still wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.sources.load_county import county_faults
from gongkai.sources.new_roster import write_roster
from gongkai.sources.registry.roster import FILE_NAME as ROSTER

__all__ = ["county_faults", "new_county"]

_ID = re.compile(r"(?!(?:con|prn|aux|nul|(?:com|lpt)\d)$)[a-z0-9][a-z0-9_-]{0,63}")
"""A folder's name in every system: Windows keeps some for devices."""
_UNITS = "unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source\r\n"
_TOML = """\
# 县的登记。以 # 开头的行是说明，删去 # 即生效。填好后运行：gongkai county check {county_id}
# A county's registry. Units stand in units.csv, which Excel opens and saves as it likes.
name = {name}
years = [{first}, {last}]    # 首尾年度 the first and the last year that is watched

# 县的代码，可有多个；两套系统的代码常不一致，因此只作注记。 Codes are notes, never keys.
# [[code]]
# system = "统计用区划代码"
# edition = "2023"
# code = "340722"

# 各年度公布期限与依据；不写则按条例。 Deadlines that differ from the regulation's.
# [[deadline]]
# year = 2024
# date = 2025-01-31
# basis = "县政务公开办通知"
"""
_WEB = """\
# ---- 网站 websites：只有要从网站收取时才需要。 Leave it out where files come by mail. ----
# 联系方式写进请求头，网站管理员据此找到您。 Whom the owner of a website may write to.
# contact = "xxgk@example.gov.cn"
# 只访问这些主机，跳转也不例外；证书失效的主机要注明。 The only hosts that are asked.
# 主机后面还可写：以浏览器的请求头访问（browser_headers）、由浏览器绘出页面（browser）。
# hosts = ["www.example.gov.cn", {{name = "old.example.gov.cn", broken_tls = true}}]

# [politeness]                  # 每台主机 for each host
# requests_per_second = 1.0
# at_once = 2
# budget = 5000                 # 每晚请求数上限 requests a night
# private_networks = []         # 允许访问的内网，例如 ["10.1.0.0/16"]

# [[source]]                    # 列表页：从浏览器复制栏目地址即可 a column: its address as copied
# kind = "list"                 # 先试：gongkai county try ADDRESS --county {county_id}
# name = "政府信息公开年报"
# address = "https://www.example.gov.cn/zfxxgknb/index.html"
# unit = "unit_key"             # 只属一个单位时 for a unit's own column
# pages = "https://www.example.gov.cn/zfxxgknb/index_{{page}}.html"   # 认不出翻页时 if nothing leads on
# 各单位各有栏目时，address 写成一张表，见 docs/zh/从网站收取年报.md。 A column a unit: see the docs.

# [[source]]                    # 地址规律 an address that follows from unit and year
# kind = "template"
# address = "https://www.example.gov.cn/xxgkAnnualReport.jsp?area={{area}}&fbtime={{year}}"
# [source.area]
# unit_key = "11370829MB0000000X"

# [[source]]                    # 已知地址 known addresses: unit_key,year,address
# kind = "addresses"
# file = "addresses.csv"
"""


def new_county(
    raw: Path,
    county_id: str,
    name: str,
    years: tuple[int, int],
    units: Sequence[Sequence[str]] = (),
) -> Path:
    """Make the folder of a county below `raw`, with a county.toml and units.csv to fill in.

    Args:
        raw: the raw store.
        county_id: the folder's name, which is the county's key from then on.
        name: what the county is called.
        years: the first and the last year that is watched.
        units: rows of 名册.xlsx that are known already, without their keys.

    Returns:
        The folder. Its units.csv holds the header only; `county_faults` says so.

    Raises:
        GongkaiError: for an unfit id, or where such a county is registered.
    """
    if not _ID.fullmatch(county_id):
        raise GongkaiError(
            f"{county_id!r} cannot be a county's id",
            str(raw),
            "use lower-case letters, digits, - and _, such as 'zongyang'",
        )
    folder = raw / county_id
    if (folder / "county.toml").exists() or (folder / "units.csv").exists():
        raise GongkaiError(
            "is registered already", str(folder), "edit its files, or choose another id"
        )
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    # A table swallows what follows it: the web part with its top-level keys stands before [[code]].
    general, tables = _TOML.split("\n\n", 1)
    web_keys, web_tables = _WEB.split("\n\n", 1)
    text = "\n\n".join([general, web_keys, tables.rstrip("\n"), web_tables])
    text = text.format(county_id=county_id, name=quoted, first=years[0], last=years[1])
    (folder / "county.toml").write_text(text, "utf-8")
    (folder / "units.csv").write_bytes(
        _UNITS.encode("utf-8-sig")
    )  # the mark tells Excel it is UTF-8
    write_roster(folder / ROSTER, units)
    return folder

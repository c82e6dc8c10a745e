"""What `gongkai county try` shows: one look at a list, in Chinese, for the clerk who copied it."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.errors import RegistryError
from gongkai.messages import Message
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.load_county import load_county
from gongkai.sources.registry.county import County
from gongkai.sources.registry.units import Unit
from gongkai.sources.try_address import Tried, source_table, try_address

_CONTACT = "county.toml 中先写 contact，网站管理员据此找到您"


def show(folder: Path, address: str, unit_key: str | None, name: str, write: bool) -> int:
    """Look at the list, print what would be kept and dropped, write it down if wanted.

    Returns:
        The exit status: 0 for a list of the county's reports, 1 for none, or where it cannot be had.
    """
    county = load_county(folder)
    if not county.web.contact:
        raise RegistryError("contact is missing", str(folder / "county.toml"), _CONTACT)
    unit = _unit(county, unit_key, folder)
    try:
        tried = try_address(county, folder, address, unit=unit)
    except ValueError as error:
        raise click.UsageError(f"这不是网址：{error}") from error
    except FetchError as error:
        click.secho(f"未能读取：{Message(error.reason).zh}（{error.detail}）", fg="red")
        return 1
    _print(tried, county)
    if tried.is_new_host:
        click.echo("县的 hosts 中还没有这台主机，请加进 county.toml")
    if write and tried.is_useful:
        with (folder / "county.toml").open("a", encoding="utf-8") as file:
            file.write(source_table(address, name, unit))
        click.echo(f"已写入 {folder / 'county.toml'}，请运行 gongkai county check {folder.name}")
    elif tried.is_useful:
        click.echo("加上 --write 即写入 county.toml：" + source_table(address, name, unit))
    return 0 if tried.is_useful else 1


def _unit(county: County, unit_key: str | None, folder: Path) -> Unit | None:
    if unit_key is None:
        return None
    found = next((unit for unit in county.units if unit.unit_key == unit_key), None)
    if found is None:
        raise RegistryError(f"no unit {unit_key!r}", str(folder / "units.csv"), "see unit_key")
    return found


def _print(tried: Tried, county: County) -> None:
    click.echo(f"网站类型：{tried.family or '未识别（按普通链接列表处理）'}")
    pages = f"共 {tried.pages} 页" if tried.pages else "未写明页数"
    total = f"共 {tried.total} 条" if tried.total is not None else "未写明条数"
    click.echo(f"列表：{pages}，{total}；第一页 {len(tried.rows)} 行")
    for row in tried.rows:
        click.secho(f"  {'●' if row.is_kept else '○'} {row.text}  → {row.verdict}")
    if tried.is_shell:
        click.secho(
            f"{Message('shell').zh}：换用栏目自己的地址，或在 hosts 中为此主机写 browser = true",
            fg="red",
        )
    elif not tried.rows:
        click.secho(f"{Message('empty_list').zh}：这一页没有{county.name}年报的列表", fg="red")

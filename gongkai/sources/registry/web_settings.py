"""county.toml, the part about websites: contact, hosts, politeness and [[source]] tables."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.sources.address import HostRule, host_rule

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_KEYS = {"contact", "hosts", "politeness", "source"}
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|https?://[!-~]+", re.ASCII)
_HOST_KEYS = {"name", "requests_per_second", "budget", "broken_tls", "browser_headers", "browser"}
_POLITENESS_KEYS = {"requests_per_second", "at_once", "budget", "private_networks"}
_FASTEST = 5.0


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A [[source]] table as written: its kind, its name in messages, and the rest."""

    kind: str
    name: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the websites of a county are asked.

    Attributes:
        contact: mail or web address that goes into the User-Agent.
        hosts: the only hosts that are asked, redirects included.
        requests_per_second, at_once: to one host.
        budget: requests to one host in one night.
        private_networks: networks that are not public and may be asked all the same.
    """

    contact: str = ""
    hosts: tuple[HostRule, ...] = ()
    requests_per_second: float = 1.0
    at_once: int = 2
    budget: int = 5000
    private_networks: tuple[Network, ...] = ()
    sources: tuple[SourceTable, ...] = field(default=())


def web_settings(settings: Mapping[str, Any], faults: list[str]) -> WebSettings:
    """The web part of a county.toml; every fault is added to `faults` with its key."""
    sources = _sources(settings.get("source", []), faults)
    contact = settings.get("contact", "")
    if not isinstance(contact, str) or (contact and not _CONTACT.fullmatch(contact)):
        faults.append(f"county.toml: contact {contact!r} must be a mail address or a web address")
    elif sources and not contact:
        faults.append(
            "county.toml: contact is missing: whom shall the owner of a website write to?"
        )
    hosts = _hosts(settings.get("hosts", []), faults)
    if sources and not hosts:
        faults.append("county.toml: hosts is missing: list the hosts that may be asked")
    polite = settings.get("politeness", {})
    if not isinstance(polite, dict):
        faults.append("county.toml: politeness must be a table: write [politeness]")
        polite = {}
    for key in sorted(polite.keys() - _POLITENESS_KEYS):
        faults.append(f"county.toml: politeness: unknown key {key!r}")
    return WebSettings(
        contact=contact if isinstance(contact, str) else "",
        hosts=hosts,
        requests_per_second=_pace(polite, "politeness", faults, 1.0),
        at_once=_whole(polite, "at_once", "politeness", faults, 2, most=2),
        budget=_whole(polite, "budget", "politeness", faults, 5000, most=86_400),
        private_networks=_networks(polite.get("private_networks", []), faults),
        sources=sources,
    )


def _sources(tables: object, faults: list[str]) -> tuple[SourceTable, ...]:
    if not isinstance(tables, list):
        faults.append("county.toml: source must be a list: write [[source]]")
        return ()
    found: list[SourceTable] = []
    for number, table in enumerate(tables, start=1):
        match table:
            case {"kind": str(kind), **options}:
                name = options.pop("name", None) or f"{kind} {number}"
                if not isinstance(name, str) or name in {source.name for source in found}:
                    faults.append(
                        f"county.toml: source {number}: name {name!r} must be a text of its own"
                    )
                else:
                    found.append(SourceTable(kind, name, {str(k): v for k, v in options.items()}))
            case _:
                faults.append(
                    f"county.toml: source {number}: needs kind = 'list', 'template' or 'addresses'"
                )
    return tuple(found)


def _hosts(entries: object, faults: list[str]) -> tuple[HostRule, ...]:
    if not isinstance(entries, list):
        faults.append("county.toml: hosts must be a list of names")
        return ()
    found = []
    for number, entry in enumerate(entries, start=1):
        where = f"county.toml: hosts {number}"
        table = {"name": entry} if isinstance(entry, str) else entry
        if not isinstance(table, dict) or not isinstance(table.get("name"), str):
            faults.append(
                f"{where}: must be 'www.example.gov.cn' or {{name = …, broken_tls = true}}"
            )
            continue
        for key in sorted(table.keys() - _HOST_KEYS):
            faults.append(f"{where}: unknown key {key!r} (known: {', '.join(sorted(_HOST_KEYS))})")
        try:
            rule = host_rule(
                table["name"],
                requests_per_second=_pace(table, where, faults, None),
                budget=_whole(table, "budget", where, faults, 0, most=86_400) or None,
                broken_tls=table.get("broken_tls") is True,
                browser_headers=table.get("browser_headers") is True,
                browser=table.get("browser") is True,
            )
        except ValueError as error:
            faults.append(f"{where}: {error}")
        else:
            found.append(rule)
    return tuple(found)


def _pace(table: Mapping[str, Any], where: str, faults: list[str], default: Any) -> Any:
    value = table.get("requests_per_second", default)
    if value is None or (isinstance(value, int | float) and 0 < value <= _FASTEST):
        return value
    where = where if where.startswith("county.toml") else f"county.toml: {where}"
    faults.append(f"{where}: requests_per_second must be above 0 and at most {_FASTEST:g}")
    return default


def _whole(
    table: Mapping[str, Any], key: str, where: str, faults: list[str], default: int, most: int
) -> int:
    value = table.get(key, default)
    if isinstance(value, int) and (1 <= value <= most or value == default):
        return value
    where = where if where.startswith("county.toml") else f"county.toml: {where}"
    faults.append(f"{where}: {key} must be a whole number from 1 to {most}")
    return default


def _networks(entries: object, faults: list[str]) -> tuple[Network, ...]:
    found: list[Network] = []
    for entry in entries if isinstance(entries, list) else [entries]:
        try:
            found.append(ipaddress.ip_network(str(entry)))
        except (ValueError, TypeError):
            faults.append(
                f"county.toml: politeness: private_networks: {entry!r} is no network such as '10.1.0.0/16'"
            )
    return tuple(found)

"""county.toml, the part about websites: contact, hosts, politeness and [[source]] tables."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from gongkai.sources.address import HostRule, host_rule
from gongkai.sources.registry.checked_table import Table, Text, checked

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_KEYS = {"contact", "hosts", "politeness", "source"}
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|https?://[!-~]+", re.ASCII)
_RATE = "above 0 and at most 5"
_BUDGET = "a whole number from 1 to 86400"


class _Politeness(Table):
    requests_per_second: Annotated[float, Field(gt=0, le=5, description=_RATE)] = 1.0
    at_once: Annotated[int, Field(ge=1, le=2, description="a whole number from 1 to 2")] = 2
    budget: Annotated[int, Field(ge=1, le=86_400, description=_BUDGET)] = 5000
    private_networks: list[Any] | str = Field(
        default_factory=list, description="a list of networks such as '10.1.0.0/16'"
    )


class _Host(Table):
    name: str = Field(description="a host name")
    requests_per_second: Annotated[float | None, Field(gt=0, le=5, description=_RATE)] = None
    budget: Annotated[int | None, Field(ge=1, le=86_400, description=_BUDGET)] = None
    broken_tls: Annotated[bool, Field(description="true or false")] = False
    browser_headers: Annotated[bool, Field(description="true or false")] = False
    browser: Annotated[bool, Field(description="true or false")] = False


class _Source(Table):
    kind: Text = Field(description="'list', 'template' or 'addresses'")
    name: Text | None = Field(default=None, description="a text of its own")


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
    polite = _politeness(settings.get("politeness", {}), faults)
    return WebSettings(
        contact=contact if isinstance(contact, str) else "",
        hosts=hosts,
        requests_per_second=polite.requests_per_second,
        at_once=polite.at_once,
        budget=polite.budget,
        private_networks=_networks(polite.private_networks, faults),
        sources=sources,
    )


def _politeness(table: object, faults: list[str]) -> _Politeness:
    if isinstance(table, dict):
        return checked(_Politeness, table, "county.toml: politeness", faults) or _Politeness()
    faults.append("county.toml: politeness must be a table: write [politeness]")
    return _Politeness()


def _sources(tables: object, faults: list[str]) -> tuple[SourceTable, ...]:
    if not isinstance(tables, list):
        faults.append("county.toml: source must be a list: write [[source]]")
        return ()
    found: list[SourceTable] = []
    for number, table in enumerate(tables, start=1):
        where = f"county.toml: source {number}"
        options = (
            {str(key): value for key, value in table.items()} if isinstance(table, dict) else {}
        )
        own = {key: options.pop(key) for key in _Source.model_fields if key in options}
        if source := checked(_Source, own, where, faults):
            name = source.name or f"{source.kind} {number}"
            if name in {other.name for other in found}:
                faults.append(f"{where}: name {name!r} stands twice")
            else:
                found.append(SourceTable(source.kind, name, options))
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
        host = checked(_Host, table, where, faults)
        try:
            rule = host_rule(
                table["name"],
                requests_per_second=host.requests_per_second if host else None,
                budget=host.budget if host else None,
                broken_tls=host is not None and host.broken_tls,
                browser_headers=host is not None and host.browser_headers,
                browser=host is not None and host.browser,
            )
        except ValueError as error:
            faults.append(f"{where}: {error}")
        else:
            found.append(rule)
    return tuple(found)


def _networks(entries: list[Any] | str, faults: list[str]) -> tuple[Network, ...]:
    found: list[Network] = []
    for entry in [entries] if isinstance(entries, str) else entries:
        try:
            found.append(ipaddress.ip_network(str(entry)))
        except (ValueError, TypeError):
            faults.append(
                f"county.toml: politeness: private_networks: {entry!r} is no network such as '10.1.0.0/16'"
            )
    return tuple(found)

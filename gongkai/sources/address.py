"""Which addresses may be asked: their scheme, their host, and the network they resolve to."""

from __future__ import annotations

import ipaddress
import re
import urllib.parse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IpNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(
    r"(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*"
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What Python's ipaddress, depending on its version, still takes for public.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in ("fec0::/10", "3fff::/20", "192.88.99.0/24", "192.0.0.0/24")
)
# Percent signs stay: what a page encoded is asked as it stands.
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_WILDCARD_LABELS = 3


@dataclass(frozen=True, slots=True)
class HostRule:
    """A host of a county as county.toml lists it.

    Attributes:
        name: lower case, in ASCII; `*.` in front covers every name below it.
        port: where it is not the scheme's own.
        requests_per_second, budget: of this host, instead of the county's.
        broken_tls: its certificate is not verified, and old TLS will do; its documents say so.
        browser_headers: it is asked with the headers of a browser, and still told who asks.
        browser: its pages are drawn by a browser, as far as that is installed.
    """

    name: str
    port: int | None = None
    requests_per_second: float | None = None
    budget: int | None = None
    broken_tls: bool = False
    browser_headers: bool = False
    browser: bool = False

    def covers(self, host: str, port: int, scheme: str) -> bool:
        """Whether the rule is about this host and port."""
        if port != (self.port or _PORTS[scheme]):
            return False
        return host.endswith(self.name[1:]) if self.name[0] == "*" else host == self.name


def host_rule(
    text: str,
    requests_per_second: float | None = None,
    budget: int | None = None,
    broken_tls: bool = False,
    browser_headers: bool = False,
    browser: bool = False,
) -> HostRule:
    """Read `www.example.gov.cn`, `example.gov.cn:8080`, `[2001:db8::1]` or `*.example.gov.cn`.

    Raises:
        ValueError: for anything else, and for `*.gov.cn`, which would cover the country.
    """
    try:
        parts = urllib.parse.urlsplit(f"//{text.strip()}")
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError as error:
        raise ValueError(f"{text!r} is no host name: {error}") from error
    bare = not (parts.path or parts.query or parts.fragment or parts.username)
    if not bare or not (_NAME.fullmatch(host) or _is_ip(host)):
        raise ValueError(f"{text!r} is no host name: write it without http:// and without a path")
    if host.startswith("*.") and host.count(".") < _WILDCARD_LABELS:
        raise ValueError(f"{text!r} covers too much: name the county's own domain")
    return HostRule(host, port, requests_per_second, budget, broken_tls, browser_headers, browser)


@dataclass(frozen=True, slots=True)
class Address:
    """An address in the one form under which it is asked and remembered; no fragment, no user."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt counts them."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host, and port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What the request line asks for."""
        return self.url[len(self.origin) :]


def read_address(url: str, base: str = "") -> Address:
    """The address of `url`, seen from `base`.

    Raises:
        ValueError: for other schemes than http and https, and for what is no address.
    """
    path, mark, query = url.strip().partition("?")
    as_browsers_do = path.replace("\\", "/") + mark + query
    parts = urllib.parse.urlsplit(urllib.parse.urljoin(base, as_browsers_do))
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"not an http or https address: {url[:200]!r}")
    host, port = _ascii(parts.hostname), parts.port or _PORTS[parts.scheme]
    if not _NAME.fullmatch(host) and not _is_ip(host):
        raise ValueError(f"not a host name: {host[:200]!r}")
    path = urllib.parse.quote(parts.path or "/", safe=_PATH_SAFE)
    query = urllib.parse.quote(parts.query, safe=_PATH_SAFE + "?")
    bare = Address("", parts.scheme, host, port)
    url = bare.origin + path + (f"?{query}" if query else "")
    return Address(url, parts.scheme, host, port)


def rule_for(address: Address, hosts: Iterable[HostRule]) -> HostRule | None:
    """The county's rule for the host of `address`; None when it is not one of its hosts."""
    return next((r for r in hosts if r.covers(address.host, address.port, address.scheme)), None)


def is_public(address: IpAddress, allowed: Sequence[IpNetwork] = ()) -> bool:
    """Whether an address may be connected to: a public one, or one in `allowed`.

    An IPv4 address that is wrapped in an IPv6 one is judged as what it is.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner, allowed)
    if any(address in network for network in allowed):
        return True
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _ascii(host: str) -> str:
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

"""The proxy that an office's network may want: GONGKAI_PROXY, else HTTP_PROXY and HTTPS_PROXY."""

from __future__ import annotations

import os
import urllib.parse
import urllib.request
from dataclasses import dataclass

import httpcore

from gongkai.sources.address import Address
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.network import CheckedNetwork

_DIRECT = {"none", "off", "direct"}


@dataclass(frozen=True, slots=True)
class Proxies:
    """What the environment names; the same for the whole pull.

    Attributes:
        own: GONGKAI_PROXY; `none` lets no proxy be used.
    """

    own: str = ""

    @classmethod
    def load(cls) -> Proxies:
        """As the environment says."""
        return cls(os.environ.get("GONGKAI_PROXY", "").strip())

    def address_for(self, address: Address) -> str | None:
        """The proxy through which `address` is asked; None for none, also where NO_PROXY says so."""
        if self.own.lower() in _DIRECT:
            return None
        if urllib.request.proxy_bypass_environment(address.netloc):  # type: ignore[attr-defined]
            return None
        named = urllib.request.getproxies_environment()
        found = self.own or named.get(address.scheme) or named.get("all") or ""
        if found and "://" not in found:
            found = f"http://{found}"
        return found or None


def proxied_pool(
    proxy: str, most_connections: int, context: object
) -> httpcore.AsyncConnectionPool:
    """A pool whose requests go through `proxy`, which may carry a user and a password.

    Raises:
        FetchError: for a proxy that is not an http or https one.
    """
    parts = urllib.parse.urlsplit(proxy)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(
            "connection", f"the proxy must be http://host:port, not {parts.scheme}://…"
        )
    auth = None
    if parts.username:
        auth = (urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or ""))
    bare = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return httpcore.AsyncHTTPProxy(
        proxy_url=bare,
        proxy_auth=auth,
        ssl_context=context,  # type: ignore[arg-type]
        max_connections=most_connections,
        keepalive_expiry=15.0,
    )


async def judge_for_proxy(address: Address, network: CheckedNetwork) -> None:
    """Judge what a proxy is asked for: the address check holds for it as for ourselves.

    A name that only the proxy can resolve is the proxy's to judge.

    Raises:
        FetchError: `private_address`.
    """
    try:
        await network.judged(address.host, address.port)
    except FetchError as error:
        if error.reason != "unresolved":
            raise

"""The connections of one night: a pool a host, over a proxy where the office has one."""

from __future__ import annotations

import ssl

import httpcore

from gongkai.sources.address import Address, HostRule
from gongkai.sources.fetch.chain import completed_context
from gongkai.sources.fetch.network import CheckedNetwork, Resolve, tls_context
from gongkai.sources.fetch.proxy import Proxies, judge_for_proxy, proxied_pool
from gongkai.sources.registry.web_settings import WebSettings


class Connections:
    """Pools and TLS contexts, made when they are first needed."""

    def __init__(self, resolver: Resolve) -> None:
        """Look names up with `resolver`."""
        self._resolver = resolver
        self._pools: dict[tuple[object, ...], httpcore.AsyncConnectionPool] = {}
        self._contexts: dict[object, ssl.SSLContext | None] = {}
        self._proxies = Proxies.load()
        self._proxy_of: dict[str, str | None] = {}

    async def close(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()

    async def pool(
        self, hop: Address, rule: HostRule, web: WebSettings
    ) -> httpcore.AsyncConnectionPool:
        """The connections to a host, made to addresses that were judged, or through a proxy.

        Raises:
            FetchError: where a proxy would be asked for a private address.
        """
        allowed = web.private_networks
        network = CheckedNetwork(allowed, self._resolver)
        proxy = self._proxy(hop)
        if proxy:
            await judge_for_proxy(hop, network)
        key = (hop.origin, rule.broken_tls, allowed, proxy)
        if key not in self._pools:
            context = self._context(hop, rule)
            self._pools[key] = (
                proxied_pool(proxy, web.at_once, context)
                if proxy
                else httpcore.AsyncConnectionPool(
                    ssl_context=context,
                    max_connections=web.at_once,
                    keepalive_expiry=15.0,
                    network_backend=network,
                )
            )
        return self._pools[key]

    def _proxy(self, hop: Address) -> str | None:
        if hop.origin not in self._proxy_of:
            self._proxy_of[hop.origin] = self._proxies.address_for(hop)
        return self._proxy_of[hop.origin]

    def _context(self, hop: Address, rule: HostRule) -> ssl.SSLContext:
        context = self._contexts.get(hop.origin) or self._contexts.get(rule.broken_tls)
        if context is None:
            context = self._contexts[rule.broken_tls] = tls_context(rule.broken_tls)
        return context

    async def complete_chain(self, hop: Address, web: WebSettings) -> bool:
        """Fetch the certificates that a server forgot to send, once a night and host."""
        if hop.origin in self._contexts or self._proxy(hop):
            return False
        network = CheckedNetwork(web.private_networks, self._resolver)
        context = self._contexts[hop.origin] = await completed_context(hop, network)
        for key in [key for key in self._pools if key[0] == hop.origin]:
            await self._pools.pop(key).aclose()
        return context is not None

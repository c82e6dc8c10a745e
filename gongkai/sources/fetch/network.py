"""Connections that go only to addresses which were checked.

A name is resolved once, every address it gives is judged, and the connection is made to the
judged address itself: a name that resolves differently a moment later changes nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import warnings
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import anyio
import certifi
import httpcore

from gongkai.sources.address import IpAddress, IpNetwork, is_public
from gongkai.sources.fetch.fault import FetchError

_OLD_TLS = ("PROTOCOL_VERSION", "HANDSHAKE_FAILURE", "UNSAFE_LEGACY", "DH_KEY_TOO_SMALL")
_HINT = "if a browser gets the page, set browser_headers = true for this host in county.toml"

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as text."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """What the system says a name stands for."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Resolves, judges, connects."""

    def __init__(self, allowed: Sequence[IpNetwork], resolver: Resolve = resolve) -> None:
        """Connect to public addresses, and to those in `allowed`."""
        self._allowed, self._resolve = allowed, resolver
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first judged address of `host` that answers.

        Raises:
            FetchError: `unresolved`, or `private_address` when one address is not public: a name
                that mixes both is up to something.
        """
        addresses = await self.judged(host, port)
        for number, address in enumerate(addresses, start=1):
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except httpcore.ConnectError:
                if number == len(addresses):
                    raise
        raise AssertionError("a name resolved to no address")

    async def judged(self, host: str, port: int) -> list[str]:
        """The addresses of `host`, all of which may be connected to."""
        try:
            found = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise FetchError("unresolved", f"{host}: {error}", may_pass=True) from error
        if not found:
            raise FetchError("unresolved", f"{host}: no address")
        for text in found:
            address: IpAddress = ipaddress.ip_address(text.partition("%")[0])
            if not is_public(address, self._allowed):
                detail = (
                    f"{host} is {text}, which is not public; see private_networks in county.toml"
                )
                raise FetchError("private_address", detail)
        return found

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Never: no website stands on one."""
        raise FetchError("bad_address", "a socket file is no website")

    async def sleep(self, seconds: float) -> None:
        """Sleep, for httpcore's own retries, which are off."""
        await self._inner.sleep(seconds)


def tls_context(is_broken: bool) -> ssl.SSLContext:
    """Verified against the system's and certifi's roots; or, for a host listed as broken, not."""
    if is_broken:
        return untrusting_context()
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def untrusting_context() -> ssl.SSLContext:
    """Takes any certificate, and what old servers have: TLS 1.0, short keys, RFC 5746 unknown."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that is what it is for
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


def is_tls_failure(error: BaseException | None) -> bool:
    """Whether a failed connection comes down to its certificate or handshake."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def describe(error: BaseException) -> str:
    """What happened to a connection, for the detail of an attempt."""
    text = f"{type(error).__name__}: {error}".rstrip(": ")
    if any(sign in text for sign in _OLD_TLS):
        return f"{text}; the server is old: see broken_tls in county.toml"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ConnectionResetError | BrokenPipeError | anyio.BrokenResourceError):
            return f"the server reset the connection ({text}); {_HINT}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.RemoteProtocolError) and "without sending" in str(error):
        return f"the server hung up without an answer ({text}); {_HINT}"
    return text

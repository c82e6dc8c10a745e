"""A web server on loopback that plays government websites, the good and the bad, and keeps a log."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType

REASONS = {200: "OK", 301: "Moved", 302: "Found", 304: "Not Modified", 404: "Not Found"}
DATE = "Thu, 15 Jan 2026 01:00:00 GMT"  # the same in every run, since headers are kept


@dataclass(frozen=True, slots=True)
class Request:
    """A request as the log has it; `at` is when its head had come."""

    at: float
    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(slots=True)
class Answer:
    """What a site answers; `misbehave` takes over after the head."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    is_zipped: bool = False
    etag: str | None = None
    modified: str | None = None
    length: int | None = None
    misbehave: Callable[[], AsyncIterator[bytes]] | None = None


Site = Callable[[Request], Answer]


class Reset(Exception):
    """Raised while a body is sent: the connection is cut."""


class Website:
    """Serves one site an address of 127.0.0.0/8, all on one free port; stops with its block.

    The addresses are taken at once, so that `port` is known before the sites are made.
    """

    def __init__(self, hosts: Iterable[str], tls: ssl.SSLContext | None = None) -> None:
        self.sites, self.log = dict[str, Site](), list[Request]()
        self._tls = tls
        self._sockets = _listen(list(hosts))
        self.port = int(self._sockets[0].getsockname()[1])
        self.open, self.most_open = dict[str, int](), dict[str, int]()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Website:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, host: str) -> list[Request]:
        return [request for request in self.log if request.host == host]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        servers = []
        for taken in self._sockets:
            servers.append(await asyncio.start_server(self._connection, sock=taken, ssl=self._tls))
        self._ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while await self._exchange(host, reader, writer):
                pass
        except (Reset, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()

    async def _exchange(
        self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)
        }
        at = time.monotonic()
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        request = Request(at, host, head[0].split(" ")[1], headers, body)
        self.log.append(request)
        self.open[host] = self.open.get(host, 0) + 1
        self.most_open[host] = max(self.most_open.get(host, 0), self.open[host])
        try:
            await _send(writer, request, self.sites[host](request))
        finally:
            self.open[host] -= 1
        return True


def _listen(hosts: list[str]) -> list[socket.socket]:
    """A socket a host, all with the same port."""
    for _ in range(20):
        taken: list[socket.socket] = []
        try:
            for host in hosts:
                port = taken[0].getsockname()[1] if taken else 0
                taken.append(socket.create_server((host, port), backlog=128))
            return taken
        except OSError:
            for one in taken:
                one.close()
    raise OSError(f"no port is free on all of {len(hosts)} addresses")


async def _send(writer: asyncio.StreamWriter, request: Request, answer: Answer) -> None:
    status, body, headers = answer.status, answer.body, {"Date": DATE, **answer.headers}
    if answer.etag:
        headers["ETag"] = answer.etag
    if answer.modified:
        headers["Last-Modified"] = answer.modified
    if (answer.etag and request.headers.get("if-none-match") == answer.etag) or (
        answer.modified and request.headers.get("if-modified-since") == answer.modified
    ):
        status, body = 304, b""
    elif answer.is_zipped and body:
        body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
    if status != 304:
        headers["Content-Type"] = answer.kind
        length = len(body) if answer.length is None and answer.misbehave is None else answer.length
        headers |= (
            {"Content-Length": str(length)} if length is not None else {"Connection": "close"}
        )
    lines = [
        f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}",
        *(f"{k}: {v}" for k, v in headers.items()),
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
    await writer.drain()
    if answer.misbehave and status != 304:
        async for part in answer.misbehave():
            writer.write(part)
            await writer.drain()
        if answer.length is None:
            raise Reset  # no length was given: the end of the connection ends the body

"""Reading a body: never more than its limits, before and after decompression."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable
from typing import Any

from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.limits import Limits

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b\x08"
# What servers write there that compresses nothing: their charset, mostly.
_NO_ENCODINGS = {"", "identity", "none", "utf-8", "utf8", "gbk", "gb2312", "gb18030", "binary"}
_STEP = 1 << 18
_SMALL = 1 << 20  # below a megabyte even a bomb is harmless, and short repetitive pages are common


async def read_body(
    chunks: AsyncIterable[bytes], encoding: str, length: str | None, limits: Limits
) -> bytes:
    """The body, decompressed.

    Args:
        chunks: the bytes as they arrive.
        encoding: the Content-Encoding.
        length: the Content-Length, if the server gave one.
        limits: of the body and of its expansion.

    Raises:
        FetchError: `too_large`; or `broken_body` for one that ends early or is not what its
            encoding says.
    """
    if length and length.isdecimal() and int(length) > limits.body_bytes:
        raise FetchError("too_large", f"{int(length):,} bytes; at most {limits.body_bytes:,}")
    unpack = _unpacker(encoding)
    body, received = bytearray(), 0
    async for chunk in chunks:
        received += len(chunk)
        if received > limits.body_bytes:
            raise FetchError("too_large", f"more than {limits.body_bytes:,} bytes")
        if unpack is None:
            body += chunk
            continue
        for part in unpack.feed(chunk):
            body += part
            _check(len(body), received, limits)
    if unpack is not None and received and not unpack.is_whole:
        raise FetchError("broken_body", f"the {encoding} stream ends early", may_pass=True)
    return _unannounced(bytes(body), limits) if unpack is None else bytes(body)


def _unannounced(body: bytes, limits: Limits) -> bytes:
    """A body that was compressed without saying so; as it came where it is no whole one."""
    if not body.startswith(_GZIP):
        return body
    unpack, unpacked = _Unpacker("gzip"), bytearray()
    try:
        for part in unpack.feed(body):
            unpacked += part
            _check(len(unpacked), len(body), limits)
    except FetchError as error:
        if error.reason == "too_large":
            raise
        return body
    return bytes(unpacked) if unpack.is_whole else body


def _check(unpacked: int, received: int, limits: Limits) -> None:
    if unpacked > limits.body_bytes:
        raise FetchError("too_large", f"more than {limits.body_bytes:,} bytes when decompressed")
    if unpacked > max(_SMALL, received * limits.expansion):
        raise FetchError(
            "too_large", f"{received:,} bytes that expand more than {limits.expansion}:1"
        )


class _Unpacker:
    """gzip and deflate, the latter with and without its header, as servers send both."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._stream: Any = zlib.decompressobj(31) if encoding == "gzip" else None

    @property
    def is_whole(self) -> bool:
        return self._stream is not None and bool(self._stream.eof)

    def feed(self, chunk: bytes) -> Any:
        """Parts of at most a quarter of a megabyte, so that a bomb is met early."""
        if self._stream is None:
            has_header = (
                chunk[0] & 0x0F == 8 and len(chunk) > 1 and (chunk[0] << 8 | chunk[1]) % 31 == 0
            )
            self._stream = zlib.decompressobj(15 if has_header else -15)
        rest = chunk
        while rest and not self._stream.eof:
            try:
                yield self._stream.decompress(rest, _STEP)
            except zlib.error as error:
                raise FetchError("broken_body", f"not {self._encoding}: {error}") from error
            rest = self._stream.unconsumed_tail


def _unpacker(encoding: str) -> _Unpacker | None:
    encoding = encoding.strip().lower()
    if encoding in _NO_ENCODINGS:
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _Unpacker(encoding.removeprefix("x-"))
    raise FetchError("broken_body", f"Content-Encoding {encoding!r}, which was not asked for")

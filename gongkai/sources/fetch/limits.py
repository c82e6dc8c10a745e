"""How much a pull puts up with from one server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one pull.

    Attributes:
        body_bytes: of one body, before and after decompression.
        expansion: how many times larger than what was sent a decompressed body may be.
        seconds: of one request, from connecting to the last byte.
        attempts: for one address, the first included.
        wait_initial, wait_max, wait_jitter: seconds between attempts.
        patience: the longest Retry-After, in seconds, that is waited for.
        strikes: requests in a row that failed, after which a host is left alone for the night.
        redirects: hops followed for one address.
        transfers: requests at once over all hosts.
        counties: pulled at once; each keeps three files open.
        is_paced: off only where the hosts are our own, in tests and benchmarks.
    """

    body_bytes: int = 30 * 1024 * 1024
    expansion: int = 100
    seconds: float = 60.0
    attempts: int = 3
    wait_initial: float = 2.0
    wait_max: float = 60.0
    wait_jitter: float = 2.0
    patience: float = 600.0
    strikes: int = 5
    redirects: int = 5
    transfers: int = 100
    counties: int = 100
    is_paced: bool = True

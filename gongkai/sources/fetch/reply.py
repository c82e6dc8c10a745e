"""What comes back for an address, and what its status means."""

from __future__ import annotations

import datetime
import email.utils
import urllib.parse
from dataclasses import dataclass
from typing import Protocol

from gongkai.sources.fetch.fault import FetchError

Headers = tuple[tuple[str, str], ...]

REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {400, 404, 410, 414, 416}
# Of firewalls in front of a website, which answer 521 or 567 where the site itself would not.
_BLOCKED = {202, 521, 567}


@dataclass(frozen=True, slots=True)
class Reply:
    """A body that arrived whole.

    Attributes:
        url, final_url: the address asked, and the one that answered.
        is_unchanged: the server or the page itself says so; body and headers are the last ones.
        is_verified: its certificate was; False too where there was none to verify: plain http.
        fetched_at: when its last byte came.
    """

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    is_unchanged: bool
    is_verified: bool
    fetched_at: datetime.datetime


class Get(Protocol):
    """Fetches an address, by POST where there is a form to send."""

    async def __call__(self, url: str, form: str | None = None) -> Reply:
        """The reply, or FetchError."""
        ...


def is_page(reply: Reply) -> bool:
    """Whether a reply is markup that a browser could draw."""
    kind = dict(reply.headers).get("content-type", "").lower()
    return "html" in kind and reply.body.lstrip()[:1] == b"<"


def kept_headers(pairs: list[tuple[bytes, bytes]]) -> Headers:
    """Names in lower case; cookies are not kept."""
    decoded = ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in pairs)
    return tuple((name, value) for name, value in decoded if name != "set-cookie")


def as_asked(location: str) -> str:
    """The address of a redirect; bytes that stand in it unencoded are encoded as they are."""
    return urllib.parse.quote(location.encode("latin-1"), safe="%/:?#[]@!$&'()*+,;=~|")


def cookies_set(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The cookies that an answer sets, by name."""
    values = (v.decode("latin-1") for k, v in pairs if k.lower() == b"set-cookie")
    parts = (value.partition(";")[0].partition("=") for value in values)
    return {name.strip(): value.strip() for name, _, value in parts if name.strip()}


def fault_of(status: int, headers: dict[str, str], now: datetime.datetime) -> FetchError | None:
    """Why a status is no success; None for 200, the only one."""
    wait = retry_after(headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and wait is not None):
        detail = f"HTTP {status}, Retry-After {wait or 0:g} s"
        return FetchError("throttled", detail, status=status, may_pass=True)
    if status == 200:
        return None
    if status in _BLOCKED or (400 <= status < 500 and status not in _GONE):
        return FetchError("blocked", f"HTTP {status}", status=status)
    if status >= 500:
        return FetchError("server_error", f"HTTP {status}", status=status, may_pass=True)
    return FetchError("not_found", f"HTTP {status}", status=status)


def retry_after(value: str, now: datetime.datetime) -> float | None:
    """The seconds that a Retry-After asks for, as a number or a date; None where there is none."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return None

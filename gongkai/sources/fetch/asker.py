"""On whose behalf something is asked, and what a website is told about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai import __version__
from gongkai.sources.address import Address, HostRule
from gongkai.sources.fetch.body import ACCEPTED
from gongkai.sources.fetch.page_state import Known, State
from gongkai.sources.registry.web_settings import WebSettings

_FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_JSON = "application/json; charset=UTF-8"
_AS_BROWSERS_DO = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Upgrade-Insecure-Requests": "1",
}


@dataclass(slots=True)
class Asker:
    """The county on whose behalf something is asked; notes the hosts whose TLS was not verified."""

    web: WebSettings
    state: State
    unverified: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    offered: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def user_agent(self) -> str:
        """Who asks, and whom to write to."""
        return f"Gongkai/{__version__} (+{self.web.contact})"

    def shows_offered(self, netloc: str) -> bool:
        """Show from now on the cookies that pages of a host set; False where nothing is new."""
        held = self.cookies.get(netloc, {})
        shown = {**held, **self.offered.get(netloc, {})}
        if shown == held:
            return False
        self.cookies[netloc] = shown
        return True

    def headers(
        self, hop: Address, rule: HostRule, form: str | None, known: Known | None
    ) -> list[tuple[bytes, bytes]]:
        """What goes with a request: who asks, what for, and what is known of it already."""
        named = {
            "Host": hop.netloc,
            "User-Agent": self.user_agent,
            "Accept-Encoding": ACCEPTED,
            "Accept": "*/*",
        }
        if rule.browser_headers:
            named["User-Agent"] = f"Mozilla/5.0 (compatible; {self.user_agent})"
            named |= {**_AS_BROWSERS_DO, "Referer": f"{hop.origin}/"}
        cookies = self.cookies.get(hop.netloc)
        if cookies:
            named["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if known and known.etag:
            named["If-None-Match"] = known.etag
        if known and known.last_modified:
            named["If-Modified-Since"] = known.last_modified
        if form is not None:
            is_json = form.lstrip()[:1] in ("{", "[")
            named["Content-Type"] = _JSON if is_json else _FORM
            named["Content-Length"] = str(len(form.encode()))
        return [(name.encode(), value.encode("latin-1", "ignore")) for name, value in named.items()]

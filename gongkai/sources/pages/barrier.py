"""Pages that stand in the way: challenges, error pages, redirects by script, and empty shells."""

from __future__ import annotations

import re

_CHALLENGE = re.compile(
    rb"acw_sc__v2|__jsl_clearance|yunsuo_session|cf-chl|challenge-platform|_waf_|\$_ts\s*=|"
    rb"aliyun_waf|safedog|verify_captcha|tencent.{0,10}captcha",
    re.IGNORECASE,
)
# Whatever its brand: a script that sets a cookie and then loads the page again.
_SETS_COOKIE = re.compile(rb"document\s*\.\s*cookie\s*=|setCookie\s*\(", re.IGNORECASE)
_LOADS_AGAIN = re.compile(
    rb"location\s*\.\s*(?:reload|replace|assign)\s*\(|location(?:\s*\.\s*href)?\s*=|history\s*\.\s*go\s*\(\s*0",
    re.IGNORECASE,
)
_CHALLENGE_TEXT = re.compile(
    "安全验证|人机验证|访问过于频繁|访问受限|请开启JavaScript|请完成验证|滑动验证|拦截|非法访问|验证码|"
    "Just a moment|Access Denied|Request blocked",
    re.IGNORECASE,
)
_GONE_TEXT = re.compile(
    "页面不存在|找不到(?:该|您|页)|页面(?:已|被)删除|无法找到|404|信息不存在|已下线"
)
_SCRIPT_REDIRECT = re.compile(
    r"""location(?:\s*\.\s*href)?\s*=\s*["']([^"'\s]+)["'](?!\s*\+)|"""
    r"""location\s*\.\s*(?:replace|assign)\s*\(\s*["']([^"'\s]+)["']|"""
    r"""window\s*\.\s*open\s*\(\s*["']([^"'\s]+)["']\s*,\s*["']_self["']"""
)
_NAMED_REDIRECT = re.compile(r"location(?:\s*\.\s*href)?\s*=\s*([A-Za-z_]\w{0,40})\s*[;\n}]")
_APP = re.compile(
    rb"""<(?:div|section|main)[^<>]{0,200}\bid\s*=\s*["']?(?:app|root|main-app|__next)["' >]|ng-app|\bv-cloak\b""",
    re.IGNORECASE,
)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_LARGEST_CHALLENGE = 100_000
_WORDLESS = 40


def challenge(body: bytes, text: str) -> str | None:
    """What kind of challenge a short page is; None for one that is none."""
    if _CHALLENGE.search(body):
        return "script challenge"
    sets_cookie = len(body) < _LARGEST_CHALLENGE and _SETS_COOKIE.search(body)
    if sets_cookie and _LOADS_AGAIN.search(body) and len(text) <= _WORDLESS:
        return "script challenge"
    if _CHALLENGE_TEXT.search(text):
        return "the page asks for a verification"
    return None


def says_gone(text: str) -> bool:
    """Whether a short page says that what was asked for does not exist."""
    return bool(_GONE_TEXT.search(text))


def script_redirect(script: str) -> str | None:
    """Where the script of a page without words sends its visitor on."""
    script = script[:_LARGEST_CHALLENGE]
    found = _SCRIPT_REDIRECT.search(script)
    if found:
        return next(filter(None, found.groups()), None)
    named = _NAMED_REDIRECT.search(script)
    held = named and re.search(rf"""\b{named.group(1)}\s*=\s*["']([^"'\s]+)["']""", script)
    return held.group(1) if held else None


def is_shell(body: bytes, text: str) -> bool:
    """Whether a page is the empty frame of a program that a browser must run."""
    has_script = bool(_SCRIPT.search(body))
    return has_script and (bool(_APP.search(body)) or len(text) <= _WORDLESS)

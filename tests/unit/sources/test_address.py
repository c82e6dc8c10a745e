"""Which addresses may be asked, and that only judged ones are connected to."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from gongkai.sources.address import host_rule, is_public, read_address, rule_for
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.network import CheckedNetwork


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://WWW.Example.invalid", "http://www.example.invalid/"),
        (
            "https://www.example.invalid:443/a b?x=年#part",
            "https://www.example.invalid/a%20b?x=%E5%B9%B4",
        ),
        ("http://www.example.invalid:8080/%e5", "http://www.example.invalid:8080/%e5"),
        ("http://user:secret@www.example.invalid/", "http://www.example.invalid/"),
        ("http://示例.invalid./", "http://xn--fsq092h.invalid/"),
        ("//www.example.invalid/x", "http://www.example.invalid/x"),
        ("../y", "http://base.invalid/y"),
        ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
    ],
)
def test_an_address_has_one_form(url: str, expected: str) -> None:
    address = read_address(url, "http://base.invalid/a/b")
    assert address.url == expected
    assert address.url == address.origin + address.target


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.invalid/",
        "javascript:alert(1)",
        "http://",
        "http://a b/",
        "mailto:a@b.invalid",
    ],
)
def test_other_schemes_are_no_addresses(url: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        read_address(url)


def covered(rule: str, url: str) -> bool:
    return rule_for(read_address(url), [host_rule(rule)]) is not None


@pytest.mark.parametrize(
    ("rule", "url", "expected"),
    [
        ("www.example.invalid", "https://www.example.invalid/", True),
        ("www.example.invalid", "http://www.example.invalid:8080/", False),
        ("www.example.invalid:8080", "http://www.example.invalid:8080/", True),
        ("www.example.invalid", "http://evil-www.example.invalid/", False),
        ("www.example.invalid", "http://www.example.invalid.evil.invalid/", False),
        ("*.county.gov.invalid", "http://town.county.gov.invalid/", True),
        ("*.county.gov.invalid", "http://county.gov.invalid/", False),
        ("*.county.gov.invalid", "http://evilcounty.gov.invalid/", False),
        ("127.0.0.1:81", "http://127.0.0.1:81/", True),
        ("www.example.invalid", "http://www.example.invalid@evil.invalid/", False),
    ],
)
def test_only_the_countys_hosts_are_covered(rule: str, url: str, expected: bool) -> None:
    assert covered(rule, url) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://a.invalid",
        "a.invalid/path",
        "*.invalid",
        "*.gov.cn",
        "a b",
        "a:x",
        "u@a.invalid",
    ],
)
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no host name|covers too much"):
        host_rule(text)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "fec0::1",
        "3fff::1",
        "192.88.99.1",
        "192.0.0.10",
        "::ffff:192.0.0.10",
    ],
)
def test_private_addresses_are_refused_however_they_are_wrapped(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["101.230.193.164", "8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8"]
)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_network_of_the_county_passes_and_nothing_beside_it() -> None:
    allowed = [ipaddress.ip_network("10.1.0.0/16")]
    assert is_public(ipaddress.ip_address("10.1.2.3"), allowed)
    assert is_public(ipaddress.ip_address("::ffff:10.1.2.3"), allowed)
    assert not is_public(ipaddress.ip_address("10.2.0.1"), allowed)
    assert not is_public(ipaddress.ip_address("169.254.169.254"), allowed)


def judged(*addresses: str) -> list[str]:
    async def resolver(_host: str, _port: int) -> list[str]:
        return list(addresses)

    return asyncio.run(CheckedNetwork((), resolver).judged("www.example.invalid", 80))


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    assert judged("8.8.8.8", "8.8.4.4", "8.8.8.8") == ["8.8.8.8", "8.8.4.4"]
    for bad in ("10.0.0.1", "fe80::1%eth0"):
        with pytest.raises(FetchError) as caught:
            judged("8.8.8.8", bad)
        assert caught.value.reason == "private_address"


@pytest.mark.parametrize("odd", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1"])
def test_odd_spellings_of_loopback_do_not_slip_through(odd: str) -> None:
    try:
        host = read_address(f"http://{odd}/").host
    except ValueError:
        return
    with pytest.raises(FetchError) as caught:
        asyncio.run(CheckedNetwork(()).judged(host, 80))
    assert caught.value.reason in ("private_address", "unresolved")

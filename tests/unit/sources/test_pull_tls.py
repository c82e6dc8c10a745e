"""Certificates are verified, save those of hosts that are listed as broken, which is then noted."""

from __future__ import annotations

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gongkai.sources import Vault
from gongkai.sources.attempts import Attempt
from gongkai.sources.pull import pull_counties
from tests.unit.sources import world
from tests.unit.sources.test_pull_hostile import HASTY
from tests.unit.sources.website import Answer, Website

HOST = "127.0.9.1"
REPORT = world.page("yunxi", 2021, "html_cms")


@pytest.fixture
def website(tmp_path: Path) -> Iterator[Website]:
    """Serves HTTPS with a certificate that nobody signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "example.invalid")])
    day = datetime.datetime(2020, 1, 1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(day)
        .not_valid_after(day + datetime.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "site.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    site = Website([HOST], context)
    site.sites = {HOST: lambda r: Answer(status=404) if "robots" in r.path else Answer(REPORT)}
    with site:
        yield site


def pull(folder: Path, website: Website, host: str) -> list[Attempt]:
    table = f"unit_key,year,address\nyunxi,2021,https://{HOST}:{website.port}/a\n"
    source = '[[source]]\nkind = "addresses"\nname = "s"\n'
    world.write_county(folder, [host], source, {"addresses.csv": table})
    return list(pull_counties([folder], limits=HASTY)["sample"].attempts)


def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path, website: Website) -> None:
    attempts = pull(tmp_path / "sample", website, f"{HOST}:{website.port}")
    assert [a.reason for a in attempts] == ["tls"]
    assert Vault(tmp_path / "sample" / "vault").entries() == []
    assert website.log == []


def test_a_host_listed_as_broken_is_read_and_its_documents_say_so(
    tmp_path: Path, website: Website
) -> None:
    host = f'{{name = "{HOST}:{website.port}", broken_tls = true}}'
    attempts = pull(tmp_path / "sample", website, host)
    assert [(a.reason, a.host) for a in attempts] == [("tls_unverified", f"{HOST}:{website.port}")]
    (entry,) = Vault(tmp_path / "sample" / "vault").entries()
    assert entry.is_verified is False
    assert Vault(tmp_path / "sample" / "vault").read(entry) == REPORT

"""Certificates are verified, save those of hosts that are listed as broken, which is then noted."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import warnings
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


class Authority:
    """A made-up root, an intermediate, and a server's certificate that names where that lies."""

    def __init__(self, folder: Path, issuer_url: str, own_root: bool = False) -> None:
        self.root, root_key = self._issue("made-up root", None, None)
        self.intermediate, middle_key = self._issue("made-up middle", self.root, root_key)
        leaf, key = self._issue(HOST, self.intermediate, middle_key, issuer_url)
        if own_root:  # what an attacker would put in the intermediate's place
            self.intermediate = self._issue("made-up middle", None, middle_key, key=middle_key)[0]
        (folder / "root.pem").write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        (folder / "leaf.pem").write_bytes(
            leaf.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "leaf.pem")

    @staticmethod
    def _issue(
        name: str,
        issuer: x509.Certificate | None,
        issuer_key: ec.EllipticCurvePrivateKey | None,
        issuer_url: str = "",
        key: ec.EllipticCurvePrivateKey | None = None,
    ) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        today = datetime.datetime.now(datetime.UTC)
        builder = x509.CertificateBuilder(
            issuer.subject if issuer else subject,
            subject,
            key.public_key(),
            x509.random_serial_number(),
        )
        builder = builder.not_valid_before(today - datetime.timedelta(days=1))
        builder = builder.not_valid_after(today + datetime.timedelta(days=30))
        builder = builder.add_extension(x509.BasicConstraints(not issuer_url, None), critical=True)
        if issuer_url:
            place = x509.UniformResourceIdentifier(issuer_url)
            access = x509.AccessDescription(x509.AuthorityInformationAccessOID.CA_ISSUERS, place)
            builder = builder.add_extension(x509.AuthorityInformationAccess([access]), False)
            address = x509.IPAddress(ipaddress.ip_address(HOST))
            builder = builder.add_extension(x509.SubjectAlternativeName([address]), False)
        return builder.sign(issuer_key or key, hashes.SHA256()), key


@pytest.mark.parametrize(
    ("is_trusted", "own_root", "reasons"),
    [(True, False, []), (False, False, ["tls"]), (False, True, ["tls"])],
    ids=["a root that is known", "a root that nobody knows", "a root in the intermediate's place"],
)
def test_a_missing_intermediate_is_fetched_and_the_chain_still_verified(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_trusted: bool,
    own_root: bool,
    reasons: list[str],
) -> None:
    issuers = Website([HOST])
    authority = Authority(tmp_path, issuers.url(HOST, "/middle.crt"), own_root)
    der = authority.intermediate.public_bytes(serialization.Encoding.DER)
    issuers.sites = {HOST: lambda _: Answer(der, kind="application/pkix-cert")}
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
    site = Website([HOST], authority.context)
    site.sites = {HOST: lambda r: Answer(status=404) if "robots" in r.path else Answer(REPORT)}
    with issuers, site:
        attempts = pull(tmp_path / "sample", site, f"{HOST}:{site.port}")
    assert [a.reason for a in attempts] == reasons
    assert len(Vault(tmp_path / "sample" / "vault").entries()) == (not reasons)
    assert [r.path for r in issuers.log] == ["/middle.crt"]
    assert len(site.log) == (0 if reasons else 2)


@pytest.mark.parametrize("is_broken", [False, True], ids=["as it is", "broken_tls"])
def test_old_tls_is_spoken_only_with_hosts_that_are_listed_for_it(
    tmp_path: Path, is_broken: bool
) -> None:
    authority = Authority(tmp_path, "http://ca.example.invalid/")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        authority.context.minimum_version = ssl.TLSVersion.TLSv1
        authority.context.maximum_version = ssl.TLSVersion.TLSv1
    authority.context.set_ciphers("ALL:@SECLEVEL=0")
    site = Website([HOST], authority.context)
    site.sites = {HOST: lambda r: Answer(status=404) if "robots" in r.path else Answer(REPORT)}
    with site:
        how = ", broken_tls = true" if is_broken else ""
        host = f'{{name = "{HOST}:{site.port}"{how}}}'
        attempts = pull(tmp_path / "sample", site, host)
    assert [a.reason for a in attempts] == (["tls_unverified"] if is_broken else ["tls"])

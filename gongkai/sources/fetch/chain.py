"""Certificates that a server forgot to send: fetched from where the certificate says, as browsers do.

What is fetched is not trusted. It only completes the chain, which must still end at a root that
the system or certifi knows.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl

import httpcore

from gongkai.sources.address import Address, read_address
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.network import CheckedNetwork, tls_context, untrusting_context

# authorityInfoAccess, caIssuers: object identifier 1.3.6.1.5.5.7.48.2, then a URI.
_ISSUERS = bytes.fromhex("06082b06010505073002") + b"\x86"
_ISSUER_UNKNOWN = {20, 21}  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, …_VERIFY_LEAF_SIGNATURE
_LONGEST_CHAIN = 3
_LARGEST = 64 * 1024
_SECONDS = 15.0


def lacks_issuer(error: BaseException | None) -> bool:
    """Whether a connection failed because the issuer of the certificate is not known."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_code in _ISSUER_UNKNOWN
        error = error.__cause__ or error.__context__
    return False


async def completed_context(address: Address, network: CheckedNetwork) -> ssl.SSLContext | None:
    """A verifying context that knows the intermediates `address` did not send; None without any."""
    try:
        async with asyncio.timeout(_SECONDS):
            found = await _intermediates(await _leaf(address, network), network)
    except (
        OSError,
        TimeoutError,
        ssl.SSLError,
        FetchError,
        httpcore.NetworkError,
        httpcore.ProtocolError,
    ):
        return None
    if not found:
        return None
    context = tls_context(is_broken=False)
    context.verify_flags &= ~ssl.VERIFY_X509_PARTIAL_CHAIN  # the chain must reach a root
    for certificate in found:
        context.load_verify_locations(cadata=certificate)
    return context


async def _leaf(address: Address, network: CheckedNetwork) -> bytes:
    """The server's own certificate; nothing is sent over this connection."""
    judged = await network.judged(address.host, address.port)
    _, writer = await asyncio.open_connection(
        judged[0], address.port, ssl=untrusting_context(), server_hostname=address.host
    )
    try:
        tls: ssl.SSLObject = writer.get_extra_info("ssl_object")
        return tls.getpeercert(binary_form=True) or b""
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _intermediates(certificate: bytes, network: CheckedNetwork) -> list[bytes]:
    found: list[bytes] = []
    async with httpcore.AsyncConnectionPool(network_backend=network) as pool:
        while len(found) < _LONGEST_CHAIN and (url := issuer_address(certificate)):
            async with pool.stream("GET", url) as response:
                body = b""
                async for part in response.aiter_stream():
                    body += part
                    if len(body) > _LARGEST:
                        return found
            certificate = _der(body)
            if response.status != 200 or not _is_intermediate(certificate):
                break
            found.append(certificate)
    return found


def issuer_address(certificate: bytes) -> str | None:
    """Where a certificate (DER) says that its issuer's can be fetched, by plain http."""
    _, marker, rest = certificate.partition(_ISSUERS)
    if not marker or not rest:
        return None
    length, start = (rest[1], 2) if rest[0] == 0x81 and len(rest) > 1 else (rest[0], 1)
    try:
        address = read_address(rest[start : start + length].decode("ascii"))
    except (UnicodeDecodeError, ValueError):
        return None
    return address.url if address.scheme == "http" else None


def _der(body: bytes) -> bytes:
    if body.lstrip().startswith(b"-----BEGIN CERTIFICATE-----"):
        with contextlib.suppress(ValueError):
            return ssl.PEM_cert_to_DER_cert(body.decode("ascii", "ignore").strip())
    return body


def _is_intermediate(certificate: bytes) -> bool:
    """Whether it is one certificate of an authority that another has issued: never a root."""
    scratch = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        scratch.load_verify_locations(cadata=certificate)
    except (ssl.SSLError, ValueError):
        return False
    held = scratch.get_ca_certs()
    return len(held) == 1 and held[0].get("subject") != held[0].get("issuer")

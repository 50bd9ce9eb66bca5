"""The test certificate authority: one root, one intermediate, and leaves with chosen faults."""

from __future__ import annotations

import datetime as dt
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from pathlib import Path


class Tls(StrEnum):
    """What is right or wrong with a host's certificate."""

    GOOD = "good"
    EXPIRED = "expired"
    WRONG_NAME = "wrong-name"
    SELF_SIGNED = "self-signed"
    MISSING_INTERMEDIATE = "missing-intermediate"
    OLD_CIPHERS = "old-ciphers"  # nothing wrong: an RSA certificate, and AES-CBC under TLS 1.2


Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
CBC = "ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA:AES128-SHA:AES256-SHA"
"""The last ciphers with RSA and AES-CBC that browsers of today still offer."""


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


@dataclass
class Authority:
    """Signs leaves on demand; all leaves share one key, so that a thousand hosts start quickly."""

    folder: Path
    contexts: dict[tuple[str, Tls], ssl.SSLContext] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = dt.datetime.now(dt.UTC)
        self.root_key = ec.generate_private_key(ec.SECP256R1())
        self.middle_key = ec.generate_private_key(ec.SECP256R1())
        self.leaf_key = ec.generate_private_key(ec.SECP256R1())
        root_name, middle_name = _name("Simulated Web Root"), _name("Simulated Web Intermediate")
        self.root = self._authority(root_name, self.root_key, root_name, self.root_key)
        self.middle = self._authority(middle_name, self.middle_key, root_name, self.root_key)
        self.bundle = self.folder / "root.pem"
        self.bundle.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))

    @cached_property
    def old_key(self) -> rsa.RSAPrivateKey:
        """The RSA key of all hosts with old ciphers."""
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def _authority(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        issuer: x509.Name,
        issuer_key: ec.EllipticCurvePrivateKey,
    ) -> x509.Certificate:
        builder = self._builder(subject, key, issuer, issuer_key)
        usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        return (
            builder.not_valid_before(self.now - dt.timedelta(days=30))
            .not_valid_after(self.now + dt.timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(issuer_key, hashes.SHA256())
        )

    def _builder(
        self,
        subject: x509.Name,
        key: Key,
        issuer: x509.Name,
        issuer_key: ec.EllipticCurvePrivateKey,
    ) -> x509.CertificateBuilder:
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .add_extension(identifier, critical=False)
            .add_extension(issuer_id, critical=False)
        )

    def _leaf(self, host: str, tls: Tls) -> bytes:
        """The certificate chain, as PEM, that `host` sends."""
        shown = "another-name.example" if tls is Tls.WRONG_NAME else host
        signer, issuer = self.middle_key, self.middle.subject
        if tls is Tls.SELF_SIGNED:
            signer, issuer = self.leaf_key, _name(shown)
        key: Key = self.old_key if tls is Tls.OLD_CIPHERS else self.leaf_key
        ends = self.now + dt.timedelta(days=-3 if tls is Tls.EXPIRED else 90)
        certificate = (
            self._builder(_name(shown), key, issuer, signer)
            .not_valid_before(self.now - dt.timedelta(days=20))
            .not_valid_after(ends)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(shown)]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(signer, hashes.SHA256())
        )
        chain = [certificate]
        if tls not in {Tls.SELF_SIGNED, Tls.MISSING_INTERMEDIATE}:
            chain.append(self.middle)
        return b"".join(part.public_bytes(serialization.Encoding.PEM) for part in chain)

    def context(self, host: str, tls: Tls = Tls.GOOD) -> ssl.SSLContext:
        """The server side of TLS for `host`, made once."""
        if (host, tls) not in self.contexts:
            path = self.folder / "leaf.pem"
            old = tls is Tls.OLD_CIPHERS
            key = (self.old_key if old else self.leaf_key).private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            path.write_bytes(self._leaf(host, tls) + key)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(path)
            context.set_alpn_protocols(["http/1.1"])
            if old:
                context.maximum_version = ssl.TLSVersion.TLSv1_2
                context.set_ciphers(CBC)
            self.contexts[host, tls] = context
        return self.contexts[host, tls]

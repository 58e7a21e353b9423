"""Certificates of every kind of wrong, told apart; made on the spot."""

import datetime as dt
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from citekit.audit.check import CheckOptions
from citekit.audit.limits import FetchLimits
from citekit.audit.run import AuditOptions, check_links
from tests.audit.fault_server import FaultServer, page

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


def make_certificate(
    name, issuer=None, *, authority=False, first=NOW - DAY, last=NOW + 30 * DAY, host="localhost"
):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer_name, issuer_key = (issuer[0].subject, issuer[1]) if issuer else (subject, key)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not authority:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256()), key


def write_pem(path, *certificates, key=None):
    parts = [certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates]
    if key is not None:
        parts.append(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    path.write_bytes(b"".join(parts))
    return str(path)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    root = make_certificate("Root", authority=True)
    middle = make_certificate("Middle", root, authority=True)
    folder = tmp_path_factory.mktemp("tls")
    return root, middle, folder, write_pem(folder / "root.pem", root[0])


def make_chain(kind, middle):
    if kind == "self-signed":
        made = make_certificate("localhost")
        return (made[0],), made[1]
    if kind == "expired":
        made = make_certificate("localhost", middle, first=NOW - 9 * DAY, last=NOW - DAY)
    elif kind == "not-yet-valid":
        made = make_certificate("localhost", middle, first=NOW + DAY)
    elif kind == "untrusted":
        stranger = make_certificate("Stranger", authority=True)
        made = make_certificate("localhost", stranger)
        return (made[0], stranger[0]), made[1]
    elif kind == "wrong-host":
        made = make_certificate("elsewhere", middle, host="elsewhere.example")
    else:
        made = make_certificate("localhost", middle)
    return ((made[0],) if kind == "incomplete-chain" else (made[0], middle[0])), made[1]


@pytest.mark.parametrize(
    "kind", ["good", "expired", "self-signed", "wrong-host", "incomplete-chain", "not-yet-valid", "untrusted"]
)
def test_certificates(authority, kind):
    _root, middle, folder, trusted = authority
    chain, key = make_chain(kind, middle)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(write_pem(folder / f"{kind}.pem", *chain, key=key))
    with FaultServer({"/ok": page()}, tls=context) as server:
        url = f"https://localhost:{server.port}/ok"
        options = AuditOptions(
            check=CheckOptions(retries=0, probe=False),
            limits=FetchLimits(
                allowed=("127.0.0.0/8", "localhost", "::1"), certificates=trusted, timeout=3.0
            ),
        )
        (check,) = check_links([url], options)
    if kind == "good":
        assert check.verdict.value == "ok", check.message
        return
    assert (check.verdict.value, check.reason) == ("tls", f"fault-tls-{kind}"), check.message
    assert "without checking the certificate: status 200" in check.evidence


def test_no_tls_at_all():
    with FaultServer({"/ok": page()}) as server:
        options = AuditOptions(
            check=CheckOptions(retries=0), limits=FetchLimits(allowed=("127.0.0.1",), timeout=3.0)
        )
        (check,) = check_links([f"https://127.0.0.1:{server.port}/ok"], options)
    assert check.verdict.value == "tls"


@pytest.mark.parametrize("kind", ["old", "closes", "hangs"])
def test_handshakes_that_come_to_nothing(authority, kind):
    import socket
    import threading

    middle, folder = authority[1], authority[2]
    made = make_certificate("localhost", middle)
    pem = write_pem(folder / f"{kind}.pem", made[0], middle[0], key=made[1])
    if kind == "old":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        context.set_ciphers("NULL-SHA256@SECLEVEL=0")  # nothing that a client would speak
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        server = FaultServer({"/ok": page()}, tls=context)
        with server:
            verdict = check_once(f"https://localhost:{server.port}/ok")
        assert verdict == "tls"
        return
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held = []

        def accept():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                if kind == "closes":
                    connection.recv(10)
                    connection.close()
                else:
                    held.append(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        verdict = check_once(f"https://127.0.0.1:{listener.getsockname()[1]}/")
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    for connection in held:
        connection.close()
    assert verdict == {"closes": "tls", "hangs": "timeout"}[kind]


def check_once(url):
    options = AuditOptions(
        check=CheckOptions(retries=0, last_try=False), limits=FetchLimits(allow_private=True, timeout=1.0)
    )
    (check,) = check_links([url], options)
    return check.verdict.value

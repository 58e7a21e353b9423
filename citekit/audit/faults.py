"""Names for what libcurl reports when no response came."""

from __future__ import annotations

import errno
from typing import Final

from citekit.audit.engine import pycurl
from citekit.audit.exchange import Fault

_BY_CODE: Final = {
    pycurl.E_COULDNT_RESOLVE_HOST: Fault.DNS,
    pycurl.E_COULDNT_RESOLVE_PROXY: Fault.DNS,
    pycurl.E_OPERATION_TIMEDOUT: Fault.TIMEOUT,
    pycurl.E_GOT_NOTHING: Fault.RESET,
    pycurl.E_RECV_ERROR: Fault.RESET,
    pycurl.E_SEND_ERROR: Fault.RESET,
    pycurl.E_PARTIAL_FILE: Fault.RESET,
    pycurl.E_SSL_CONNECT_ERROR: Fault.TLS_OTHER,
    pycurl.E_SSL_CIPHER: Fault.TLS_OTHER,
    pycurl.E_SSL_CERTPROBLEM: Fault.TLS_OTHER,
    pycurl.E_PEER_FAILED_VERIFICATION: Fault.TLS_OTHER,
    pycurl.E_SSL_INVALIDCERTSTATUS: Fault.TLS_OTHER,
    pycurl.E_SSL_ISSUER_ERROR: Fault.TLS_OTHER,
    pycurl.E_BAD_CONTENT_ENCODING: Fault.ENCODING,
    pycurl.E_URL_MALFORMAT: Fault.MALFORMED,
    pycurl.E_HTTP2: Fault.RESET,
    92: Fault.RESET,  # CURLE_HTTP2_STREAM, which pycurl does not name
}
#: X509_V_ERR codes of OpenSSL.
_BY_VERIFICATION: Final = {
    2: Fault.TLS_INCOMPLETE,
    9: Fault.TLS_NOT_YET_VALID,
    10: Fault.TLS_EXPIRED,
    18: Fault.TLS_SELF_SIGNED,
    19: Fault.TLS_UNTRUSTED,
    20: Fault.TLS_INCOMPLETE,
    21: Fault.TLS_INCOMPLETE,
    62: Fault.TLS_WRONG_HOST,
    64: Fault.TLS_WRONG_HOST,
}
_HOST_WORDS: Final = ("subject name", "host name", "hostname", "does not match")
_UNREACHABLE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


def name_fault(code: int, detail: str, os_error: int, verification: int) -> Fault:
    """Return the fault that libcurl's answer means.

    Args:
        code: The code of libcurl (CURLE_*).
        detail: Its message.
        os_error: `errno` of the failed connection.
        verification: OpenSSL's result of checking the certificate (X509_V_ERR_*).
    """
    if code == pycurl.E_PEER_FAILED_VERIFICATION:
        if verification in _BY_VERIFICATION:
            return _BY_VERIFICATION[verification]
        lowered = detail.lower()
        return Fault.TLS_WRONG_HOST if any(words in lowered for words in _HOST_WORDS) else Fault.TLS_OTHER
    if code == pycurl.E_COULDNT_CONNECT:
        return Fault.UNREACHABLE if os_error in _UNREACHABLE else Fault.REFUSED
    return _BY_CODE.get(code, Fault.PROTOCOL)

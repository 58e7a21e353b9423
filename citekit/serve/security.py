"""Who is let in: the holder of the token, from this computer, through a page of this server.

A page elsewhere can send requests here, also under a name that it makes lead here. So each request is
asked for its Host (against names made to lead here), its Origin and `Sec-Fetch-Site` (against pages
elsewhere, also those of other ports, which cookies do not tell apart), and the token. There is no CORS.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl, urlencode

import msgspec
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from citekit.serve import shapes

#: Nothing but the server's own files; no inline script; no HTML out of strings but by one policy.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types citekit"
)
#: Files to be saved: should one be shown all the same, it can do nothing.
DOWNLOAD_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
HEADERS: Final = MappingProxyType(
    {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "cache-control": "no-store",
    }
)
_SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
_LONGEST_TARGET: Final = 16_384
_ASK_ANEW: Final = (
    "The token is missing, wrong or out of date. Open the address that citekit serve has printed."
)


def refuse(status: int, code: str, detail: str, hint: str = "", version: int | None = None) -> Response:
    """Return a refusal (RFC 9457), readable for persons and programs."""
    problem = shapes.Problem(HTTPStatus(status).phrase, status, detail, code, hint, version)
    return Response(msgspec.json.encode(problem), status, media_type="application/problem+json")


@dataclass(frozen=True, slots=True)
class Access:
    """What a request must show.

    Attributes:
        token: The secret of this run.
        hosts: Values of Host that are this server, port included.
        cookie: Name of the cookie, with the port: servers on one computer share their cookies.
    """

    token: str
    hosts: frozenset[str]
    cookie: str

    def holds_token(self, token: str) -> bool:
        """Tell whether a token is the right one, in a time that tells nothing of it."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())


class Guard:
    """Lets a request through to the application, or answers it with what is wrong.

    Args:
        app: The application.
        access: What a request must show.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3.0)."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.encode(), value.encode())
                        for name, value in HEADERS.items()
                        if name.encode() not in present
                    ),
                ]
            await send(message)

        refusal = self._judge(scope)
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _judge(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not let through."""
        headers = Headers(scope=scope)
        refusal = self._refuse_foreign(scope, headers)
        if refusal is not None:
            return refuse(*refusal)
        query = scope["query_string"].decode("latin-1")
        entered = _take_token(query) if scope["method"] in _SAFE_METHODS and scope["path"] == "/" else None
        if entered is not None:
            return self._enter(entered, query)
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return refuse(403, "foreign", "Requests from other pages are refused.")
        if not self._shows_token(headers):
            return refuse(401, "token", _ASK_ANEW)
        return None

    def _refuse_foreign(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        """Return what is wrong with a request under another name, or from another page."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._access.hosts:
            return 421, "host", "This is no name of the workbench."
        origins = {origin.lower() for origin in headers.getlist("origin")}
        if not origins <= {f"http://{host}" for host in self._access.hosts}:
            return 403, "foreign", "Requests from other pages are refused."
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_TARGET:
            return 414, "too-long", "The address is too long."
        return None

    def _enter(self, token: str, query: str) -> Response:
        """Answer the address with the token in it: leave a cookie, and go on without the token."""
        if not self._access.holds_token(token):
            return refuse(401, "token", _ASK_ANEW)
        rest = urlencode([(name, value) for name, value in parse_qsl(query)[:20] if name != "token"])
        answer = RedirectResponse(f"/?{rest}" if rest else "/", 303)
        answer.set_cookie(self._access.cookie, token, httponly=True, samesite="strict", path="/")
        return answer

    def _shows_token(self, headers: Headers) -> bool:
        given = headers.get("authorization", "")
        if given[:7].lower() == "bearer ":
            return self._access.holds_token(given[7:].strip())
        token = cookie_parser(headers.get("cookie", "")).get(self._access.cookie, "")
        return bool(token) and self._access.holds_token(token)


def _take_token(query: str) -> str | None:
    return next((value for name, value in parse_qsl(query) if name == "token"), None)

"""Proof that a request comes from our own pages.

Every form carries a secret that only our pages know: it is derived from the secret of the session,
or, before there is one, from a random cookie. Besides, a browser names the origin of a request that
changes something; another origin than ours is refused whatever it carries.
"""

import hmac
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from fastapi.requests import HTTPConnection

FIELD = "csrf"
HEADER = "x-csrf-token"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def token_of(secret: str) -> str:
    """Return what goes with the secret of a session or of a cookie."""
    return hmac.new(secret.encode(), b"rounds form", sha256).hexdigest() if secret else ""


def is_own_origin(connection: HTTPConnection) -> bool:
    """Return whether the request comes from our own pages, as far as the browser tells."""
    origin = connection.headers.get("origin")
    if connection.headers.get("sec-fetch-site", "same-origin") == "cross-site":
        return False
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host", "")


def carries_token(connection: HTTPConnection, body: bytes, secret: str) -> bool:
    """Return whether the header or the form carries what goes with the secret."""
    given = connection.headers.get(HEADER, "")
    if not given and is_plain_form(connection):
        given = (parse_qs(body.decode("utf-8", "replace")).get(FIELD) or [""])[0]
    return bool(secret) and hmac.compare_digest(given.encode(), token_of(secret).encode())


def is_plain_form(connection: HTTPConnection) -> bool:
    """Return whether the body is a form without files."""
    return connection.headers.get("content-type", "").startswith(
        "application/x-www-form-urlencoded"
    )

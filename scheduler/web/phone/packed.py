"""Answers for a slow line: packed where the browser can unpack them."""

import gzip

from fastapi.requests import Request
from fastapi.responses import Response

_LEVEL = 6


def packed(request: Request, response: Response) -> Response:
    """Return an answer, packed for a browser that takes it so.

    Only for pages that repeat nothing of the request but an address of fixed form (a date): the length
    of a packed page would tell whoever listens, and may choose what is repeated, the secret of its
    forms (BREACH, CVE-2013-3587).
    """
    response.headers.add_vary_header("accept-encoding")
    if _takes_gzip(request.headers.get("accept-encoding", "")):
        response.body = gzip.compress(bytes(response.body), _LEVEL, mtime=0)
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
    return response


def _takes_gzip(header: str) -> bool:
    """Whether a browser that says so takes packed answers; a weight of zero means that it does not."""
    for item in header.lower().split(","):
        name, _, weight = (part.strip() for part in item.partition(";"))
        if name == "gzip":
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False

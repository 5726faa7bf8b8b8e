"""Downloads a page or file from the web, one address at a time; no link in it is followed."""

from __future__ import annotations

import mimetypes
import shutil
import socket
import ssl
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from wortlaut import __version__
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from urllib.error import HTTPError

SCHEMES = ("http://", "https://")
_TIMEOUT = 30.0
"""Seconds to wait for an answer, or for more of it."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_SAFE = "%/:=&?~+!$,;'@()*[]"
"""Characters of an address that stay as they are; all others, such as umlauts, are escaped."""
_REMEDIES = {
    401: "it asks for a login. Save the page with a browser, and give the file",
    403: "it refuses access. Save the page with a browser, and give the file",
    404: "there is no such page. Check the address",
    410: "the page is gone. Check the address",
    429: "it was asked too often. Try again later",
}


def download(address: str, folder: Path) -> Path:
    """Download what is at an `http://` or `https://` address.

    Args:
        address: The address.
        folder: The folder for the file; created if it does not exist.

    Returns:
        The file, with the last part of the address as its name, and an ending that fits the type that the server names.

    Raises:
        WortlautError: The address is wrong, the server cannot be reached or refuses, or the file cannot be written.
    """
    # Imported here because few runs need it.
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    try:
        request = Request(_escaped(address), headers={"User-Agent": f"wortlaut/{__version__}"})
        with urlopen(request, timeout=_TIMEOUT) as response:
            path = folder / _file_name(address, response.headers.get_content_type())
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                shutil.copyfileobj(response, file)
            if response.length:  # bytes that were announced and did not come
                raise ConnectionError("the connection ended early")
    except HTTPError as error:
        error.close()
        raise WortlautError(f"{address}: {_refusal(error)}") from error
    except URLError as error:
        raise WortlautError(f"{address}: {_failure(error.reason)}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise WortlautError(f"{address}: {_failure(error)}") from error
    return path


def _escaped(address: str) -> str:
    """Return an address in ASCII: the host as its international domain name, the rest percent-encoded."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    netloc = parts.netloc if host.isascii() else parts.netloc.replace(host, host.encode("idna").decode())
    return urlunsplit((parts.scheme, netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


def _file_name(address: str, kind: str) -> str:
    parts = urlsplit(address)
    name = unquote(PurePosixPath(parts.path).name).replace("/", "_").replace("\\", "_").replace("\0", "")
    name = name.lstrip(".") or parts.hostname or "page"
    suffix = PurePosixPath(name).suffix.lower()
    if kind in _HTML:
        return name if suffix in _HTML_ENDINGS else f"{name}.html"
    return name if suffix else f"{name}{mimetypes.guess_extension(kind) or '.txt'}"


def _refusal(error: HTTPError) -> str:
    remedy = _REMEDIES.get(error.code, f"{error.reason}. Check the address, or try again later")
    return f"the server answers with status {error.code}: {remedy}."


def _failure(cause: object) -> str:
    if isinstance(cause, ConnectionRefusedError):
        return "the connection is refused. Check host and port of the address, and whether the server runs."
    if isinstance(cause, socket.gaierror):
        return "the host is unknown. Check the address, and the connection to the internet."
    if isinstance(cause, TimeoutError):
        return f"the server does not answer within {_TIMEOUT:.0f} seconds. Try again later."
    if isinstance(cause, ssl.SSLError):
        return f"the connection is not secure ({cause.reason}). Check the address."
    text = " ".join(str(cause).split()) or type(cause).__name__
    return f"cannot be downloaded ({text}). Check the address, and the connection to the internet."

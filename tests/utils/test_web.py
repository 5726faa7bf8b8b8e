"""Pages are downloaded one by one, and each way to fail is told in a sentence that says what to do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from wortlaut import stages
from wortlaut.params import Params
from wortlaut.tables import csv_files, schemas
from wortlaut.utils import web
from wortlaut.utils.errors import WortlautError

TEXT = "Karin Althoff sagte am Montag, die Stadt sei stark. "
PAGE = f"<html><body><article><h1>Lob</h1><p>{TEXT * 9}</p><a href='/andere'>mehr</a></article></body></html>"
ANSWERS = {
    "/": ("text/html", PAGE),
    "/politik/artikel-17": ("text/html; charset=utf-8", PAGE),
    "/seite.htm": ("text/html", PAGE),
    "/seite.php?id=3": ("text/html", PAGE),
    "/br%C3%BCcke.txt": ("text/plain", TEXT),
    "/rede": ("text/plain", TEXT),
    "/korpus.jsonl": ("application/octet-stream", f'{{"text": "{TEXT}"}}\n'),
    "/rohdaten": ("application/json", f'{{"text": "{TEXT}"}}'),
    "/..%2Fa": ("text/plain", TEXT),
}
STATUSES = {"/weg": 404, "/verboten": 403, "/kaputt": 503}
LONGER_THAN_THE_TIMEOUT = "/langsam"


class Handler(BaseHTTPRequestHandler):
    """Answers with `ANSWERS` and `STATUSES`, and remembers what it was asked for."""

    asked: list[str]
    released: threading.Event

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == LONGER_THAN_THE_TIMEOUT:
            self.released.wait()
        elif self.path == "/umgezogen":
            self.send_response(302)
            self.send_header("Location", "/rede")
            self.end_headers()
        elif self.path == "/halb":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"Karin")
        elif self.path in STATUSES:
            self.send_error(STATUSES[self.path])
        else:
            kind, content = ANSWERS[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content.encode())

    def log_message(self, *_: object) -> None:
        """Tell nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server."""
    Handler.asked, Handler.released = [], threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        Handler.released.set()
        serving.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/", "127.0.0.1.html"),
        ("/politik/artikel-17", "artikel-17.html"),
        ("/seite.htm", "seite.htm"),
        ("/seite.php?id=3", "seite.php.html"),
        ("/brücke.txt", "brücke.txt"),
        ("/rede", "rede.txt"),
        ("/umgezogen", "umgezogen.txt"),
        ("/korpus.jsonl", "korpus.jsonl"),
        ("/rohdaten", "rohdaten.json"),
        ("/..%2Fa", "_a.txt"),
        ("/rede#absatz", "rede.txt"),
    ],
)
def test_a_file_has_the_name_of_the_address_and_the_ending_of_its_type(
    server: str, tmp_path: Path, place: str, name: str
) -> None:
    path = web.download(f"{server}{place}", tmp_path)
    assert path == tmp_path / name
    assert TEXT in path.read_text(encoding="utf-8")


def test_a_page_is_an_article_and_no_link_is_followed(server: str, tmp_path: Path) -> None:
    Handler.asked.clear()
    stages.run(f"{server}/politik/artikel-17", tmp_path, Params())
    (article,) = csv_files.rows(schemas.ARTICLES, tmp_path / "processed")
    assert (article.article_id, article.format, article.title) == ("artikel-17.html", "html", "Lob")
    assert Handler.asked == ["/politik/artikel-17"]


def test_several_addresses_are_told_apart(server: str, tmp_path: Path) -> None:
    stages.run([f"{server}/politik/artikel-17", f"{server}/rede"], tmp_path, Params())
    found = [row.article_id for row in csv_files.rows(schemas.ARTICLES, tmp_path / "processed")]
    assert found == ["politik/artikel-17.html", "rede"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("/weg", "the server answers with status 404: there is no such page. Check the address."),
        ("/verboten", "the server answers with status 403: it refuses access. Save the page with a browser"),
        ("/kaputt", "the server answers with status 503: Service Unavailable. Check the address, or try again"),
        ("/halb", "cannot be downloaded (the connection ended early)."),
        (LONGER_THAN_THE_TIMEOUT, "the server does not answer within"),
    ],
)
def test_what_a_server_refuses_is_told(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, told: str
) -> None:
    monkeypatch.setattr(web, "_TIMEOUT", 0.3)
    with pytest.raises(WortlautError) as caught:
        stages.run(f"{server}{place}", tmp_path / "out", Params())
    assert str(caught.value).startswith(f"{server}{place}: {told}")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param(
            f"http://127.0.0.1:{free_port()}/a", "the connection is refused. Check host and port", id="refused"
        ),
        ("http://nirgends.invalid/a", "the host is unknown. Check the address, and the connection"),
        ("http://", "cannot be downloaded"),
        ("http://[::1/a", "cannot be downloaded"),
        ("http://127.0.0.1:port/a", "cannot be downloaded"),
        ("http://a b/", "cannot be downloaded"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told(tmp_path: Path, address: str, told: str) -> None:
    with pytest.raises(WortlautError) as caught:
        web.download(address, tmp_path)
    assert str(caught.value).startswith(f"{address}: {told}")

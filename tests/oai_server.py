"""An OAI-PMH server on this machine, for the tests: it lists records in pages, and misbehaves."""

from __future__ import annotations

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"


class Item(NamedTuple):
    """A record of the server; without a title it is a deleted one."""

    identifier: str
    datestamp: str
    title: str = ""


class Reply(NamedTuple):
    """An answer: of a body longer or shorter than `length` says, the connection breaks."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    length: int | None = None


def envelope(inside: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{OAI}">\n'
        "<responseDate>2026-11-24T00:00:00Z</responseDate>\n"
        f"<request>http://127.0.0.1/oai</request>\n{inside}\n</OAI-PMH>\n"
    ).encode()


def error(code: str, text: str = "") -> Reply:
    return Reply(envelope(f'<error code="{code}">{escape(text)}</error>'))


def record(item: Item) -> str:
    status = "" if item.title else ' status="deleted"'
    header = (
        f"<header{status}><identifier>{escape(item.identifier)}</identifier>"
        f"<datestamp>{item.datestamp}</datestamp></header>"
    )
    metadata = (
        f'<metadata><oai_dc:dc xmlns:oai_dc="{OAI_DC}" xmlns:dc="{DC}">\n'
        f"<dc:title>{escape(item.title)}</dc:title></oai_dc:dc></metadata>"
    )
    return f"<record>{header}{metadata if item.title else ''}</record>"


def listed(items: Iterable[Item], token: str | None = None) -> Reply:
    """A page of records; a `token` that is empty says that the list was parted, and ends here."""
    more = "" if token is None else f"<resumptionToken>{escape(token)}</resumptionToken>"
    inside = "\n".join(map(record, items))
    return Reply(envelope(f"<ListRecords>\n{inside}\n{more}</ListRecords>"))


class Repository:
    """Lists its items, `size` on a page, for `from`, in the order that they have.

    Before it answers, each of `troubles` is asked once, the first to be there: what it returns is
    the answer.
    """

    def __init__(self, items: Iterable[Item], size: int = 2) -> None:
        self.items = list(items)
        self.size = size
        self.queries: list[dict[str, str]] = []
        self.troubles: list[Reply | None] = []
        self.prefixes: tuple[str, ...] = ("oai_dc",)

    def __call__(self, query: dict[str, str]) -> Reply:
        """Answer a request."""
        self.queries.append(query)
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble:
            return trouble
        if query["verb"] == "ListMetadataFormats":
            each = "<metadataFormat><metadataPrefix>{}</metadataPrefix></metadataFormat>"
            inside = "".join(map(each.format, self.prefixes))
            return Reply(envelope(f"<ListMetadataFormats>{inside}</ListMetadataFormats>"))
        start, _, since = query.get("resumptionToken", "0 ").partition(" ")
        if query.get("metadataPrefix", "oai_dc") not in self.prefixes:
            return error("cannotDisseminateFormat")
        since = since or query.get("from", "")
        found = [each for each in self.items if each.datestamp >= since]
        if not found:
            return error("noRecordsMatch")
        end = int(start) + self.size
        token = f"{end} {since}" if end < len(found) else ("" if int(start) else None)
        return listed(found[int(start) : end], token)


@contextlib.contextmanager
def serving(answer: Callable[[dict[str, str]], Reply]) -> Iterator[str]:
    """Serve what `answer` gives for a query, and give the address to be harvested."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            reply = answer({**dict(parse_qsl(parts.query)), "path": parts.path})
            self.close_connection = True
            with contextlib.suppress(OSError):
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response_only(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            if reply.length is not None:
                self.send_header("Content-Length", str(reply.length))
            self.end_headers()
            for chunk in [reply.body] if isinstance(reply.body, bytes) else reply.body:
                self.wfile.write(chunk)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/oai"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

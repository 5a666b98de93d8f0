"""Harvests from a server on this machine: pages, deletions, breaks, and servers that mean harm."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import threading
import time
import tomllib
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inside import muniment
from muniment.errors import MunimentError
from muniment.readers import Draft, ReaderSettings
from muniment.readers.oai_pmh import client, read
from muniment.readers.oai_pmh.page import Page
from muniment.readers.oai_pmh.wish import wish
from oai_server import Item, Reply, Repository, envelope, error, listed, record, serving
from program import muniment as in_a_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ITEMS = (
    Item("oai:example.org:letter-1", "2026-01-01", "The first letter"),
    Item("oai:example.org:letter-2", "2026-01-02", "The second letter"),
    Item("oai:example.org:letter-3", "2026-01-03"),
    Item("oai:example.org:letter-4", "2026-01-04", "The fourth letter"),
)
NAMES = [item.identifier for item in ITEMS]
NOW = "Tue, 24 Nov 2026 00:00:00 GMT"
BUSY = Reply(status=503, headers={"Retry-After": "7"})
BROKEN = Reply(listed(ITEMS[:2], "2 ").body[:400], length=5000)  # type: ignore[index]
# As a server breaks off that does not say how long its answer is.
CUT = Reply(listed(ITEMS[:2], "2 ").body[:400])  # type: ignore[index]


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give how long was waited between tries; nobody waits in truth."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def harvest(
    answer: Callable[[dict[str, str]], Reply], unread: list[str] | None = None, **options: str
) -> list[Draft]:
    told = [] if unread is None else unread
    given = {key.rstrip("_"): value for key, value in options.items()}
    with serving(answer) as url:
        drafts = list(read(url, ReaderSettings(given, "2026-11-24", told.append)))
    if unread is None:
        assert told == []
    return drafts


def origins(drafts: list[Draft]) -> list[str]:
    return [draft.origin for draft in drafts]


def refused(answer: Callable[[dict[str, str]], Reply], **options: str) -> str:
    """Give why nothing could be harvested, in a line that names the address."""
    with pytest.raises(MunimentError) as raised:
        harvest(answer, None, **options)
    said = str(raised.value)
    assert "\n" not in said
    assert said.startswith("http://127.0.0.1:")
    return said.partition("/oai: ")[2]


def always(reply: Reply) -> Callable[[dict[str, str]], Reply]:
    return lambda query: reply


def more(query: dict[str, str]) -> str:
    """Give a token that is another one each time."""
    return query.get("resumptionToken", "") + "x"


# A whole harvest


def test_two_pages_and_a_deletion() -> None:
    """All records of both pages come, once, under their identifiers; the deleted a tombstone."""
    drafts = harvest(Repository(ITEMS))
    assert origins(drafts) == NAMES
    assert [draft.data["id"] for draft in drafts] == [
        f"example-org-letter-{n}" for n in range(1, 5)
    ]
    assert drafts[0].data["title"] == "The first letter"
    assert drafts[2].data["record"] == {
        "status": "withdrawn",
        "withdrawn": {"date": "2026-01-03", "reason": "Deleted in the source."},
    }


def test_what_is_asked() -> None:
    """The options go into the first request; a token goes alone."""
    repository = Repository(ITEMS)
    harvest(repository, set="letters:1952", from_="2026-01-01", until="2026-12-31")
    first, second = repository.queries
    assert first == {
        "verb": "ListRecords",
        "metadataPrefix": "oai_dc",
        "set": "letters:1952",
        "from": "2026-01-01",
        "until": "2026-12-31",
        "path": "/oai",
    }
    assert second == {
        "verb": "ListRecords",
        "resumptionToken": "2 2026-01-01",
        "path": "/oai",
    }


def test_an_address_from_a_browser() -> None:
    """What a browser shows is understood; a user and a key are told to nobody."""
    found = wish(
        "HTTPS://me:secret@example.org/oai?verb=ListRecords&set=a&metadataPrefix=qdc&key=hidden", {}
    )
    assert found.url == "https://me:secret@example.org/oai?key=hidden"
    assert found.shown == "https://example.org/oai"
    assert (found.set_, found.prefixes) == ("a", ("qdc",))
    assert wish("http://example.org/oai?set=a", {"set": "b"}).set_ == "b"


def test_the_best_format_that_is_there() -> None:
    """Of several formats, the first that the server has is asked for."""
    repository = Repository(ITEMS)
    repository.prefixes = ("oai_dc", "qdc", "mods")
    harvest(repository, prefix="oai_dcterms, qdc, oai_dc")
    assert repository.queries[1]["metadataPrefix"] == "qdc"
    assert "it has oai_dc, qdc, mods" in refused(repository, prefix="oai_dcterms,ese")


def test_zipped() -> None:
    """An answer may come packed."""
    body = listed(ITEMS[:1]).body
    assert isinstance(body, bytes)
    reply = Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})
    assert origins(harvest(always(reply))) == NAMES[:1]


def test_identifiers_that_make_no_id() -> None:
    """A bare number is no id by itself; with the server it is one, of a deleted record too."""
    items = [Item("17", "2026-01-01", "A letter"), Item("18", "2026-01-02"), Item("4/2", "x", "B")]
    names = [draft.data["id"] for draft in harvest(Repository(items))]
    assert names[:2] == ["127-0-0-1-17", "127-0-0-1-18"]
    assert names[2].startswith("127-0-0-1-4-2-")
    again = [Item("17", "2026-01-03", "Another title"), Item("18", "2026-01-02", "Back"), items[2]]
    assert [draft.data["id"] for draft in harvest(Repository(again))] == names


def test_records_without_identifiers() -> None:
    """A server that forgets identifiers has all its records read; they are called by their page."""
    items = [Item("", "2026-01-01", f"Letter {n}") for n in range(4)]
    found = origins(harvest(Repository(items)))
    assert found == [f"page {page} record {n}" for page in (1, 2) for n in (1, 2)]


# Breaks


@pytest.mark.parametrize("trouble", [BUSY, BROKEN, CUT, Reply(status=502), Reply()])
def test_a_break_in_the_middle(trouble: Reply, waits: list[float]) -> None:
    """A page that does not come, or not whole, is asked for again; nothing is taken of its half."""
    repository = Repository(ITEMS)
    repository.troubles = [None, trouble, trouble]
    assert origins(harvest(repository)) == NAMES
    assert waits == ([7, 7] if trouble is BUSY else [1, 2])
    assert len(repository.queries) == 4


@pytest.mark.parametrize("trouble", [BUSY, BROKEN, CUT])
def test_a_server_that_does_not_come_back(trouble: Reply, waits: list[float]) -> None:
    """After some tries it ends: what was read is kept, and how to go on is told."""
    repository = Repository(ITEMS)
    repository.troubles = [None, *[trouble] * 10]
    unread: list[str] = []
    assert origins(harvest(repository, unread)) == NAMES[:2]
    assert len(waits) == 5
    (said,) = unread
    assert "tried 6 times" in said
    assert said.endswith("2 records were read until then; to go on there: --option from=2026-01-02")


@pytest.mark.parametrize("asked", ["100000", "99999999999", "Fri, 24 Nov 2046 00:00:00 GMT"])
def test_waits_are_bounded(asked: str, waits: list[float]) -> None:
    """A server that asks for hours is not waited for."""
    headers = {"Retry-After": asked, "Date": NOW}
    assert "asks to be waited for" in refused(always(Reply(status=503, headers=headers)))
    assert waits == []


@pytest.mark.parametrize(
    ("asked", "wait"),
    [("0", 0), ("Tue, 24 Nov 2026 00:00:09 GMT", 9), ("soon", 1), ("-5", 1), ("1e9", 1), ("", 1)],
)
def test_how_long_to_wait(asked: str, wait: float, waits: list[float]) -> None:
    """Seconds, or a moment of the server's clock; all else is as if nothing was said."""
    repository = Repository(ITEMS)
    repository.troubles = [Reply(status=503, headers={"Retry-After": asked, "Date": NOW})]
    harvest(repository)
    assert waits == [wait]


def test_all_waits_together_are_bounded(waits: list[float]) -> None:
    """Nor is a server waited for that asks for a little before each page, for ever."""
    numbers = itertools.count()

    def answer(query: dict[str, str]) -> Reply:
        number = next(numbers)
        if number % 2:
            return Reply(status=503, headers={"Retry-After": "300"})
        return listed([Item(f"oai:x.org:{number}", "2026-01-01", "A letter")], f"token {number}")

    unread: list[str] = []
    assert harvest(answer, unread)
    assert sum(waits) <= 3600
    assert "asks to be waited for" in unread[0]


def test_a_token_that_expired() -> None:
    """The harvest goes on from the newest datestamp, and takes no record twice."""
    repository = Repository(ITEMS)
    repository.troubles = [None, error("badResumptionToken", "expired")]
    assert origins(harvest(repository)) == NAMES
    assert repository.queries[2]["from"] == "2026-01-02"


def test_a_token_that_expired_in_a_list_without_order() -> None:
    """If records did not come in order, it begins anew."""
    repository = Repository([ITEMS[1], ITEMS[0], *ITEMS[2:]])
    repository.troubles = [None, error("badResumptionToken")]
    assert sorted(origins(harvest(repository))) == NAMES
    assert "from" not in repository.queries[2]


def test_days_and_seconds_are_not_mixed() -> None:
    """With an end that is a day, the new beginning is a day too."""
    found = wish("http://example.org/oai", {"until": "2026-12-31"})
    assert found.since("2026-01-02T10:00:00Z") == "2026-01-02"
    assert wish("http://example.org", {}).since("2026-01-02T10:00:00Z") == "2026-01-02T10:00:00Z"
    late = wish("http://example.org", {"until": "2026-12-31T00:00:00Z"})
    assert late.since("2026-01-02") is None
    assert found.since("yesterday") is None


def test_tokens_that_are_never_good() -> None:
    """A server that refuses each token that it gives does not hold the harvest for ever."""

    def answer(query: dict[str, str]) -> Reply:
        return error("badResumptionToken") if "resumptionToken" in query else listed(ITEMS, "t")

    unread: list[str] = []
    assert origins(harvest(answer, unread)) == NAMES
    assert "for a bad one, again and again" in unread[0]


def test_a_record_that_comes_twice() -> None:
    """What changes while the harvest runs may come on a later page again: it is one record."""
    assert origins(harvest(Repository([*ITEMS, ITEMS[0]]))) == NAMES


def test_a_page_that_is_broken() -> None:
    """Of a page with a fault, what stands before it is read, and the pages behind it."""
    good = listed(ITEMS[:2], "2 ").body
    assert isinstance(good, bytes)
    repository = Repository(ITEMS)
    repository.troubles = [Reply(good.replace(b"second", b"se&#1;cond"))]
    unread: list[str] = []
    assert origins(harvest(repository, unread)) == [NAMES[0], *NAMES[2:]]
    assert "not well-formed" in unread[0]
    assert "page 1 of the harvest" in unread[0]


# Errors of the protocol


def test_nothing_to_harvest() -> None:
    """That no record matches is no error."""
    assert harvest(Repository(ITEMS), from_="2030-01-01") == []


@pytest.mark.parametrize(
    ("reply", "options", "said"),
    [
        (error("noSetHierarchy"), {"set": "a"}, "has no sets: leave out set=a"),
        (error("badArgument", "no"), {"set": "a"}, 'accept set=a prefix=oai_dc (it says: "no")'),
        (error("badArgument"), {"from_": "2026-01-01T00:00:00Z"}, "days only"),
        (error("badVerb"), {}, "no OAI-PMH 2.0 server"),
        (error("__doc__"), {}, "the server answers __doc__"),
        (error(""), {}, "the server answers error"),
        (error("x\n" * 900, "y\n" * 900), {}, "the server answers x x"),
        (error("badResumptionToken"), {}, "takes its own resumption token"),
        (Reply(status=404), {}, "is it the base URL"),
        (Reply(status=401), {}, "wants a user and a password"),
        (Reply(status=418), {}, "refuses (HTTP 418)"),
        (error("badVerb")._replace(status=400), {}, "no OAI-PMH 2.0 server"),
    ],
)  # fmt: skip
def test_errors(reply: Reply, options: dict[str, str], said: str) -> None:
    """What a server refuses is said in plain words, in one line."""
    assert said in refused(always(reply), **options)


def test_formats_that_are_not_there() -> None:
    """The formats that the server has are named."""
    repository = Repository(ITEMS)
    repository.prefixes = ("oai_dc", "mods")
    said = refused(repository, prefix="qdc")
    assert said == "has no records as qdc; it has oai_dc, mods (--option prefix=...)"


def test_formats_that_are_not_told() -> None:
    """The error is the one of the first question, whatever becomes of the second."""

    def answer(query: dict[str, str]) -> Reply:
        return BUSY if query["verb"] == "ListMetadataFormats" else error("cannotDisseminateFormat")

    assert "has no records as qdc; it has none that it names" in refused(answer, prefix="qdc")
    assert "cannot answer now" in refused(answer, prefix="qdc,oai_dc")


def test_a_format_without_dublin_core() -> None:
    """A format that is none of Dublin Core is refused at the first page."""
    text = record(ITEMS[0]).replace("oai_dc:dc", "mods").replace("dc:title", "titleInfo")
    reply = Reply(envelope(f"<ListRecords>{text}</ListRecords>"))
    assert "no Dublin Core" in refused(always(reply), prefix="mods")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"from": "1952"}, "from is a day"),
        ({"until": "2026-01-01 10:00"}, "until is a day"),
        ({"from": "2026-02-01", "until": "2026-01-01"}, "is after until"),
        ({"from": "2026-02-01", "until": "2026-03-01T00:00:00Z"}, "both"),
        ({"pages": "0"}, "from 1 on"),
        ({"pages": "many"}, "from 1 on"),
    ],
)
def test_options_that_are_wrong(options: dict[str, str], said: str) -> None:
    """They are refused before anything is asked."""
    with pytest.raises(MunimentError, match=said):
        list(read("http://127.0.0.1:9/oai", ReaderSettings(options)))


# Servers that mean harm, or are none


@pytest.mark.parametrize(
    "source", ["file:///etc/passwd", "ftp://example.org/oai", "gopher://x", "javascript://x"]
)
def test_only_the_web(source: str) -> None:
    """Other schemes are not opened."""
    with pytest.raises(MunimentError, match="only http and https"):
        list(read(source, ReaderSettings()))


@pytest.mark.parametrize(
    "source", ["", "oai", "/etc/passwd", "http://", "http://x:port/", "http://["]
)
def test_no_address(source: str) -> None:
    """What is no address is said to be none."""
    with pytest.raises(MunimentError, match="is not the address of a harvest"):
        list(read(source, ReaderSettings()))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/", "only http and https"),
        ("http://x:port/", "only http and https"),
        ("/oai", "on and on"),
    ],
)
def test_sent_on(where: str, said: str) -> None:
    """A server may send on, but not to anywhere, and not for ever."""
    assert said in refused(always(Reply(status=302, headers={"Location": where})))


def test_sent_on_to_the_right_place() -> None:
    """Where a server has moved to, it is harvested."""
    repository = Repository(ITEMS)

    def answer(query: dict[str, str]) -> Reply:
        if query["path"] == "/new":
            return repository(query)
        rest = "&".join(f"{key}={value}" for key, value in query.items() if key != "path")
        return Reply(status=301, headers={"Location": f"/new?{rest.replace(' ', '%20')}"})

    assert origins(harvest(answer)) == NAMES


def test_nobody_there(waits: list[float]) -> None:
    """An address where nothing listens is told at once."""
    with serving(Repository(ITEMS)) as url:
        pass
    with pytest.raises(MunimentError, match="cannot be reached"):
        list(read(url, ReaderSettings()))
    assert waits == []


def test_a_name_that_is_none(waits: list[float]) -> None:
    """So is a name that nobody has."""
    with pytest.raises(MunimentError, match="cannot be reached"):
        list(read("http://no-such-host.invalid/oai", ReaderSettings()))


def test_not_encrypted() -> None:
    """A server that does not speak TLS is told in a line."""
    with serving(Repository(ITEMS)) as url, pytest.raises(MunimentError, match="cannot be reached"):
        list(read(url.replace("http:", "https:"), ReaderSettings()))


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (str(n - 1).encode() if n else b"") * 10)
    for n in range(10)
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!DOCTYPE html><html><head><meta></head><body>Hello", "a page for people (HTML)"),
        (b"<html><body/></html>", "a page for people (HTML)"),
        (b"<rss/>", "answers with <rss>"),
        (b"Hello", "not to be read as XML"),
        (b"\x00\xff", "not to be read as XML"),
        (BOMB + b"]><OAI-PMH>&a9;</OAI-PMH>", "declares entities"),
        (b"<OAI-PMH>" + b"<a>" * 300, "over 200 deep"),
        (b"<OAI-PMH><a b='" + b"x" * (5 << 20), "a single tag is over 4 MiB"),
        (b"<OAI-PMH><a " + b"".join(b'a%d="" ' % n for n in range(600_000)), "is over 4 MiB"),
        (envelope("<Identify/>"), "was asked for ListRecords, and answers with Identify"),
        (envelope(""), "answers with nothing"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "declares entities"),
    ],
)
def test_answers_that_are_none(body: bytes, said: str) -> None:
    """What is no answer of the protocol is told in a line."""
    assert said in refused(always(Reply(body)))


def endless(head: bytes, piece: bytes) -> Iterator[bytes]:
    yield head
    yield from itertools.repeat(piece)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(length=10_000_000_000), "over 1 MiB"),
        (Reply(endless(b"<OAI-PMH>", b"x" * 65536)), "over 1 MiB"),
        (
            Reply(
                gzip.compress(b"<OAI-PMH>" + bytes(50_000_000)),
                headers={"Content-Encoding": "gzip"},
            ),
            "over 1 MiB",
        ),
        (Reply(b"x", headers={"Content-Encoding": "br"}), "in the coding br"),
        (Reply(b"x", headers={"Content-Encoding": "gzip, gzip"}), "in the coding gzip, gzip"),
        (Reply(b"no", headers={"Content-Encoding": "gzip"}), "incorrect header"),
    ],
)
def test_pages_without_end(reply: Reply, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is not read for longer than pages are, however it is packed."""
    monkeypatch.setattr(client, "LARGEST_PAGE", 1 << 20)
    tracemalloc.start()
    try:
        assert said in refused(always(reply))
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n<OAI-PMH>"]
)
def test_a_page_that_drips(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor for longer than anybody waits, in the head of an answer or behind it."""
    monkeypatch.setattr(client, "_LONGEST_PAGE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line, contextlib.suppress(OSError):
                line.recv(1000)
                line.sendall(head)
                while not done.wait(0.01):
                    line.sendall(b" " if head else b"")

        done = threading.Event()
        dripping = threading.Thread(target=drip)
        dripping.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/oai"
        with pytest.raises(MunimentError, match="takes over 0 seconds for a page"):
            list(read(url, ReaderSettings()))
        done.set()
        dripping.join()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda query: listed(ITEMS[:1], "same"), "the same page again and again"),
        (lambda query: listed(ITEMS[:1], more(query)), "page after page"),
        (lambda query: listed([], more(query)), "page after page"),
    ],
)  # fmt: skip
def test_lists_without_end(answer: Callable[[dict[str, str]], Reply], said: str) -> None:
    """A list without an end ends, with what came."""
    unread: list[str] = []
    try:
        harvest(answer, unread)
    except MunimentError as raised:
        unread.append(str(raised))
    assert said in unread[0]


def test_new_records_without_end() -> None:
    """There is a last page, and it is told; `pages` says which."""
    numbers = itertools.count()

    def answer(query: dict[str, str]) -> Reply:
        number = next(numbers)
        return listed([Item(f"oai:x.org:{number}", "2026-01-01", "A")], f"token {number}")

    unread: list[str] = []
    assert len(harvest(answer, unread, pages="50")) == 50
    assert "has more than the 50 pages that were read" in unread[0]


def test_error_elements_in_records() -> None:
    """What a record says is not taken for what the server says."""
    text = record(ITEMS[0]).replace(
        "</dc:title>", "</dc:title><error code='x'/><resumptionToken>t</resumptionToken>"
    )
    reply = Reply(envelope(f"<ListRecords>{text}</ListRecords>"))
    assert origins(harvest(always(reply))) == NAMES[:1]


@given(st.binary(max_size=300), st.integers(0, 700))
@settings(max_examples=200, deadline=None)
def test_any_page(noise: bytes, at: int) -> None:
    """Whatever bytes there are, a page is looked through, and its records read or refused."""
    import io

    good = listed(ITEMS[:2], "2 ").body
    assert isinstance(good, bytes)
    page = Page(io.BytesIO(good[:at] + noise + good[at + len(noise) :]))
    assert page.fault or page.is_oai or page.root


def test_flat_memory() -> None:
    """Of 5,000 records no more is kept than of 500, but for a few bytes that tell them apart."""

    def peak(count: int) -> int:
        def answer(query: dict[str, str]) -> Reply:
            start = int(query.get("resumptionToken", "0"))
            items = [Item(f"oai:x.org:{n}", "2026-01-01", "A") for n in range(start, start + 100)]
            return listed(items, str(start + 100) if start + 100 < count else "")

        with serving(answer) as url:
            tracemalloc.start()
            try:
                assert sum(1 for _ in read(url, ReaderSettings())) == count
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    small, large = peak(500), peak(5_000)
    assert large < small + 4_500 * 500


# As a user does it


def test_import_twice_and_after_a_change(tmp_path: Path) -> None:
    """A second harvest changes nothing; of a server that has changed, it shows the difference."""
    repository = Repository(ITEMS)
    repository.troubles = [None, CUT, Reply(status=503, headers={"Retry-After": "0"})]
    with serving(repository) as url:
        command = ("import", url, "--from", "oai-pmh")
        dry = muniment(*command, "--dry-run", cwd=tmp_path)
        assert (dry.status, "4 records read: 4 would be written" in dry.err) == (0, True)
        assert not (tmp_path / "records").exists()
        first = in_a_process(*command, cwd=tmp_path)
        assert (first.status, "4 records read: 4 written" in first.err) == (0, True)
        files = sorted((tmp_path / "records").iterdir())
        assert [file.stem for file in files] == [f"example-org-letter-{n}" for n in range(1, 5)]
        made = tomllib.loads(files[0].read_text(encoding="utf-8"))["local"]["import"]
        assert (made["reader"], made["file"], made["record"]) == ("oai-pmh", url, NAMES[0])
        again = muniment(*command, cwd=tmp_path)
        assert (again.status, again.out) == (0, "")
        assert "4 as before" in again.err

        repository.items[3] = Item(NAMES[3], "2026-02-01")
        changed = muniment(*command, cwd=tmp_path)
        assert changed.status == 1
        assert '-title = "The fourth letter"' in changed.out
        assert '+status = "withdrawn"' in changed.out
        assert muniment(*command, "--update", cwd=tmp_path).status == 0
        assert 'status = "withdrawn"' in files[3].read_text(encoding="utf-8")
        assert "The fourth letter" not in files[3].read_text(encoding="utf-8")


def test_import_goes_on_after_a_break(tmp_path: Path) -> None:
    """What was read before a server went away is written; the next import adds the rest."""
    repository = Repository(ITEMS)
    repository.troubles = [None, Reply(status=503, headers={"Retry-After": "4000"})]
    with serving(repository) as url:
        command = ("import", url, "--from", "oai-pmh")
        first = muniment(*command, cwd=tmp_path)
        assert first.status == 1
        assert "2 records read: 2 written" in first.err
        assert "to go on there: --option from=2026-01-02" in first.err
        more = muniment(*command, "--option", "from=2026-01-02", cwd=tmp_path)
        assert (more.status, "2 written, 1 as before" in more.err) == (0, True)
        assert "4 as before" in muniment(*command, cwd=tmp_path).err


def test_nothing_matches(tmp_path: Path) -> None:
    """A harvest that matches nothing imports nothing, and all is well."""
    with serving(always(error("noRecordsMatch"))) as url:
        ran = muniment("import", url, "--from", "oai-pmh", cwd=tmp_path)
    assert (ran.status, "0 records read" in ran.err) == (0, True)


def test_lint_in_the_source(tmp_path: Path) -> None:
    """Findings name the record by its identifier, and the target's verdict is told in sum."""
    with serving(Repository(ITEMS)) as url:
        ran = muniment(
            *("lint", "--from", "oai-pmh", url, "--profile", "europeana"),
            *("--output-format", "concise"),
            cwd=tmp_path,
        )
    assert ran.status == 1
    assert f"{url}#{NAMES[0]}:" in ran.out
    assert NAMES[2] not in ran.out
    assert "europeana, of 4 records: 3 would be refused, 0 have other errors, 1 would do" in ran.err


def test_an_error_is_a_line(tmp_path: Path) -> None:
    """The program says what is wrong, and ends with status 2."""
    with serving(always(Reply(b"<html/>"))) as url:
        ran = muniment("import", url, "--from", "oai-pmh", cwd=tmp_path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"muniment: {url}: answers with a page for people")


def test_the_library_is_named_where_it_is_missing(tmp_path: Path) -> None:
    """Without it, one line says what to install."""
    (tmp_path / "oaipmh_scythe.py").write_text("raise ImportError", encoding="utf-8")
    ran = in_a_process(
        "import", "http://127.0.0.1:9/oai", "--from", "oai-pmh", cwd=tmp_path, PYTHONPATH="."
    )
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "pip install 'muniment[import]'" in ran.err

"""A harvest over OAI-PMH: all records of a server, or those of a set or a time.

The source is the base URL; one copied from a browser, with `?verb=ListRecords&set=...` behind it,
is understood too. What is harvested is Dublin Core, and it is read as the reader `dc` reads it.
`prefix` may name several formats, the best first: the first of them that the server has is taken,
as in `prefix=oai_dcterms,qdc,oai_dc`.

A record that the server calls deleted becomes a tombstone; where an earlier import has the record,
the import shows that as a change. What a server leaves out without a word stays as it is. A record
that comes twice in one harvest is taken once.

A page that does not come, or not whole, or for which the server asks to wait, is asked for again,
up to 6 times. When the server has forgotten where the harvest was, it goes on from the newest
datestamp if the records came in order, or else from the start. If all that is in vain, what was
read so far is kept, and told. Nothing is remembered between two harvests, since nothing needs to
be: run the same again, and records that are there are known by their identifiers and left as they
are. So it is after Ctrl-C too, which leaves nothing. To ask for less the next time, set `from`.

Limits: a page of 64 MiB, 10 minutes for a page, 5 minutes of a wait and an hour of all of them,
50,000 pages. Of a page that is not well-formed, the records before the fault are read.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from muniment.errors import MunimentError
from muniment.identifiers import slug
from muniment.readers.dc import read_chunks
from muniment.readers.oai_pmh.wish import wish
from muniment.readers.oai_pmh.wording import ServerSaysError, of_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.readers import Draft, ReaderSettings
    from muniment.readers.oai_pmh.client import Client
    from muniment.readers.oai_pmh.page import Page
    from muniment.readers.oai_pmh.wish import Wish

_CHUNK = 64 * 1024
# So many pages without a record that is new, and the server does not end.
_MOST_IDLE = 20
_MOST_RESTARTS = 20
_MOST_FAULTY = 20
_MOST_NAMED = 20
_NAMELESS = re.compile("record [0-9]+")
_BARE = re.compile("[A-Za-z0-9]{1,40}")


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:
    """Yield a draft for each record that the server at the address `source` lists."""
    wished = wish(source, settings.options)
    try:
        from muniment.readers.oai_pmh.client import Client
    except ImportError:
        raise MunimentError(
            "a harvest needs the library oaipmh-scythe: pip install 'muniment[import]'"
        ) from None
    with Client(wished) as client:
        harvest = _Harvest(wished, settings, client)
        try:
            yield from harvest.drafts()
        except MunimentError as error:
            if not harvest.count:
                raise
            settings.unread(f"{error}. {harvest.onward()}")


class _Harvest:
    """One harvest on its way: what came so far."""

    def __init__(self, wished: Wish, settings: ReaderSettings, client: Client) -> None:
        self.count = 0
        self._wish = wished
        self._settings = settings
        self._client = client
        self._pages = 0
        self._seen: set[int] = set()
        self._newest = ""
        self._is_in_order = True
        # The token of the page before, and how many pages without anything new there may be yet.
        self._token = ""
        self._idle_left = _MOST_IDLE
        self._faulty = 0

    def drafts(self) -> Iterator[Draft]:
        """Yield a draft for each record; begin again where the server has lost the place."""
        prefix, from_ = self._prefix(), self._wish.from_
        restarts, before = 0, 0
        while True:
            try:
                for page in self._client.pages(prefix, from_):
                    yield from self._of_page(page)
            except ServerSaysError as error:
                if error.code == "noRecordsMatch":
                    return
                is_onward = self.count > before and restarts < _MOST_RESTARTS
                if error.code != "badResumptionToken" or not is_onward:
                    raise self._said(error) from None
                restarts, before = restarts + 1, self.count
                self._token, self._idle_left = "", self._pages + _MOST_IDLE
                from_ = self._wish.since(self._newest) if self._is_in_order else self._wish.from_
            else:
                return

    def onward(self) -> str:
        """Say what to do when a harvest ends before its end."""
        read_ = f"{self.count} record{' was' if self.count == 1 else 's were'} read until then"
        since = self._wish.since(self._newest) if self._is_in_order else None
        if since and since != self._wish.from_:
            return f"{read_}; to go on there: --option from={since}"
        return f"{read_}; to go on, run the same again"

    def _prefix(self) -> str:
        wanted = self._wish.prefixes
        if len(wanted) == 1:
            return wanted[0]
        offered = self._client.prefixes()
        for each in wanted:
            if each in offered:
                return each
        raise MunimentError(
            of_error(ServerSaysError("cannotDisseminateFormat"), self._wish, offered)
        )

    def _said(self, error: ServerSaysError) -> MunimentError:
        is_of_format = error.code == "cannotDisseminateFormat"
        offered = self._offered()[:_MOST_NAMED] if is_of_format else ()
        return MunimentError(of_error(error, self._wish, offered))

    def _offered(self) -> list[str]:
        """Give the formats of the server for a message, which is due even if it does not say."""
        try:
            return self._client.prefixes()
        except MunimentError:
            return []

    def _of_page(self, page: Page) -> Iterator[Draft]:
        self._pages += 1
        if not page.records and page.verb != "ListRecords" and not page.fault:
            what = f"with {page.verb[:40]}" if page.verb else "with nothing"
            raise MunimentError(
                f"{self._wish.shown}: was asked for ListRecords, and answers {what}"
            )
        before = self.count
        yield from self._new(page)
        self._is_in_order &= page.is_in_order and page.first >= self._newest
        self._newest = max(self._newest, page.newest)
        self._require_an_end(page, is_idle=self.count == before)

    def _new(self, page: Page) -> Iterator[Draft]:
        """Yield what a page has that did not come before; what cannot be read of it is told."""
        if not page.records:
            return
        page.file.seek(0)
        chunks = iter(lambda: page.file.read(_CHUNK), b"")
        try:
            for draft in read_chunks(chunks, self._wish.shown, self._settings):
                named = _named(draft, self._wish.shown, self._pages)
                key = hash(named.origin)
                if key not in self._seen:
                    self._seen.add(key)
                    self.count += 1
                    yield named
        except MunimentError as error:
            self._tell(error, page)

    def _tell(self, error: MunimentError, page: Page) -> None:
        """Tell what is wrong with a page, and let the harvest go on, if that is of any use."""
        self._faulty += 1
        if not page.fault and not self.count:
            offered = ", ".join(self._offered()[:_MOST_NAMED]) or "none that it names"
            raise MunimentError(f"{error}; the formats of the server: {offered} (prefix=...)")
        if self._faulty > _MOST_FAULTY:
            raise MunimentError(f"{error}, as on {_MOST_FAULTY} pages before: given up")
        lost = "" if page.token or not page.fault else ", and whether more pages follow is lost"
        self._settings.unread(f"{error} (page {self._pages} of the harvest{lost})")

    def _require_an_end(self, page: Page, *, is_idle: bool) -> None:
        """Raise where the server would go on for ever."""
        if not page.token:
            return
        shown, again = self._wish.shown, page.token == self._token
        self._token = page.token
        left = self._idle_left
        self._idle_left = left - 1 if is_idle else max(left, _MOST_IDLE)
        if is_idle and again:
            raise MunimentError(f"{shown}: sends the same page again and again")
        if self._idle_left < 0:
            raise MunimentError(f"{shown}: sends page after page without a record that is new")
        if self._pages >= self._wish.pages:
            raise MunimentError(f"{shown}: has more than the {self._pages:,} pages that were read")


def _named(draft: Draft, shown: str, page: int) -> Draft:
    """Give a record its id, where its identifier alone makes none: that of its server with it.

    Ids made of titles would change with them, and a deleted record has no title.
    """
    if _NAMELESS.fullmatch(draft.origin):
        return draft._replace(origin=f"page {page} {draft.origin}")
    own = draft.data.get("id", "")
    if not draft.origin or (own and own != slug(f"record-{draft.origin}")):
        return draft
    host = urlsplit(shown).hostname or ""
    name = slug(f"{host} {draft.origin[:40]}")
    if not _BARE.fullmatch(draft.origin):
        digest = hashlib.sha256(draft.origin.encode("utf-8", "replace")).hexdigest()[:8]
        name = f"{name}-{digest}"
    return draft._replace(data={**draft.data, "id": name})

"""The client of a harvest: asks for one page after the other, within bounds of size and time.

The library asks, turns pages and waits; but it takes whatever a server sends, whole and as a tree,
and sleeps for as long as a server says. So a page is fetched here, into a file, and the library is
given the little of it that it needs to turn to the next.
"""

from __future__ import annotations

import logging
import re
import tempfile
import time
import zlib
from contextlib import closing
from email.utils import parsedate_to_datetime
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

import httpx2
from lxml import etree
from oaipmh_scythe import HTTPConfig, Scythe
from oaipmh_scythe.iterator import OAIResponseIterator
from oaipmh_scythe.response import OAI_NAMESPACE, OAIResponse

from muniment import __version__
from muniment.errors import MunimentError
from muniment.readers.oai_pmh.page import Page
from muniment.readers.oai_pmh.watch import Watch
from muniment.readers.oai_pmh.wording import ServerSaysError, of_root, of_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.readers.oai_pmh.wish import Wish

LARGEST_PAGE = 64 * 1024 * 1024
_IN_MEMORY = 4 * 1024 * 1024
# Seconds: until something comes; until all of a page has come; between two tries.
_SILENCE, _LONGEST_PAGE, _FIRST_WAIT = 60.0, 600.0, 1.0
_TRIES = 6
# Seconds that a server may ask to be waited for: at once, and in all of a harvest.
_LONGEST_WAIT, _LONGEST_WAITING = 300.0, 3600.0
_MOST_REDIRECTS = 5
_TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_PLAIN, _ZIPPED = ("", "identity"), ("gzip", "x-gzip")
_ASKED = {"Accept": "text/xml, application/xml", "Accept-Encoding": "gzip"}


class _TryAgainError(Exception):
    """It may go better in a while; `wait` is how long the server asks for, in seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Answer(OAIResponse):
    """A page as the library takes it: without its records."""

    page: Page

    @property
    def xml(self) -> Any:
        """Give the token of the next page."""
        tree = etree.Element(f"{OAI_NAMESPACE}OAI-PMH")
        etree.SubElement(tree, f"{OAI_NAMESPACE}resumptionToken").text = self.page.token
        return tree


class Client(Scythe):
    """Asks one server. Raises MunimentError, in a line, for whatever does not go well."""

    def __init__(self, wish: Wish) -> None:
        # What the libraries have to tell about tries and addresses is not for standard error.
        for name in ("oaipmh_scythe", "httpx2", "httpcore2"):
            logging.getLogger(name).addHandler(logging.NullHandler())
        config = HTTPConfig(timeout=_SILENCE, user_agent=f"muniment/{__version__}")
        super().__init__(wish.url, http_config=config, iterator=OAIResponseIterator)
        self._wish = wish
        self._watch = Watch()
        self._waited = 0.0
        self._has_answered = False

    def pages(self, prefix: str, from_: str | None) -> Iterator[Page]:
        """Yield the pages of a list of records, one by one; each is gone when the next comes."""
        found = self.list_records(from_, self._wish.until, prefix, self._wish.set_)
        for answer in found:
            page = cast("Answer", answer).page
            with page.file:
                yield page

    def prefixes(self) -> list[str]:
        """Give the formats that the server has; none if it does not say."""
        try:
            page = self.harvest({"verb": "ListMetadataFormats"}).page
            page.file.close()
        except ServerSaysError:
            return []
        return page.prefixes

    def harvest(self, query: dict[str, str]) -> Answer:
        """Fetch a page; if it does not come, or not whole, try again, but not for ever."""
        for attempt in range(_TRIES):
            try:
                with self._watch.over(_LONGEST_PAGE):
                    answer = self._answer(query)
            except _TryAgainError as trouble:
                self._wait(trouble, attempt)
            else:
                self._has_answered = True
                return answer
        raise AssertionError  # the last wait raises

    def _wait(self, trouble: _TryAgainError, attempt: int) -> None:
        if self._watch.is_late:
            limit = f"{_LONGEST_PAGE:.0f} seconds"
            raise MunimentError(f"{self._wish.shown}: takes over {limit} for a page") from None
        wait = _FIRST_WAIT * 2**attempt if trouble.wait is None else trouble.wait
        if attempt + 1 == _TRIES:
            raise MunimentError(f"{trouble}; tried {_TRIES} times: try again later") from None
        if wait > _LONGEST_WAIT or self._waited + wait > _LONGEST_WAITING:
            asked = f"{trouble}, and asks to be waited for {wait:.0f} seconds"
            raise MunimentError(f"{asked}: try again later") from None
        self._waited += wait
        time.sleep(wait)

    def _answer(self, query: dict[str, str]) -> Answer:
        shown = self._wish.shown
        try:
            response = self._sent(query)
        except httpx2.TransportError as error:
            self._refuse(error)
            raise _TryAgainError(f"{shown}: cannot be reached: {_reason(error)}") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise MunimentError(f"{shown}: cannot be asked: {_reason(error)}") from None
        file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115
        try:
            with closing(response):
                self._fetch(response, file)
            answer = Answer(response, query)
            answer.page = self._looked_at(response, file)
        except httpx2.TransportError as error:
            file.close()
            raise _TryAgainError(f"{shown}: the connection broke: {_reason(error)}") from None
        except httpx2.HTTPError as error:
            file.close()
            raise MunimentError(f"{shown}: sends what cannot be read: {_reason(error)}") from None
        except BaseException:
            file.close()
            raise
        return answer

    def _refuse(self, error: httpx2.TransportError) -> None:
        """Raise where another try would be no better."""
        if "CERTIFICATE" in str(error).upper():
            raise MunimentError(
                f"{self._wish.shown}: its certificate is not to be trusted: {_reason(error)}"
            ) from None
        if not self._has_answered and isinstance(error, httpx2.ConnectError):
            raise MunimentError(
                f"{self._wish.shown}: cannot be reached: {_reason(error)}"
            ) from None
        if isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
            raise MunimentError(f"{self._wish.shown}: cannot be asked: {_reason(error)}") from None

    def _sent(self, query: dict[str, str]) -> httpx2.Response:
        """Send the request, and follow where it is sent on to: over the web, and not for ever."""
        joint = "&" if "?" in self.endpoint else "?"
        url = f"{self.endpoint}{joint}{urlencode(query)}"
        told = {"trace": self._watch.trace}
        request = self.client.build_request("GET", url, headers=_ASKED, extensions=told)
        for _ in range(_MOST_REDIRECTS + 1):
            response = self.client.send(request, stream=True, follow_redirects=False)
            if not response.has_redirect_location:
                return response
            response.close()
            onward = response.next_request
            if onward is None or onward.url.scheme not in ("http", "https"):
                where = " ".join(response.headers["location"].split())[:100]
                raise MunimentError(
                    f"{self._wish.shown}: sends on to {where}: only http and https are followed"
                )
            request = onward
        raise MunimentError(f"{self._wish.shown}: sends on and on, over {_MOST_REDIRECTS} times")

    def _fetch(self, response: httpx2.Response, file: IO[bytes]) -> None:
        shown, status = self._wish.shown, response.status_code
        if status in _TRY_AGAIN:
            raise _TryAgainError(
                f"{shown}: the server cannot answer now (HTTP {status})", _retry_after(response)
            )
        coding = response.headers.get("content-encoding", "").strip().casefold()
        if coding not in (*_PLAIN, *_ZIPPED):
            raise MunimentError(f"{shown}: answers in the coding {coding[:40]}, not asked for")
        length = response.headers.get("content-length", "")
        self._require_size(int(length) if re.fullmatch("[0-9]{1,18}", length) else 0)
        size = 0
        for chunk in _unzipped(response.iter_raw(), is_zipped=coding in _ZIPPED):
            size += len(chunk)
            self._require_size(size)
            file.write(chunk)

    def _require_size(self, size: int) -> None:
        if size > LARGEST_PAGE:
            limit = f"{LARGEST_PAGE >> 20} MiB"
            raise MunimentError(f"{self._wish.shown}: sends a page of over {limit}")

    def _looked_at(self, response: httpx2.Response, file: IO[bytes]) -> Page:
        page = Page(file)
        if page.code:
            raise ServerSaysError(page.code, page.text)
        if not response.is_success:
            raise MunimentError(of_status(response.status_code, self._wish))
        if page.is_cut_off and (page.is_oai or not page.root):
            raise _TryAgainError(f"{self._wish.shown}: the answer ends too early ({page.fault})")
        if not page.is_oai:
            raise MunimentError(of_root(page.root, page.fault, self._wish))
        return page


def _unzipped(chunks: Iterator[bytes], *, is_zipped: bool) -> Iterator[bytes]:
    """Yield what comes, piece by piece, however much a small piece unfolds to."""
    if not is_zipped:
        yield from chunks
        return
    unfold = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not unfold.eof:
                yield unfold.decompress(rest, 1 << 20)
                rest = unfold.unconsumed_tail
        yield unfold.flush()
        if not unfold.eof:
            raise httpx2.ReadError("the packed answer ends too early")
    except zlib.error as error:
        raise httpx2.DecodingError(str(error)) from None


def _retry_after(response: httpx2.Response) -> float | None:
    """Give for how many seconds the server asks to be left alone: by number, or by its clock."""
    text = response.headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,12}", text):
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - parsedate_to_datetime(response.headers["date"])).total_seconds())
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())[:200]
    return text or type(error).__name__

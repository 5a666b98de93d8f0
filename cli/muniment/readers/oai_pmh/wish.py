"""What is to be harvested: the address and the options of a harvest, checked before it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from muniment.errors import MunimentError
from muniment.links import is_link

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_PREFIX = "oai_dc"
# Enough for millions of records; a server that goes on for longer does not end.
MOST_PAGES = 50_000
# What a request of the protocol says; who copies an address from a browser has them in it.
_ARGUMENTS = {"metadataPrefix": "prefix", "set": "set", "from": "from", "until": "until"}
_NO_ARGUMENTS = ("verb", "resumptionToken", "identifier")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?")


class Wish(NamedTuple):
    """A harvest as it is wished: `url` is asked, `shown` is what people and records are told.

    The latter has no user, password or key in it: records are public.
    """

    url: str
    shown: str
    prefixes: tuple[str, ...] = (DEFAULT_PREFIX,)
    set_: str | None = None
    from_: str | None = None
    until: str | None = None
    pages: int = MOST_PAGES

    def since(self, newest: str) -> str | None:
        """Give what to ask for to go on behind the datestamp `newest`: it, or the whole again.

        Both ends of a time must be days, or both to the second.
        """
        if not _STAMP.fullmatch(newest):
            return self.from_
        if self.until and len(self.until) < len(newest):
            newest = newest[: len(self.until)]
        return self.from_ if self.until and len(self.until) != len(newest) else newest


def wish(source: str, options: Mapping[str, str]) -> Wish:
    """Read the address of a harvest and its options. Raises MunimentError."""
    source = source.strip()
    scheme, colon, _ = source.partition("://")
    if colon and scheme.casefold() not in ("http", "https"):
        raise MunimentError(f"{source}: only http and https addresses are harvested")
    source = f"{scheme.casefold()}{source[len(scheme) :]}" if colon else source
    if not is_link(source):
        raise MunimentError(
            f"{source}: is not the address of a harvest, such as https://example.org/oai "
            "(a file of metadata is read with --from dc)"
        )
    parts = urlsplit(source)
    query = parse_qsl(parts.query, keep_blank_values=True)
    asked = {_ARGUMENTS[key]: value for key, value in query if key in _ARGUMENTS and value}
    asked |= {key: text.strip() for key, text in options.items() if text.strip()}
    own = [each for each in query if each[0] not in _ARGUMENTS and each[0] not in _NO_ARGUMENTS]
    host = parts.netloc.rpartition("@")[2]
    _check_days(asked)
    return Wish(
        urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(own), "")),
        urlunsplit((parts.scheme, host, parts.path, "", "")),
        _prefixes(asked.get("prefix", DEFAULT_PREFIX)),
        asked.get("set"),
        asked.get("from"),
        asked.get("until"),
        _pages(asked.get("pages", "")),
    )


def _prefixes(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip()) or (DEFAULT_PREFIX,)


def _pages(text: str) -> int:
    if not text:
        return MOST_PAGES
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) == 0:
        raise MunimentError(f"oai-pmh: pages is a number from 1 on, not {text!r}")
    return int(text)


def _check_days(asked: Mapping[str, str]) -> None:
    for key in ("from", "until"):
        if key in asked and not _STAMP.fullmatch(asked[key]):
            raise MunimentError(
                f"oai-pmh: {key} is a day, as in 2026-11-24, or 2026-11-24T09:30:00Z, "
                f"not {asked[key]!r}"
            )
    first, last = asked.get("from", ""), asked.get("until", "")
    if first and last and len(first) != len(last):
        raise MunimentError("oai-pmh: from and until are both days, or both to the second")
    if first and last and first > last:
        raise MunimentError(f"oai-pmh: from {first} is after until {last}")

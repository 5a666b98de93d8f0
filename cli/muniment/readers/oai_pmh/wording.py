"""What a server answers instead of records, in plain words, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.readers.oai_pmh.wish import Wish

_BASE = "is it the base URL, the one that ends before ?verb=..."
_STATUS = {
    401: "wants a user and a password: https://user:password@...",
    403: "does not allow it: its owner may have to admit you",
    404: f"has nothing at this address: {_BASE}?",
    410: "says that this address is given up",
}


class ServerSaysError(Exception):
    """An error of the protocol: its code, and the server's own words."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text


def of_error(error: ServerSaysError, wish: Wish, offered: Sequence[str] = ()) -> str:
    """Say an error of the protocol; `offered` are the formats that the server has."""
    own = f' (it says: "{_plain(error.text)}")' if error.text else ""
    prefix = ", ".join(wish.prefixes)
    if error.code == "cannotDisseminateFormat":
        have = f"it has {', '.join(map(_plain, offered)) or 'none that it names'}"
        return f"{wish.shown}: has no records as {prefix}; {have} (--option prefix=...)"
    if error.code == "noSetHierarchy":
        return f"{wish.shown}: has no sets: leave out set={wish.set_ or '...'}"
    if error.code == "badArgument":
        return f"{wish.shown}: does not accept {_asked(wish)}{own}"
    if error.code == "badVerb":
        return f"{wish.shown}: does not know ListRecords, so it is no OAI-PMH 2.0 server{own}"
    if error.code == "badResumptionToken":
        return (
            f"{wish.shown}: takes its own resumption token for a bad one, again and again, so the "
            f"harvest cannot go on{own}"
        )
    return f"{wish.shown}: the server answers {_plain(error.code)}{own}"


def of_status(status: int, wish: Wish) -> str:
    """Say an HTTP status that is no success."""
    return f"{wish.shown}: the server {_STATUS.get(status, 'refuses')} (HTTP {status})"


def of_root(root: str, fault: str, wish: Wish) -> str:
    """Say what there is where an answer of the protocol should be."""
    if root.casefold() == "html":
        return f"{wish.shown}: answers with a page for people (HTML), not with OAI-PMH: {_BASE}?"
    if root:
        return f"{wish.shown}: answers with <{_plain(root)}>, not with OAI-PMH: {_BASE}?"
    return f"{wish.shown}: answers with what is not to be read as XML ({fault or 'nothing'})"


def _asked(wish: Wish) -> str:
    asked = {"set": wish.set_, "from": wish.from_, "until": wish.until}
    given = [f"{key}={value}" for key, value in asked.items() if value]
    text = " ".join([*given, f"prefix={wish.prefixes[0]}"])
    if any(value and "T" in value for value in (wish.from_, wish.until)):
        return f"{text}: it may know days only, as in from=2026-11-24"
    return text


def _plain(text: str) -> str:
    return " ".join(text.split())[:200]

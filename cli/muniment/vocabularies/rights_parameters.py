"""What the parameters of a RightsStatements.org page say, which have no place in the URI itself."""

from __future__ import annotations

import re
from urllib.parse import unquote

SPACE = " \t\r\n\x0b\x0c\x85\xa0\u2028\u2029\u200b\u2060\ufeff"
STOPS = ";,.:!"
_HAS_A_DATE = "http://rightsstatements.org/vocab/NoC-NC/1.0/"


def parameters(query: str, fragment: str, uri: str) -> tuple[str, tuple[str, ...], str]:
    """Read the parameters that RightsStatements.org knows: a date, a link, and a language.

    Gives the date, the links, and why they cannot be understood, if that is so; `uri` is that of
    the statement.
    """
    dates: dict[str, None] = {}
    links: dict[str, None] = {}
    others = False
    for part in query.replace("&amp;", "&").split("&"):
        name, _, value = part.partition("=")
        said = unquote(value).strip(SPACE)
        match name.strip(SPACE).casefold():
            case "date" if said:
                dates[said.rstrip(STOPS)] = None
            case "relatedurl" if said:
                links[said] = None
            case "date" | "relatedurl" | "language" | "":
                pass
            case _:
                others = True
    lost = _unclear(dates, uri) if dates else ""
    # A link that was not encoded ends at its first & or #, and nobody knows whether it should.
    if links and (others or fragment or not all(map(_is_link, links))):
        lost = lost or "the link in it is not written so that one can tell where it ends"
    return next(iter(dates), ""), tuple(links), lost


def _unclear(dates: dict[str, None], uri: str) -> str:
    if uri != _HAS_A_DATE:
        return "only NoC-NC has a date, the one on which its contract ends"
    if len(dates) > 1:
        return "it has two dates"
    (date,) = dates
    return "" if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", date) else "its date is not a day"


def _is_link(text: str) -> bool:
    is_clean = text.isprintable() and " " not in text and "\ufffd" not in text
    return is_clean and re.match("https?://.", text) is not None and text[-1] not in STOPS

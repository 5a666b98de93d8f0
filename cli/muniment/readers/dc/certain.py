"""What is certain in free text: a date, an archival source, a kind, a form, a place of a page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from muniment import dates
from muniment.datings import dating
from muniment.links import is_link
from muniment.reference.reading import LONGEST, read
from muniment.vocabularies import dcmi_types

# A date in words is no longer.
_LONGEST_DATE = 100
_MEDIA_TYPE = re.compile(r"[A-Za-z]{3,20}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,99}")
_UNITS = (
    r"p|pp|pages?|s|seiten?|bl|l|ll|leaf|leaves|ff?|folios?|sheets?|items?|pieces?|box(?:es)?"
    r"|folders?|files?|vols?|volumes?|(?:linear |cubic )?(?:feet|foot|ft|met(?:er|re)s?|m)"
    r"|cm|mm|centimet(?:er|re)s?|inch(?:es)?|in|min|minutes?|hours?|hrs?|seconds?|sec"
    r"|photographs?|negatives?|slides?|reels?|maps?|bytes|[KMGkmg]i?[Bb]|л|лл|стр|с"
)
_EXTENT = re.compile(
    rf"(?:[ivxlcdm]+, )?\[?[0-9]+(?:[.,][0-9]+)?\]?(?:[-–x×][0-9]+(?:[.,][0-9]+)?)*"
    rf"\s?(?:{_UNITS})\b.*",
    re.IGNORECASE | re.DOTALL,
)
_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|tiff?|jp2|bmp|svg|webp|mp3|mp4|m4a|wav|ogg|mov|avi|docx?|rtf|txt|zip"
    r"|epub|djvu|xml|json|csv|xlsx?)$|viewcontent\.cgi|getthumbnail|getfile|thumb(?:nail)?s?\b",
    re.IGNORECASE,
)
_RESOLVERS = ("doi.org", "hdl.handle.net", "n2t.net", "nbn-resolving.org", "purl.org")
# What DCMI calls Period, Point and Box: a text of named parts.
_PERIOD = re.compile(r"(?:^|; ?)(?:start|end)\s?=", re.IGNORECASE)


def date(text: str) -> str:
    """Give the EDTF that a date in any words certainly stands for, or nothing."""
    # The look-up remembers what it was asked: nothing huge.
    return _date(text) if len(text) <= _LONGEST_DATE else ""


@lru_cache(maxsize=4096)
def _date(text: str) -> str:
    if dates.fault(text) is None:
        return text
    readings, doubt = dating(text)
    return readings[0] if len(readings) == 1 and not doubt else ""


def is_clock(edtf: str) -> bool:
    """Tell whether a date has a time of day: those of a database are to the second."""
    return "T" in edtf


@lru_cache(maxsize=1024)
def is_source(text: str) -> bool:
    """Tell whether a text is certainly where a document is held or printed, or who gave it.

    The name of an institution, or of a series, does not say so by itself.
    """
    if len(text) > LONGEST:
        return False
    found = read(text)
    if any(archive.reference for archive in found.archives):
        return True
    known = found.credits or found.published_in or any(each.siglum for each in found.archives)
    return bool(known) and not found.rest


def dcmi_type(text: str) -> str:
    """Give the DCMI type that a text names, whatever its case and spaces; else nothing."""
    if text in dcmi_types.MEANINGS or len(text) > _LONGEST_DATE:
        return text if text in dcmi_types.MEANINGS else ""
    word = "".join(filter(str.isalnum, re.sub(r".*[/#:]", "", text.rstrip("/ "))))
    return _TYPES.get(word.casefold(), "")


_TYPES = {term.casefold(): term for term in dcmi_types.TERMS}


def is_extent(text: str) -> bool:
    """Tell whether a text begins with a number and what it counts or measures."""
    return len(text) < 1_000 and _EXTENT.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """Tell whether a coverage is certainly a time: a date, or a period as DCMI writes one."""
    return bool(date(text)) or _PERIOD.search(text[:200]) is not None


def is_page(text: str) -> bool:
    """Tell whether an address may be a page: it is none of a file by its name."""
    return is_link(text) and not _FILE.search(text.partition("?")[0].rstrip("/"))


def is_resolver(text: str) -> bool:
    """Tell whether an address leads on to wherever the thing is now: DOI, Handle, ARK."""
    host = urlsplit(text).hostname or ""
    return host.removeprefix("www.").removeprefix("dx.") in _RESOLVERS or "/ark:/" in text

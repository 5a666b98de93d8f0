"""Languages by BCP 47 (RFC 5646), checked on a snapshot of the IANA registry."""

from __future__ import annotations

from functools import lru_cache

from muniment.vocabularies import Fault
from muniment.vocabularies.language_tags import trouble
from muniment.vocabularies.subtags import find


@lru_cache(maxsize=4096)
def fault(value: str) -> Fault | None:
    """Tell what keeps `value` from being a valid language tag (RFC 5646, section 2.2.9), or None.

    A deprecated subtag is refused, though the RFC only advises against it. The prefixes of
    variants are advice too, and left to the cataloguer.
    """
    found = trouble(value)
    if not found:
        return None
    from muniment.vocabularies.language_hints import hint

    return Fault(found, hint(value))


@lru_cache(maxsize=4096)
def name(tag: str) -> str | None:
    """Give the English name of a tag's primary language (`ru-Latn` gives `Russian`), or None."""
    entry = find("tag", tag) or find("language", tag.partition("-")[0])
    return entry.names[0] if entry else None

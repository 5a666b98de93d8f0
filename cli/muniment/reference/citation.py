"""What a citation says: who holds what, under which reference, and who is to be thanked for it."""

from __future__ import annotations

from typing import Any, NamedTuple

# What supports an event that a citation gives credit for.
EVIDENCE = "The source statement"


class Part(NamedTuple):
    """One step of an archival reference: the level's name, and its value as it is written."""

    level: str
    value: str


class Archive(NamedTuple):
    """An archive that holds the original, or a copy; `reference` in the order of the citation.

    `name` is as it is written, or that of a well-known siglum; `country` is by ISO 3166-1;
    `system` is how its references are written, or "".
    """

    name: str | None = None
    siglum: str | None = None
    country: str | None = None
    place: str | None = None
    holds: str = "original"
    reference: tuple[Part, ...] = ()
    system: str = ""


class Credit(NamedTuple):
    """What somebody did for the document, for whom, and from which language."""

    activity: str
    agent: tuple[str, ...] = ()
    for_: str | None = None
    from_language: str | None = None
    to: str | None = None


class Citation(NamedTuple):
    """A citation that was read; `rest` is all that was not understood, as it is written."""

    archives: tuple[Archive, ...] = ()
    credits: tuple[Credit, ...] = ()
    published_in: str | None = None
    rest: str = ""

    def as_data(self) -> dict[str, Any]:
        """Give what JSON shows of it; what is not said is null."""
        return {
            "archives": [
                {
                    "name": archive.name,
                    "siglum": archive.siglum,
                    "country": archive.country,
                    "place": archive.place,
                    "holds": archive.holds,
                    "reference": [part._asdict() for part in archive.reference],
                }
                for archive in self.archives
            ],
            "credits": [
                {
                    "activity": credit.activity,
                    "agent": list(credit.agent),
                    "for": credit.for_,
                    "from_language": credit.from_language,
                    "to": credit.to,
                }
                for credit in self.credits
            ],
            "published_in": self.published_in,
            "rest": self.rest,
        }

"""What was found in a citation, as text: each character is given to one thing only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.reference.citation import Archive, Credit, Part
from muniment.reference.naming import Placed
from muniment.reference.parts import placed
from muniment.reference.systems import archive_of, system_of
from muniment.vocabularies.countries import code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.reference.holders import Holding
    from muniment.reference.source import Source, Span
    from muniment.reference.thanks import Thanks

# With one of these again, the reference of another document begins.
_WHOLES = ("fond", "record_group", "bestand", "zespol", "quanzong")


class Sayings:
    """What stretches of a citation say; `spans` are all that were said."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._taken = bytearray(len(source.text))
        self.spans: set[Span] = set()

    def text(self, span: Span | None) -> str | None:
        """Give the text of a stretch; None where there is none, or other things have said it.

        One stretch may say several things: who obtained a document and translated it.
        """
        if span is None or span[0] >= span[1]:
            return None
        if span not in self.spans:
            if self._taken.find(1, *span) >= 0:
                return None
            self._taken[span[0] : span[1]] = b"\1" * (span[1] - span[0])
            self.spans.add(span)
        return self._source[span]

    def credit(self, each: Thanks) -> Credit:
        """Give a credit by its names."""
        return Credit(
            each.activity,
            tuple(name for span in each.agents if (name := self.text(span))),
            self.text(each.for_),
            self.text(each.from_language),
            self.text(each.to),
        )

    def archives(self, holding: Holding, *, is_copy: bool) -> Iterator[Archive]:
        """Yield the archive of a holding, once for each document that is cited there."""
        source, item = self._source, holding.archive
        system = system_of(source, holding)
        known = archive_of(source, item) if item else None
        country = known.country if known else None
        for each in holding.places:
            country = country or code(source[each])
        name = self.text(item.name) if item else None
        siglum = self.text(item.siglum) if item else None
        place = (holding.places[0][0], holding.places[-1][1]) if holding.places else None
        archive = Archive(
            name or (known.names[0] if known and siglum else None),
            siglum,
            country,
            self.text(place),
            "copy" if is_copy else "original",
            system=system,
        )
        for parts in _documents(placed(source, holding, system)):
            said = ((part.level, self.text(part.span)) for part in parts)
            reference = tuple(Part(level, value) for level, value in said if value)
            if reference or archive.name or archive.siglum:
                yield archive._replace(reference=reference)


def _documents(parts: list[Placed]) -> list[list[Placed]]:
    """Part the references of several documents of one archive: each begins with the whole."""
    found: list[list[Placed]] = [[]]
    for part in parts:
        if part.level in _WHOLES and any(part.level == each.level for each in found[-1]):
            found.append([])
        found[-1].append(part)
    return found

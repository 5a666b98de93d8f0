"""The dates of a source: which of them is that of creation, and which cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.readers.dc import certain
from muniment.vocabularies.placeholders import is_placeholder

if TYPE_CHECKING:
    from muniment.readers.dc.sheet import Said, Sheet


class Dates:
    """Collects the dates of one record, and says at its end what each of them is.

    `created` is when it was made, `issued` when it was published. A `date` is the former where
    there is no other; repositories give there when a file was uploaded, too, to the second: such
    dates count only where there is no plain one.
    """

    TERMS = ("date", "created", "issued")

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._found: dict[str, list[tuple[Said, str]]] = {term: [] for term in self.TERMS}

    def take(self, said: Said) -> None:
        """Take a date, as it is written."""
        self._found[said.term].append((said, certain.date(said.value)))

    def settle(self) -> None:
        """Put each date where it belongs; what is not certain is kept as a note."""
        for term, key in (("created", "date"), ("issued", "issued"), ("date", "date")):
            found = self._found[term]
            plain = {edtf for _, edtf in found if edtf and not certain.is_clock(edtf)}
            days = plain or {edtf for _, edtf in found if edtf}
            for said, edtf in found:
                self._settle(key, said, edtf, days)

    def _settle(self, key: str, said: Said, edtf: str, days: set[str]) -> None:
        sheet = self._sheet
        if not edtf:
            if is_placeholder("", "date", said.value):
                sheet.tell(said, "says nothing")
            else:
                sheet.note(said, "is not certainly one date")
        elif sheet.data.get(key) == edtf:
            return
        elif edtf not in days:
            sheet.note(said, "has a time of day, so it is when a file came or went")
        elif len(days) > 1:
            sheet.note(said, "is one of several dates, and which is meant it does not say")
        elif sheet.has(key):
            sheet.note(said, f"is another date than the one of creation, {sheet.data[key]}")
        else:
            sheet.put(key, edtf, said.place)

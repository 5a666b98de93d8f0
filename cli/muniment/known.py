"""Texts of a certain type: what was found right of it, and a check of what was not met yet.

What is wrong with a text is said by the vocabularies and by `dates`. Those that are right are few,
and stand in all records; to look one up is one call, which is not of Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment import dates, identifiers
from muniment.vocabularies import Fault, countries, dcmi_types, languages, relators

if TYPE_CHECKING:
    from collections.abc import Callable


class WrongError(ValueError):
    """A text is wrong: `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


# Nobody reads more that is wrong with one record, and for each what was meant is looked for.
MOST = 100


class Patience:
    """What is remembered of the wrong values of the record that is being read.

    `left` is how many more are explained: what was meant is costly to find. In `aside`, if there is
    such a list, a value that stands alone is noted with its fault and its vocabulary, and left out
    of the record: that is cheaper than to refuse the record, and to read it again without it.
    """

    __slots__ = ("aside", "left")

    def __init__(self) -> None:
        self.left = MOST
        self.aside: list[tuple[object, Fault, str]] | None = None

    def begin(self, aside: list[tuple[object, Fault, str]] | None = None) -> None:
        """Forget the record before."""
        self.left = MOST
        self.aside = aside


patience = Patience()
_MOST_REMEMBERED = 4_000
# What is plainly right is soon seen anew, and there may be as many as records.
_MOST_PLAIN = 1_000
_UNEXPLAINED = Fault("not looked at, after so much else that is wrong", "Mend the others first.")


class Known(dict[object, str | None]):
    """A type of text, by its name. A list has no place in it (TypeError).

    `plainly` tells of most texts that are right, but not of all, that they are. `prepared` may
    first make a text of another value. `alone` is false for a type of the items of a list, which
    cannot be left out so easily.
    """

    def __init__(
        self,
        name: str,
        fault: Callable[[str], Fault | None],
        *,
        plainly: Callable[[str], object] | None = None,
        prepared: Callable[[object], object] | None = None,
        alone: bool = True,
    ) -> None:
        self._name = name
        self._fault = fault
        self._plainly = plainly
        self._prepared = prepared
        self._alone = alone
        self._wrong: dict[str, Fault] = {}

    def __missing__(self, value: object) -> str | None:
        if self._plainly and type(value) is str and self._plainly(value):
            if len(self) < _MOST_PLAIN:
                self[value] = value
            return value
        return self.check(value)

    def check(self, value: object) -> str | None:
        """Give the text that a value is, if it is right.

        Raises TypeError where it is no text, and WrongError where it is wrong and not set aside.
        """
        text = self._prepared(value) if self._prepared else value
        if not isinstance(text, str):
            raise TypeError
        wrong, may_ask = self._wrong, patience.left > 0
        found = wrong.get(text) or (self._fault(text) if may_ask else _UNEXPLAINED)
        if found is None:
            if text is value and len(self) < _MOST_REMEMBERED:
                self[text] = text
            return text
        if len(wrong) < _MOST_REMEMBERED and may_ask:
            wrong[text] = found
        patience.left -= 1
        if self._alone and patience.aside is not None and patience.left > 0:
            patience.aside.append((value, found, self._name))
            return None
        raise WrongError(found)


# By the word that stands for each in the schema of a record (`x-vocabulary`).
KNOWN = {
    "id": Known("id", identifiers.fault, plainly=identifiers.is_plain),
    "date": Known("date", dates.fault, plainly=dates.is_plain, prepared=dates.from_toml),
    "language": Known("language", languages.fault),
    "country": Known("country", countries.fault),
    "jurisdiction": Known("jurisdiction", countries.jurisdiction_fault),
    "relator": Known("relator", relators.fault),
    "dcmi-type": Known("dcmi-type", dcmi_types.fault),
}
# Of those, what a list may hold.
LISTED = {"language": Known("language", languages.fault, alone=False)}


def steps(text: str) -> list[str]:
    """Part a reference that stands as one text, as a citation has it, into its steps."""
    if "," not in text:
        return [text]
    # Nearly all records have a list.
    from muniment.reference.drafting import steps_of

    return steps_of(text)

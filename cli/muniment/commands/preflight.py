"""What `muniment import` does first: propose how a source is read, and look at all cells."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from muniment.commands.options import say
from muniment.errors import MunimentError
from muniment.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from muniment.readers import Draft, Reader, ReaderSettings

# Bad cells that are told one by one.
_MOST = 100


def guess(reader: Reader, name: str, sources: Sequence[str], settings: ReaderSettings) -> None:
    """Print what a reader proposes to be told about a source."""
    proposal = getattr(reader, "proposal", None)
    if proposal is None:
        raise MunimentError(f"--guess is for sources with headings, and {name} has none")
    if len(sources) > 1:
        raise MunimentError("--guess looks at one source: name one")
    for line in proposal(sources[0], settings).splitlines():
        sys.stdout.write(visible(line) + "\n")


def tell(reader: Reader, sources: Sequence[str], settings: ReaderSettings) -> None:
    """Say what a reader assumes of the sources, where nobody has told it."""
    told = getattr(reader, "told", None)
    if told is not None:
        for source in sources:
            say(told(source, settings))


def is_clean(reader: Reader, sources: Sequence[str], settings: ReaderSettings) -> bool:
    """Read all sources once, and print each bad cell; tell whether there is none.

    Of readers whose sources are not checked first, nothing is read.
    """
    if not getattr(reader, "IS_CHECKED_FIRST", False):
        return True
    count = 0
    for source in sources:
        for line in _bad(reader.read(source, settings)):
            count += 1
            if count <= _MOST:
                sys.stdout.write(visible(line) + "\n")
    if count:
        more = f", of which the first {_MOST} are shown" if count > _MOST else ""
        say(
            [
                f"{count} bad cell{'' if count == 1 else 's'}{more}: nothing is written until they "
                "are mended, or left out with --drafts"
            ]
        )
    return count == 0


def _bad(drafts: Iterable[Draft]) -> Iterable[str]:
    for draft in drafts:
        for each in draft.faults:
            place = draft.places[each.at]
            hint = f". {each.hint}" if each.hint else ""
            yield f"{draft.file}:{place.line}:{place.column}: {each.message}{hint}"

"""The URI of a rights statement or licence is written as its makers write it.

`http://rightsstatements.org/vocab/InC/1.0/` and `http://creativecommons.org/licenses/by/4.0/` are
names more than addresses: DPLA, Europeana and others compare them letter by letter with a list, and
take a record with any other form for one without. So it is `http`, without `www.`; `/vocab/`, not
`/page/` or `/data/`; without `/deed`, `/legalcode` or `/rdf`; with the exact capitals of the code
(`InC`, not `Inc`) and with a slash at the end. Of parameters, a `date` of NoC-NC belongs under
`end`, and a `relatedURL` under `link`.

The name of a statement, or a URI that there is none of, is only pointed out: what it should be,
whoever decided it has to say. Other URIs, such as those of government licences, are not judged.

Passes:

    [[rights]]
    statement = "Reproduced by permission."
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

    [record]
    license = "http://creativecommons.org/publicdomain/zero/1.0/"

Fails:

    [[rights]]
    statement = "Reproduced by permission."
    uri = "https://rightsstatements.org/page/InC/1.0/?language=en"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

    [record]
    license = "CC0"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dates import fault
from muniment.finding import Edit, Problem
from muniment.rights_claims import level_of_unknown
from muniment.vocabularies.rights import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Level
    from muniment.record import Record
    from muniment.rights_tables import Rights
    from muniment.rules import Settings
    from muniment.vocabularies.rights_forms import Form

# Not an error: some aggregators mend what is usual (https, www., a slash), the rest drop the URI
# with a warning and take the statement in words.
LEVEL = "warning"
FIXES = True
_LONGEST = 200
_SAMPLE = "http://rightsstatements.org/vocab/InC/1.0/"
_WHY = "aggregators compare it letter by letter with their list"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each rights URI, and that of the metadata's licence, in another form."""
    about = record.record
    if about and about.license and not known(about.license):
        return _judged_all(record, settings)
    for rights in record.rights:
        if rights.uri and not known(rights.uri):
            return _judged_all(record, settings)
    return ()


def _judged_all(record: Record, settings: Settings) -> Iterator[Problem]:
    level = level_of_unknown(settings.profile)
    for index, rights in enumerate(record.rights):
        if rights.uri is not None and not known(rights.uri):
            yield from _judged(f"rights.{index}.uri", rights.uri, rights, level)
    about = record.record
    if about and about.license is not None and not known(about.license):
        yield from _judged("record.license", about.license, None)


def _judged(
    key: str, text: str, rights: Rights | None, level: Level | None = None
) -> Iterator[Problem]:
    from muniment.vocabularies.rights_forms import form

    found = form(text)
    if found is None:
        return
    name = key.rpartition(".")[2]
    if found.trouble:
        said = f"{name}: {found.trouble}; {_WHY}"
        yield Problem(key, said, _did_you_mean(found.likely), level=level)
        return
    edits, left = _mended(key, found, rights)
    write = [f"{edit.key.rpartition('.')[2]} = {_written(edit.value)}" for edit in edits]
    yield Problem(
        key,
        f"{name}: the URI {_listed(found.oddities)}; {_WHY}",
        f"Write {', and below it '.join(write)}.{left}",
        () if left else edits,
    )


def _mended(key: str, found: Form, rights: Rights | None) -> tuple[tuple[Edit, ...], str]:
    """Give what is to be written, and what then has still to be looked at, if anything has."""
    edits = [Edit(key, found.uri)]
    if found.lost:
        return tuple(edits), f" Look at its parameters first: {found.lost}."
    if rights is None:
        says = found.date or found.links
        left = " What its parameters say has no place here: look at them first."
        return tuple(edits), left if says else ""
    table = key.rpartition(".")[0]
    # A value that the model refused was written all the same.
    written = rights.written
    left = ""
    if found.date and fault(found.date) is not None:
        left = f" There is no day {found.date}, which its parameter date names."
    elif found.date and "end" not in written:
        edits.append(Edit(f"{table}.end", found.date, key))
    elif found.date and rights.end != found.date:
        left = (
            f" It also says that it ends on {found.date}, and end says otherwise: see which holds."
        )
    if found.links and "link" not in written:
        edits.append(Edit(f"{table}.link", found.links, key))
    elif not set(found.links) <= set(rights.link):
        links = ", ".join(map(_written, found.links))
        left += f" It also names {links}, which link does not: add it there."
    return tuple(edits), left


def _did_you_mean(likely: tuple[str, ...]) -> str:
    if likely:
        return f"Did you mean {' or '.join(map(_written, likely))}?"
    return f"Write the URI that its makers give, as in {_written(_SAMPLE)}."


def _listed(oddities: tuple[str, ...]) -> str:
    *first, last = oddities or ("is written otherwise",)
    return f"{', '.join(first)} and {last}" if first else last


def _written(value: str | tuple[str, ...]) -> str:
    """Show a value as it stands in a record."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return f'"{value if len(value) <= _LONGEST else value[:_LONGEST] + "…"}"'

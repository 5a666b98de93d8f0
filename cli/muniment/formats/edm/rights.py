"""Rights as Europeana shows them: one URI for the object, and for a file of another layer its own.

Europeana takes the licences and public domain tools of Creative Commons, and six statements of
RightsStatements.org (its schematron, `lib:isValidRS`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.formats import Remark
from muniment.formats.edm.part import Part
from muniment.layers import strictness
from muniment.links import is_link
from muniment.periods import last_day
from muniment.vocabularies import rights as vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.formats import ExportSettings
    from muniment.record import Record
    from muniment.rights_tables import Rights

_NON_COMMERCIAL = f"{vocabulary.STATEMENT_BASE}NoC-NC/1.0/"
_STATEMENTS = frozenset(
    f"{vocabulary.STATEMENT_BASE}{code}/1.0/"
    for code in ("NoC-NC", "NoC-OKLR", "InC", "InC-EDU", "InC-OW-EU", "CNE")
)
# Adaptations that Creative Commons has, and the list of Europeana has not.
_NOT_LISTED = ("/2.0/za/", "/2.1/ca/", "/3.0/am/", "/3.0/az/", "/3.0/ca/", "/3.0/ge/")


def is_taken(uri: str) -> bool:
    """Tell whether Europeana takes a URI as that of the rights in an object."""
    if uri in _STATEMENTS or uri in vocabulary.PUBLIC_DOMAIN:
        return True
    return vocabulary.creative_commons(uri) is not None and not uri.endswith(_NOT_LISTED)


def linked(record: Record) -> list[int]:
    """Give the places of the files that have an address."""
    return [at for at, file in enumerate(record.file) if file.url and is_link(file.url)]


def spoken(record: Record, settings: ExportSettings) -> int | None:
    """Give the place of the table whose URI is that of the object: of the layer that speaks."""
    return _strictest(record, settings.rights_of or record.describes)


def of_object(
    record: Record, settings: ExportSettings, license_uri: str
) -> tuple[list[Part], list[Part]]:
    """Give `edm:rights` of the object, and the resource that it points to if that is of our own.

    Of a contract that ends, the day is said: a `cc:License` with the URI `license_uri`, which
    inherits from the statement and is deprecated on that day.
    """
    at = spoken(record, settings)
    if at is None:
        return [], []
    rights, key = record.rights[at], f"rights.{at}"
    uri, end = rights.uri or "", _end(rights)
    if not end:
        return [Part("edm:rights", uri, (f"{key}.uri",), is_uri=True)], []
    return [Part("edm:rights", license_uri, is_uri=True)], [
        Part("cc:License", license_uri),
        Part("odrl:inheritFrom", uri, (f"{key}.uri",), is_uri=True),
        Part("cc:deprecatedOn", end, (f"{key}.end",) if end.startswith(rights.end or "") else ()),
    ]


def of_file(record: Record, at: int, settings: ExportSettings) -> list[Part]:
    """Give `edm:rights` of a file that shows another layer.

    They stand in the place of those of the object, and so only where they bind no less.
    """
    found = _binding(record, at, settings)
    uri = record.rights[found].uri if found is not None else None
    if uri and is_taken(uri):
        return [Part("edm:rights", uri, (f"rights.{found}.uri",), is_uri=True)]
    return []


def remarks(record: Record, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what becomes of rights that Europeana has no place for, or does not take."""
    at = spoken(record, settings)
    if at is not None:
        yield from _remarks_on_uri(record, at, settings)
        yield from _remarks_on_end(record.rights[at], f"rights.{at}")
    elif settings.rights_of and any(table.uri for table in record.rights):
        yield Remark(
            "refused",
            "rights",
            f"Europeana shows one rights URI, and there is none of the {settings.rights_of}",
            f'Write of = "{settings.rights_of}" in the table of these rights, and its uri.',
        )
    of_files = {_binding(record, file, settings) for file in linked(record)} - {None}
    for index, table in enumerate(record.rights):
        if not table.uri or index == at:
            continue
        if index not in of_files:
            whose = f"these, in the {table.of}," if table.of else "these"
            yield Remark(
                "altered",
                f"rights.{index}.uri",
                f"Europeana shows the URI of one table of rights; {whose} go out as text",
                "See that a reader of the object is not misled by that.",
            )
        elif not is_taken(table.uri):
            yield Remark(
                "refused",
                f"rights.{index}.uri",
                f"a file shows the {table.of or record.describes}; Europeana would show it under "
                f"freer rights, for it does not take {table.uri}",
                "Leave the file out of the delivery.",
            )


def _remarks_on_uri(record: Record, at: int, settings: ExportSettings) -> Iterator[Remark]:
    uri = record.rights[at].uri or ""
    several = sum(table.uri is not None for table in record.rights) > 1
    # Of the one URI of the layer described the profile says it, unless only its place is wrong.
    if not is_taken(uri) and (several or uri.startswith(vocabulary.LICENCE_BASE)):
        yield Remark(
            "refused",
            f"rights.{at}.uri",
            f"Europeana does not list this among the rights that it takes: {uri}",
            "Ask Europeana; whoever gave a licence may give a newer one.",
        )


def _remarks_on_end(rights: Rights, key: str) -> Iterator[Remark]:
    end = _end(rights)
    if rights.uri == _NON_COMMERCIAL and rights.end and end != rights.end:
        yield Remark(
            "altered" if end else "dropped",
            f"{key}.end",
            f"Europeana takes the day on which NoC-NC ends; {rights.end} "
            + (f"goes out as {end}, the last that it may mean" if end else "has no last day"),
            "Write the day, if the contract names one.",
        )


def _end(rights: Rights) -> str:
    """Give the day on which a contract against commercial use ends, as an ISO date."""
    return last_day(rights.end) if rights.uri == _NON_COMMERCIAL else ""


def _binding(record: Record, at: int, settings: ExportSettings) -> int | None:
    """Give the place of the rights in the layer that a file shows, if they bind it.

    That is another layer than the one that speaks, and its rights are not the freer.
    """
    layer = record.file[at].of or record.describes
    if layer in (None, settings.rights_of or record.describes):
        return None
    own, shown = _strictest(record, layer), spoken(record, settings)
    if own is None or shown is None:
        return None
    is_freer = strictness(record.rights[own]) < strictness(record.rights[shown])
    return None if is_freer else own


def _strictest(record: Record, layer: str | None) -> int | None:
    """Give the place of the table of a layer that binds most, of those with a URI.

    Rights without a layer are in the one described; of several in one layer, which differ by
    country or period, Europeana shows one, and that is not to be the freer.
    """
    found = [
        (-strictness(table), index)
        for index, table in enumerate(record.rights)
        if table.uri and (table.of or record.describes) in (None, layer)
    ]
    return min(found)[1] if found else None

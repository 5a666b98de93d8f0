"""THE crosswalk: what a record says, as statements of DCMI Metadata Terms. Formats only spell them.

The layer described speaks first among the rights. A statement names the keys that it came from,
so that what a format leaves out can be computed. Kept back are what the record calls private,
every `by`, `[local]`, and the note of a withheld gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dublincore.custody import CUSTODY, custody
from muniment.dublincore.rights import all_rights
from muniment.dublincore.statement import (
    DCMI_TYPE,
    EDTF,
    LANGUAGE,
    MEDIA_TYPE,
    URI,
    Statement,
    is_uri,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.rights_tables import Classification
    from muniment.tables import OriginalArchive
    from muniment.values import NameParts, TextParts

__all__ = ("Statement", "statements")

_RELATIONS = {
    "is_version_of": "isVersionOf",
    "has_version": "hasVersion",
    "is_format_of": "isFormatOf",
    "has_format": "hasFormat",
    "has_part": "hasPart",
    "references": "references",
    "is_referenced_by": "isReferencedBy",
    "replaces": "replaces",
    "is_replaced_by": "isReplacedBy",
    "requires": "requires",
    "is_required_by": "isRequiredBy",
    "related": "relation",
}


def statements(
    record: Record, above: Record | None = None, rights_of: str | None = None
) -> list[Statement]:
    """Give what an effective record says, in the order of the fifteen elements, rights last.

    `above` is the record of the level above, by whose title and page the collection is named.
    `rights_of` is the layer whose rights are those of the document, where that is to be another
    than the one described.
    """
    return [
        *_titles(record),
        *_agents(record),
        *_dates_and_kinds(record),
        *_identifiers(record),
        *_sources(record),
        *_relations(record, above),
        *_coverage(record),
        *_descriptions(record),
        *all_rights(record, rights_of or record.describes),
    ]


def _titles(record: Record) -> Iterator[Statement]:
    if record.title:
        yield from _text("title", record.title, "title")
    for index, text in enumerate(record.alternative):
        yield from _text("alternative", text, f"alternative.{index}")


def _agents(record: Record) -> Iterator[Statement]:
    for term, agents in (("creator", record.creator), ("contributor", record.contributor)):
        for index, agent in enumerate(agents):
            if agent.name:
                yield Statement(term, agent.name, (f"{term}.{index}.name",))
            for at, uri in enumerate(agent.uri):
                yield Statement(term, uri, (f"{term}.{index}.uri.{at}",), scheme=URI)
    for index, publisher in enumerate(record.publisher):
        yield from _named("publisher", publisher, f"publisher.{index}")


def _dates_and_kinds(record: Record) -> Iterator[Statement]:
    if record.date:
        yield Statement("created", record.date, ("date",), scheme=EDTF)
    if record.issued:
        yield Statement("issued", record.issued, ("issued",), scheme=EDTF)
    if record.type:
        yield Statement("type", record.type, ("type",), scheme=DCMI_TYPE)
    for index, genre in enumerate(record.genre):
        yield Statement("type", genre, (f"genre.{index}",))
    for index, form in enumerate(record.format):
        if "/" in form and " " not in form:
            yield Statement("format", form, (f"format.{index}",), scheme=MEDIA_TYPE)
        else:
            yield Statement("medium", form, (f"format.{index}",))
    for index, extent in enumerate(record.extent):
        yield Statement("extent", extent, (f"extent.{index}",))
    for index, language in enumerate(record.language):
        yield Statement("language", language, (f"language.{index}",), scheme=LANGUAGE)


def _identifiers(record: Record) -> Iterator[Statement]:
    # The page first: who follows an identifier wants the document, not its record.
    if record.url:
        yield Statement("identifier", record.url, ("url",), scheme=URI)
    for index, identifier in enumerate(record.identifier):
        yield _resource("identifier", identifier, (f"identifier.{index}",))
    if record.id:
        yield Statement("identifier", record.id, ("id",))


def _sources(record: Record) -> Iterator[Statement]:
    for index, source in enumerate(record.source):
        if source.citation:
            yield Statement("source", source.citation, (f"source.{index}.citation",))
        if source.url:
            yield Statement("source", source.url, (f"source.{index}.url",), scheme=URI)
    # What describes the original is not derived from it: there the reference identifies it, and
    # a copy is another form of it.
    is_original = record.describes == "original"
    for index, archive in enumerate(record.original_archive):
        value, of = _archive(archive, f"original_archive.{index}")
        if value and is_original:
            term = "hasFormat" if archive.holds == "copy" else "bibliographicCitation"
            yield Statement(term, value, of)
        elif value:
            yield Statement("source", value, of)


def _archive(archive: OriginalArchive, key: str) -> tuple[str, tuple[str, ...]]:
    parts = [archive.name or archive.siglum or ""]
    if archive.name and archive.siglum:
        parts = [f"{archive.name} ({archive.siglum})"]
    of = [f"{key}.{name}" for name in ("name", "siglum") if getattr(archive, name)]
    parts.extend(archive.reference)
    of.extend(f"{key}.reference.{index}" for index in range(len(archive.reference)))
    value = ", ".join(part for part in parts if part)
    if archive.holds == "copy" and value:
        return f"Copy: {value}", (*of, f"{key}.holds")
    return value, tuple(of)


def _relations(record: Record, above: Record | None) -> Iterator[Statement]:
    if record.part_of:
        name = above.title.text if above and above.title and above.title.text else record.part_of
        yield Statement("isPartOf", name, ("part_of",))
        if above and above.url:
            yield Statement("isPartOf", above.url, ("part_of",), scheme=URI)
    if record.relation:
        for key, term in _RELATIONS.items():
            for index, value in enumerate(getattr(record.relation, key)):
                yield _resource(term, value, (f"relation.{key}.{index}",))
    for index, file in enumerate(record.file):
        if file.url:
            yield _resource("hasFormat", file.url, (f"file.{index}.url",))


def _coverage(record: Record) -> Iterator[Statement]:
    for index, subject in enumerate(record.subject):
        yield from _named("subject", subject, f"subject.{index}")
    for index, place in enumerate(record.spatial):
        yield from _named("spatial", place, f"spatial.{index}")
    for index, period in enumerate(record.temporal):
        yield Statement("temporal", period, (f"temporal.{index}",))


def _descriptions(record: Record) -> Iterator[Statement]:
    if record.description:
        yield from _text("description", record.description, "description")
    for index, notice in enumerate(record.notice):
        if notice.kind == "content-warning" and notice.text:
            yield Statement(
                "description",
                f"Content warning: {notice.text}",
                (f"notice.{index}.text", f"notice.{index}.kind"),
            )
    for index, event in enumerate(record.provenance):
        if event.activity in CUSTODY:
            yield custody(event, f"provenance.{index}")
    if record.classification:
        yield from _marking(record.classification)
    for index, thanks in enumerate(record.acknowledgement):
        yield Statement("description", f"Acknowledgement: {thanks}", (f"acknowledgement.{index}",))


def _marking(marking: Classification) -> Iterator[Statement]:
    """Yield the security marking in words: it is history, and no condition of access."""
    said = []
    of = []
    for name, words in (
        ("original", "{}"),
        ("current", "now {}"),
        ("authority", "by {}"),
        ("date", "{}"),
    ):
        if value := getattr(marking, name):
            said.append(words.format(value))
            of.append(f"classification.{name}")
    if said:
        yield Statement("description", f"Security marking: {', '.join(said)}", tuple(of))


def _resource(term: str, value: str, of: tuple[str, ...]) -> Statement:
    """Give a statement whose value is a URI where it has the form of a web address."""
    is_address = value.startswith(("http://", "https://")) and is_uri(value)
    return Statement(term, value, of, scheme=URI if is_address else "")


def _text(term: str, text: TextParts, key: str) -> Iterator[Statement]:
    if text.text:
        of = (f"{key}.text", f"{key}.lang") if text.lang else (f"{key}.text",)
        yield Statement(term, text.text, of, text.lang or "")


def _named(term: str, named: NameParts, key: str) -> Iterator[Statement]:
    if named.name:
        yield Statement(term, named.name, (f"{key}.name",))
    if named.uri:
        yield Statement(term, named.uri, (f"{key}.uri",), scheme=URI)

"""What a citation says in notes: sources, other titles, rights, custody, markings and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.bibliography.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record

RIGHTS = "Rights: "
# By the term of a statement and the table that it is from.
_LABELS = {
    ("provenance", "provenance"): "Provenance: {}",
    ("rightsHolder", "rights"): "Rights holder: {}",
    ("accessRights", "access"): "{}",
    ("rights", "notice"): "Notice: {}",
    ("description", "notice"): "{}",
    ("description", "acknowledgement"): "{}",
}


def notes(record: Record, statements: Sequence[Statement]) -> Iterator[Field]:
    """Yield the notes of a citation, each with a label; the rights in the words of the crosswalk.

    Those of another layer than the one described are said to be.
    """
    for index, text in enumerate(record.alternative):
        if text.text:
            yield Field("note", f"Other title: {text.text}", (f"alternative.{index}.text",))
    if record.describes and record.describes != "original":
        yield Field("note", f"Layer described: {record.describes}", ("describes",))
    yield from _sources(record)
    yield from _classification(record)
    for statement in statements:
        if label := _label(statement, record):
            yield Field("note", label.format(statement.value), statement.of)


def _sources(record: Record) -> Iterator[Field]:
    for index, source in enumerate(record.source):
        key = f"source.{index}"
        present = [name for name in ("kind", "language") if getattr(source, name)]
        about = ", ".join(getattr(source, name) for name in present)
        said = [name for name in ("citation", "url") if getattr(source, name)]
        if said:
            value = ", ".join(getattr(source, name) for name in said)
            of = tuple(f"{key}.{name}" for name in (*said, *present))
            yield Field("note", f"Source ({about}): {value}" if about else f"Source: {value}", of)


def _classification(record: Record) -> Iterator[Field]:
    marking = record.classification
    if marking and marking.original:
        yield Field("note", f"Classification: {marking.original}", ("classification.original",))
    if marking and marking.current:
        value = f"Present classification: {marking.current}"
        yield Field("note", value, ("classification.current",))


def _label(statement: Statement, record: Record) -> str:
    """Give the words around a statement that becomes a note; "" for one that becomes none."""
    table, _, key = statement.of[0].partition(".")
    if table == "rights" and statement.term in ("rights", "license"):
        index, _, part = key.partition(".")
        is_own = record.rights[int(index)].of in (None, record.describes)
        # The others say themselves what they are.
        return RIGHTS + "{}" if is_own and part in ("uri", "statement") else "{}"
    if statement.of == ("access.statement",):
        return "Access: {}"
    return _LABELS.get((statement.term, table), "")

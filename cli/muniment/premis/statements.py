"""Rights statements: on what they rest, what is granted, who holds them, whom to ask.

A statement needs some facts for its basis: copyright a status and a jurisdiction, a statute its
jurisdiction and citation (PREMIS 3.0, 4.1). Where the record has not got them, none is made up:
the statement says `other`, names the basis there, and has what is known as notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.elements import Leaf
from muniment.premis.grounds import basis_of, is_short, status_of
from muniment.premis.terms import identified, kind_of, linked, word
from muniment.vocabularies import preservation
from muniment.vocabularies.preservation import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.premis.agents import Agents
    from muniment.record import Record
    from muniment.rights_tables import Access, Notice, Rights


class _Note(NamedTuple):
    text: str
    of: tuple[str, ...]


class _Document(NamedTuple):
    """A document that a statement points to: its role and its address."""

    role: str
    value: str
    of: str


def rights(record: Record, name: str, agents: Agents, speaks: str | None) -> Iterator[Leaf]:
    """Yield a statement for each table, the layer `speaks` first; then access, and the labels."""
    tables = sorted(
        enumerate(record.rights),
        key=lambda found: (found[1].of or record.describes) not in (None, speaks),
    )
    for index, table in tables:
        path = ("rights", f"rightsStatement#{index}")
        yield from identified((*path, "rightsStatementIdentifier"), f"{name}/rights/{index + 1}")
        key = f"rights.{index}"
        yield from _grounds(path, table, key)
        yield from _granted(path, table, key)
        yield from linked(path, record, name, table.of, f"{key}.of")
        for at, holder in enumerate(table.holder):
            yield from agents.link(path, holder, f"{key}.holder.{at}", preservation.RIGHTSHOLDER)
        if table.contact:
            yield from agents.contact(path, table.contact, f"{key}.contact")
    if record.access:
        yield from _access(record.access, name)
    for index, notice in enumerate(record.notice):
        if notice.kind in ("label", "notice"):
            yield from _label(notice, index, name)


def _grounds(path: tuple[str, ...], table: Rights, key: str) -> Iterator[Leaf]:
    """Yield the basis, and the container that belongs to it."""
    basis = basis_of(table)
    of = (f"{key}.basis",) if table.basis else ()
    if basis in ("copyright", "statute", "license") and not is_short(table):
        yield from word((*path, "rightsBasis"), preservation.BASES[basis], of)
        spell = {"copyright": _copyright, "statute": _statute, "license": _license}[basis]
        yield from spell((*path, f"{basis}Information"), table, key)
        return
    yield from word((*path, "rightsBasis"), preservation.BASES["other"])
    # Donor and policy are no words of the schema; how Archivematica writes them is the custom.
    term = preservation.BASES.get(basis, Term(basis.capitalize()))
    where = (*path, "otherRightsInformation")
    yield from _documents(where, "otherRights", _pointed(table, key))
    yield from word((*where, "otherRightsBasis"), term if basis != "other" else Term("other"), of)
    yield from _period(where, "otherRights", table, key)
    used = frozenset({"uri", "link"})
    yield from _notes(where, "otherRights", table, key, used)


def _copyright(path: tuple[str, ...], table: Rights, key: str) -> Iterator[Leaf]:
    status, of = status_of(table)
    yield from word((*path, "copyrightStatus"), preservation.STATUS[status], (f"{key}.{of}",))
    yield Leaf((*path, "copyrightJurisdiction"), table.jurisdiction or "", (f"{key}.jurisdiction",))
    yield from _determined(path, "copyrightStatusDeterminationDate", table, key)
    used = frozenset({"status", "jurisdiction", "determined", "uri", "link"})
    yield from _notes(path, "copyright", table, key, used)
    yield from _documents(path, "copyright", _pointed(table, key))
    yield from _period(path, "copyright", table, key)


def _license(path: tuple[str, ...], table: Rights, key: str) -> Iterator[Leaf]:
    yield from _documents(path, "license", _pointed(table, key))
    if table.statement:
        yield Leaf((*path, "licenseTerms"), table.statement, (f"{key}.statement",))
    yield from _notes(path, "license", table, key, frozenset({"statement", "uri", "link"}))
    yield from _period(path, "license", table, key)


def _statute(path: tuple[str, ...], table: Rights, key: str) -> Iterator[Leaf]:
    yield Leaf((*path, "statuteJurisdiction"), table.jurisdiction or "", (f"{key}.jurisdiction",))
    yield Leaf((*path, "statuteCitation"), table.citation or "", (f"{key}.citation",))
    yield from _determined(path, "statuteInformationDeterminationDate", table, key)
    used = frozenset({"citation", "jurisdiction", "determined", "uri", "link"})
    yield from _notes(path, "statute", table, key, used)
    yield from _documents(path, "statute", _pointed(table, key))
    yield from _period(path, "statute", table, key)


def _determined(path: tuple[str, ...], tag: str, table: Rights, key: str) -> Iterator[Leaf]:
    if table.determined and table.determined.date:
        yield Leaf((*path, tag), table.determined.date, (f"{key}.determined.date",))


def _notes(
    path: tuple[str, ...], prefix: str, table: Rights, key: str, used: frozenset[str]
) -> Iterator[Leaf]:
    """Yield the notice as it was given, and in words what has no element on this basis."""
    for index, note in enumerate(_said(table, key, used)):
        yield Leaf((*path, f"{prefix}Note#{index}"), note.text, note.of)


def _said(table: Rights, key: str, used: frozenset[str]) -> Iterator[_Note]:
    if table.statement and "statement" not in used:
        yield _Note(table.statement, (f"{key}.statement",))
    status = preservation.STATUS.get(table.status or "")
    determined = table.determined
    # An end without a beginning is no period to PREMIS, which asks for the start of each.
    end = None if table.start else table.end
    for name, label, value in (
        ("status", "Copyright status", status and status.text),
        ("jurisdiction", "Jurisdiction", table.jurisdiction),
        ("citation", "Under", table.citation),
        ("end", "Until", end),
        ("determined.date", "Determined", determined and determined.date),
        ("determined.note", "Grounds", determined and determined.note),
    ):
        # A date of determination has an element where `determined` is used; its note never has.
        if value and (name == "determined.note" or name.partition(".")[0] not in used):
            yield _Note(f"{label}: {value}", (f"{key}.{name}",))


def _pointed(table: Rights, key: str) -> Iterator[_Document]:
    if table.uri:
        yield _Document("rights statement", table.uri, f"{key}.uri")
    for index, link in enumerate(table.link):
        yield _Document("terms", link, f"{key}.link.{index}")


def _documents(
    path: tuple[str, ...], prefix: str, documents: Iterator[_Document]
) -> Iterator[Leaf]:
    for index, each in enumerate(documents):
        where = (*path, f"{prefix}DocumentationIdentifier#{index}")
        yield from identified(where, each.value, (each.of,), kind_of(each.value))
        yield Leaf((*where, f"{prefix}DocumentationRole"), each.role)


def _period(path: tuple[str, ...], prefix: str, table: Rights, key: str) -> Iterator[Leaf]:
    if table.start:
        where = (*path, f"{prefix}ApplicableDates")
        yield Leaf((*where, "startDate"), table.start, (f"{key}.start",))
        if table.end:
            yield Leaf((*where, "endDate"), table.end, (f"{key}.end",))


def _granted(path: tuple[str, ...], table: Rights, key: str) -> Iterator[Leaf]:
    for index, grant in enumerate(table.granted):
        if grant.act:
            where, of = (*path, f"rightsGranted#{index}"), f"{key}.granted.{index}"
            yield Leaf((*where, "act"), grant.act, (f"{of}.act",))
            if grant.restriction:
                yield Leaf((*where, "restriction"), grant.restriction, (f"{of}.restriction",))


def _access(access: Access, name: str) -> Iterator[Leaf]:
    """Yield who may see the document, as a statement of its own: it is no matter of copyright."""
    if not any((access.status, access.statement, access.until, access.basis)):
        return
    path = ("rights", "rightsStatement#access")
    yield from identified((*path, "rightsStatementIdentifier"), f"{name}/rights/access")
    yield from word((*path, "rightsBasis"), preservation.BASES["other"])
    where = (*path, "otherRightsInformation")
    of = ("access.basis",) if access.basis else ()
    yield Leaf((*where, "otherRightsBasis"), access.basis or "access", of)
    if access.statement:
        yield Leaf((*where, "otherRightsNote"), access.statement, ("access.statement",))
    if access.status or access.until:
        granted = (*path, "rightsGranted")
        yield Leaf((*granted, "act"), "access")
        if access.status:
            yield Leaf((*granted, "restriction"), access.status, ("access.status",))
        if access.until:
            yield Leaf((*granted, "rightsGrantedNote"), f"Until: {access.until}", ("access.until",))
    yield from identified((*path, "linkingObjectIdentifier"), name)


def _label(notice: Notice, index: int, name: str) -> Iterator[Leaf]:
    """Yield a label or notice of a community as a statement on another basis."""
    path, key = ("rights", f"rightsStatement#notice{index}"), f"notice.{index}"
    yield from identified((*path, "rightsStatementIdentifier"), f"{name}/rights/notice-{index + 1}")
    yield from word((*path, "rightsBasis"), preservation.BASES["other"])
    where = (*path, "otherRightsInformation")
    if notice.uri:
        document = _Document(notice.kind or "", notice.uri, f"{key}.uri")
        yield from _documents(where, "otherRights", iter([document]))
    yield Leaf((*where, "otherRightsBasis"), notice.kind or "", (f"{key}.kind",))
    for part, label in (("text", ""), ("community", "Community: "), ("project", "Project: ")):
        if value := getattr(notice, part):
            yield Leaf((*where, f"otherRightsNote#{part}"), label + value, (f"{key}.{part}",))
    yield from identified((*path, "linkingObjectIdentifier"), name)

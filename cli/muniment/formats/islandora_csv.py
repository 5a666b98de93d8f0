"""A table for Islandora Workbench: nodes of the Islandora Starter Site, with their first file.

The columns are fields of the content type `islandora_object`. Files are not copied: Workbench
reads them from `input_dir`, which is the records folder. Its configuration for the task:

    task: create
    input_dir: records                          # the records folder
    input_csv: /home/you/islandora/records.csv  # what was exported: the whole path
    allow_missing_files: true                   # records without a file
    allow_adding_terms: true                    # names and subjects that the site has not yet
    protected_vocabularies: [islandora_models, resource_types, language]
    ignore_existing_parent_ids: false           # collections that an earlier run has made
    clean_csv_values_skip: [smart_quotes, inside_spaces]
    text_format_id: plain_text                  # notices stand as they are
    fixity_algorithm: sha256
    subdelimiter: "|"                           # what `separator` says

Run Workbench with `--check` first. A record stands behind the one that it is part of, which
`parent_id` names. Islandora has no field for holders of rights, access, custody or sources: rights
and access go to field_rights, custody, sources and relations to field_note, with a word before
them that says what they are. A title is cut at 255 characters; field_full_title has the whole of a
longer one. A term is named with its vocabulary, so that the year 1952 is not taken for term 1952;
a language is the address of its term. Who is not said to be a person, an organization or a family
is taken for a person. What is open is published, and what is closed, restricted or embargoed is
not; of the rest the site decides. A value with the separator in it cannot be written: choose
another. The file is UTF-8 without a byte order mark. Addresses of names and subjects are lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment import attachments
from muniment.dublincore.custody import CUSTODY, custody
from muniment.dublincore.statement import URI
from muniment.errors import CannotCarryError
from muniment.formats import Remark
from muniment.links import is_link
from muniment.separated import (
    Cell,
    Row,
    distinct,
    joined,
    parents_first,
    parted,
    require,
    table,
)
from muniment.vocabularies import islandora, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item
    from muniment.record import Record
    from muniment.tables import Agent

SHOWS_ALL_RIGHTS = True
PROFILE = "islandora"

# What Workbench reads itself, then the fields.
COLUMNS = (
    *("id", "parent_id", "file", "checksum", "title", "published"),
    *islandora.FIELDS,
)
# Their addresses are no names, and no terms that the site has.
_NAMED = frozenset({"publisher", "subject", "spatial"})
# What an agent is whose role the record does not say, or the site does not have.
_DEFAULT_ROLES = {"creator": "cre", "contributor": "ctb"}
_CURLED = re.compile("[\u201c\u201d\u2018\u2019]|  ")


def carried(document: Document, settings: ExportSettings) -> list[Cell]:
    """Give the cells. Raises CannotCarryError where Workbench would part a value."""
    separator = settings.options.get("separator", "|")
    cells = _cells(document, settings)
    require(document.id, cells, lambda cell: _parted(cell, separator))
    return cells


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what Workbench would part, cut, straighten or not find, and whom it cannot tell."""
    separator = settings.options.get("separator", "|")
    for cell in _cells(document, settings):
        if trouble := _parted(cell, separator):
            yield Remark("refused", cell.of[0] if cell.of else "id", *trouble)
        elif cell.of:
            yield from _altered(cell)
    for key, agents in _agents(document.record):
        for index, agent in enumerate(agents):
            yield from _of_agent(agent, f"{key}.{index}", _DEFAULT_ROLES[key])
    yield from _of_files(document, settings)


def files(
    items: Iterable[Item[Cell]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `records.csv`, with a row for each record, behind that of the record above it."""
    separator = settings.options.get("separator", "|")
    rows = (
        Row(item.id, item.record.part_of or "", joined(COLUMNS, item.carried, separator))
        for item in items
    )
    yield "records.csv", table(COLUMNS, (row.cells for row in parents_first(rows)))


def _parted(cell: Cell, separator: str) -> tuple[str, str] | None:
    # These three are no lists to Workbench.
    return None if cell.column in ("title", "file", "id") else parted(cell.value, separator)


def _altered(cell: Cell) -> Iterator[Remark]:
    longest = islandora.LONGEST.get(cell.column)
    size = len(_plain(cell))
    if longest and size > longest:
        whole = "; field_full_title has the whole" if cell.column == "title" else ""
        yield Remark(
            "altered",
            cell.of[0],
            f"is {size} characters long: Islandora keeps {longest} of it in {cell.column}{whole}",
            "Shorten it, or have it cut.",
        )
    if _CURLED.search(cell.value) and cell.column not in ("file", "field_full_title"):
        yield Remark(
            "altered",
            cell.of[0],
            "has curly quotation marks or two spaces together, which Workbench makes plain",
            "Set clean_csv_values_skip: [smart_quotes, inside_spaces] in its configuration.",
        )


def _plain(cell: Cell) -> str:
    """Give the name of a term without its role and its vocabulary."""
    if cell.column == "field_linked_agent":
        return cell.value.split(":", 3)[-1]
    return cell.value.partition(":")[2] if cell.column in islandora.TERMS else cell.value


def _of_agent(agent: Agent, key: str, default: str) -> Iterator[Remark]:
    if agent.name and not agent.kind and agent.role != "pbl":
        yield Remark(
            "altered",
            f"{key}.name",
            "is not said to be a person, an organization or a family, and becomes a person",
            "Add the kind.",
        )
    if agent.name and agent.role in islandora.NO_RELATORS and agent.role != "pbl":
        yield Remark(
            "altered",
            f"{key}.role",
            f"is a role that Islandora has not, and becomes {default}",
        )


def _of_files(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield files that are not to be had, and those that a row has no place for."""
    first = _first_file(document.record)
    for index, file in enumerate(document.record.file):
        key = f"file.{index}.path"
        if file.path and index != first:
            yield Remark(
                "dropped",
                key,
                "is not the first file, and Workbench takes one a row",
                "Add the others with the task add_media.",
            )
        elif file.path and settings.records:
            try:
                attachments.located(settings.records, file.path, document.id, key)
            except CannotCarryError as error:
                why = str(error).removeprefix(f"{document.id}: {key} ")
                yield Remark("refused", key, why, "Workbench stops where a file is not there.")


def _cells(document: Document, settings: ExportSettings) -> list[Cell]:
    record = document.record
    return distinct(
        (
            *_of_node(record, settings),
            *_of_kind(record),
            *(cell for key, agents in _agents(record) for cell in _linked(key, agents)),
            *(
                cell
                for index, tag in enumerate(record.language)
                for cell in _language(tag, f"language.{index}")
            ),
            *_of_statements(record, document.statements),
            *_making(record),
        )
    )


def _of_node(record: Record, settings: ExportSettings) -> Iterator[Cell]:
    """Yield what Workbench itself reads: the id, what it is part of, the file, the title."""
    if record.id:
        yield Cell("id", record.id, ("id",))
        yield Cell("field_local_identifier", record.id, ("id",))
    if record.part_of:
        yield Cell("parent_id", record.part_of, ("part_of",))
    elif settings.options.get("member_of"):
        yield Cell("field_member_of", settings.options["member_of"], ())
    at = _first_file(record)
    if at is not None:
        file = record.file[at]
        name = "path" if file.path else "url"
        yield Cell("file", file.path or file.url or "", (f"file.{at}.{name}",))
        if file.sha256:
            yield Cell("checksum", file.sha256, (f"file.{at}.sha256",))
    if record.title and record.title.text:
        yield Cell("title", record.title.text, ("title.text",))
        if len(record.title.text) > islandora.LONGEST["title"]:
            yield Cell("field_full_title", record.title.text, ("title.text",))
    if record.description and record.description.text:
        yield Cell("field_description", record.description.text, ("description.text",))
    if record.access and record.access.status:
        is_open = record.access.status == "open"
        yield Cell("published", "1" if is_open else "0", ("access.status",))


def _first_file(record: Record) -> int | None:
    """Give the place of the file that goes into the row: the first in the folder, else online."""
    paths = [index for index, file in enumerate(record.file) if file.path]
    online = [index for index, file in enumerate(record.file) if file.url and is_link(file.url)]
    return next(iter(paths + online), None)


def _of_kind(record: Record) -> Iterator[Cell]:
    """Yield the model, without which there is no node, and the type."""
    model = islandora.model(record.type, record.level)
    if model:
        yield Cell("field_model", model, ())
    if record.type and (word := islandora.resource_type(record.type)):
        yield Cell("field_resource_type", word, ("type",))


def _agents(record: Record) -> tuple[tuple[str, tuple[Agent, ...]], ...]:
    return ("creator", record.creator), ("contributor", record.contributor)


def _linked(key: str, agents: Iterable[Agent]) -> Iterator[Cell]:
    """Yield agents as `relators:<role>:<vocabulary>:<name>`; publishers have a field."""
    for index, agent in enumerate(agents):
        if not agent.name:
            continue
        of = [f"{key}.{index}.name"]
        role = agent.role or ""
        if role == "pbl":
            yield Cell("field_publisher", agent.name, (*of, f"{key}.{index}.role"))
            continue
        if role and role not in islandora.NO_RELATORS:
            of.append(f"{key}.{index}.role")
        else:
            role = _DEFAULT_ROLES[key]
        of += [f"{key}.{index}.kind"] if agent.kind else []
        vocabulary = islandora.AGENTS[agent.kind or "person"]
        yield Cell("field_linked_agent", f"relators:{role}:{vocabulary}:{agent.name}", tuple(of))


def _language(tag: str, key: str) -> Iterator[Cell]:
    """Yield the term of a language, and the tag in a note where it says more than the language."""
    term = islandora.language(tag) or f"language:{languages.name(tag) or tag}"
    yield Cell("field_language", term, (key,))
    if "-" in tag:
        yield Cell("field_note", f"Language tag: {tag}", (key,))


def _of_statements(record: Record, statements: Iterable[Statement]) -> Iterator[Cell]:
    """Yield what the crosswalk says, but for what `_of_node` and `_of_kind` have said."""
    at = _first_file(record)
    own = {("id",), ("type",), ("description.text",), ("description.text", "description.lang")}
    if at is not None and not record.file[at].path:
        own.add((f"file.{at}.url",))
    for each in statements:
        of = tuple(key for key in each.of if not key.endswith(".lang"))
        if each.of in own or (each.term in _NAMED and each.scheme == URI):
            continue
        if each.term in islandora.PLACES:
            field, words = islandora.PLACES[each.term]
            yield Cell(
                field, each.value if each.value.startswith(words) else words + each.value, of
            )


def _making(record: Record) -> Iterator[Cell]:
    """Yield who made, copied, translated it in notes: custody the crosswalk has said."""
    for index, event in enumerate(record.provenance):
        if event.activity and event.activity not in CUSTODY:
            said = custody(event, f"provenance.{index}")
            yield Cell("field_note", f"History: {said.value}", said.of)

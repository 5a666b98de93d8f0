"""A static repository for OAI-PMH: one file on any web server, which a gateway lets be harvested.

Each record is in it twice: as `oai_dc`, and as `oai_dcterms` with all that qualified Dublin Core
has a term for. `base_url` is what a harvester is given: the address of the gateway, a slash, and
the address at which the file will lie, without its `http://`. The identifier of a record is
`oai:<namespace>:<id>`; its datestamp is the day of `record.modified`, else `record.created`, else
today; where that is no full day the last that it may mean, so that no harvester misses a change.
The licence of the metadata goes beside them; those of the document are in the metadata. The file
cannot say that a record was withdrawn: harvesters keep their copy until they are told.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import lru_cache
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from lxml import etree

from muniment.dublincore import Statement
from muniment.errors import MunimentError
from muniment.formats import Document, Item, Remark, dcterms, oai_dc
from muniment.links import is_link
from muniment.markup import DECLARATION, SCHEMA_LOCATION, XSI
from muniment.periods import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.formats import ExportSettings
    from muniment.record import Record

OAI = "http://www.openarchives.org/OAI/2.0/"
STATIC = f"{OAI}static-repository"
RIGHTS = f"{OAI}rights/"
IDENTIFIER = f"{OAI}oai-identifier"
# What gateways are asked to take (Specification for an OAI Static Repository, 2).
MOST_RECORDS = 5_000
_FORMATS = (
    ("oai_dc", f"{OAI}oai_dc.xsd", oai_dc.OAI_DC),
    ("oai_dcterms", dcterms.SCHEMA, dcterms.DCTERMS),
)
_IN_MEMORY = 8 << 20
_BLOCK = 1 << 20

# The form that the schema of the scheme gives a domain name, and OAI-PMH.xsd an address of e-mail.
_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+")
_EMAIL = re.compile(r"[^\s@]+@([^\s.@]+\.)+[^\s.@]+")
# A gateway, and a host (with its port, if it has one) and a path behind it.
_BASE_URL = re.compile(
    r"https?://[^/?#]+(/[^/?#]+)*/[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(%3A[0-9]+)?(/[^/?#]+)+"
)


class Told(NamedTuple):
    """What stands beside the metadata of a record: in its header, or about it."""

    element: str
    value: str
    of: tuple[str, ...]


class _Institution(NamedTuple):
    repository_name: str
    namespace: str
    admin_email: str
    base_url: str


Part: TypeAlias = Statement | Told


def carried(document: Document, settings: ExportSettings) -> list[Part]:
    """Give the header, the statements, of which oai_dc has not all, and the metadata's licence."""
    institution = _institution(settings)
    identifier = f"oai:{institution.namespace}:{document.id}"
    parts: list[Part] = [
        Told("identifier", identifier, ("id",)),
        _datestamp(document, settings.today),
        *document.statements,
    ]
    licence = document.record.record and document.record.record.license
    if licence and is_link(licence):
        parts.append(Told("rights", licence, ("record.license",)))
    return parts


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what harvesters are not given: a licence of the metadata that is no address."""
    licence = document.record.record and document.record.record.license
    if licence and not is_link(licence):
        yield Remark(
            "dropped",
            "record.license",
            f"a harvester is given the licence of metadata as an address, and this is none: "
            f"{licence}",
            "Write its URI, such as http://creativecommons.org/publicdomain/zero/1.0/.",
        )


def notes(exported: int, withdrawn: int) -> Iterator[str]:
    """Yield what is to be said of the export as a whole, a line each: what harvesters will do."""
    if exported > MOST_RECORDS:
        yield (
            f"a static repository is meant for at most {MOST_RECORDS} records, and here are "
            f"{exported}: a gateway may refuse them; export parts of them to several files"
        )
    if withdrawn:
        yield (
            f"{withdrawn} withdrawn {'record is' if withdrawn == 1 else 'records are'} left out, "
            "and a static repository cannot say so: harvesters keep their copy; ask them to "
            "delete it"
        )


def files(
    items: Iterable[Item[Part]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `records.xml`, and nothing where there are no records: without one it is not valid.

    What comes first, the earliest datestamp, and the second format are known at the end: until
    then records wait in temporary files.
    """
    institution = _institution(settings)
    with ExitStack() as stack:
        spools = [stack.enter_context(SpooledTemporaryFile(_IN_MEMORY)) for _ in _FORMATS]
        first, earliest = "", ""
        for item in items:
            told = {part.element: part.value for part in item.carried if isinstance(part, Told)}
            for spool, record in zip(spools, _records(item, told), strict=True):
                spool.write(record)
            first = first or told["identifier"]
            earliest = min(earliest or told["datestamp"], told["datestamp"])
        if first:
            yield "records.xml", _repository(_head(institution, first, earliest), spools)


def _repository(head: bytes, spools: Iterable[SpooledTemporaryFile[bytes]]) -> Iterator[bytes]:
    """Yield the file: the head, then all records in one format after the other."""
    yield DECLARATION + head
    for (prefix, _, _), spool in zip(_FORMATS, spools, strict=True):
        yield f'  <ListRecords metadataPrefix="{prefix}">\n'.encode()
        spool.seek(0)
        while block := spool.read(_BLOCK):
            yield block
        yield b"  </ListRecords>\n"
    yield b"</Repository>\n"


def _records(item: Item[Part], told: dict[str, str]) -> tuple[bytes, bytes]:
    """Give a record with its header in each of the formats."""
    said = [part for part in item.carried if isinstance(part, Statement)]
    simple = oai_dc.simple(said)
    payloads = (
        oai_dc.payload(Item(item.id, item.record, simple)),
        dcterms.payload(Item(item.id, item.record, said), "oai", is_typed=False),
    )
    head = (
        f"<oai:record>\n<oai:header>\n<oai:identifier>{told['identifier']}</oai:identifier>\n"
        f"<oai:datestamp>{told['datestamp']}</oai:datestamp>\n</oai:header>\n<oai:metadata>\n"
    ).encode()
    about = _about(told["rights"]) if "rights" in told else b""
    one, other = (
        b"".join((head, payload, b"</oai:metadata>\n", about, b"</oai:record>\n"))
        for payload in payloads
    )
    return one, other


@lru_cache(maxsize=64)
def _about(licence: str) -> bytes:
    """Give the container of the metadata's licence (Conveying rights expressions, 2.1)."""
    rights = etree.Element(f"{{{RIGHTS}}}rights", nsmap=_namespaces(RIGHTS))
    rights.set(SCHEMA_LOCATION, f"{RIGHTS} {OAI}rights.xsd")
    etree.SubElement(rights, f"{{{RIGHTS}}}rightsReference").set("ref", licence)
    return b"<oai:about>\n" + etree.tostring(rights, encoding="utf-8") + b"\n</oai:about>\n"


def _namespaces(default: str) -> dict[str, str]:
    # The prefix of the default namespace is None, of which the types know nothing.
    return cast("dict[str, str]", {None: default, "xsi": XSI})


def _head(institution: _Institution, first: str, earliest: str) -> bytes:
    """Give the start of the file: Identify and ListMetadataFormats; `first` is an identifier."""
    root = etree.Element(f"{{{STATIC}}}Repository", nsmap={**_namespaces(STATIC), "oai": OAI})
    root.set(SCHEMA_LOCATION, f"{STATIC} {STATIC}.xsd")
    identify = etree.SubElement(root, f"{{{STATIC}}}Identify")
    for name, text in (
        ("repositoryName", institution.repository_name),
        ("baseURL", institution.base_url),
        ("protocolVersion", "2.0"),
        ("adminEmail", institution.admin_email),
        ("earliestDatestamp", earliest),
        ("deletedRecord", "no"),
        ("granularity", "YYYY-MM-DD"),
    ):
        etree.SubElement(identify, f"{{{OAI}}}{name}").text = text
    _add_scheme(identify, institution.namespace, first)
    _add_formats(root)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8").removesuffix(b"</Repository>")


def _add_scheme(identify: etree._Element, namespace: str, first: str) -> None:
    """Say by which scheme records are identified, with an example, `first`."""
    description = etree.SubElement(identify, f"{{{OAI}}}description")
    scheme = etree.SubElement(
        description, f"{{{IDENTIFIER}}}oai-identifier", nsmap=_namespaces(IDENTIFIER)
    )
    scheme.set(SCHEMA_LOCATION, f"{IDENTIFIER} {IDENTIFIER}.xsd")
    for name, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", namespace),
        ("delimiter", ":"),
        ("sampleIdentifier", first),
    ):
        etree.SubElement(scheme, f"{{{IDENTIFIER}}}{name}").text = text


def _add_formats(root: etree._Element) -> None:
    listed = etree.SubElement(root, f"{{{STATIC}}}ListMetadataFormats")
    for prefix, schema, namespace in _FORMATS:
        form = etree.SubElement(listed, f"{{{OAI}}}metadataFormat")
        etree.SubElement(form, f"{{{OAI}}}metadataPrefix").text = prefix
        etree.SubElement(form, f"{{{OAI}}}schema").text = schema
        etree.SubElement(form, f"{{{OAI}}}metadataNamespace").text = namespace


def _datestamp(document: Document, today: str) -> Told:
    """Give the day of the last change: of the record, or of that above, from which it takes keys.

    A day to come is today: whoever asks for what changed until now is to hear of it.
    """
    own, key = _changed(document.record)
    above, _ = _changed(document.above) if document.above else ("", "")
    day = max(_day(own), _day(above)) or today
    day = min(day, today) if today else day
    return Told("datestamp", day, (key,) if own and day.startswith(own[:10]) else ())


def _changed(record: Record) -> tuple[str, str]:
    """Give the date of the last change as it is written, and its key."""
    about = record.record
    for name in ("modified", "created"):
        if about and (date := getattr(about, name)) and _day(date):
            return date, f"record.{name}"
    return "", ""


def _day(date: str) -> str:
    """Give the day of a date in UTC, the last one that it may mean, or nothing."""
    if re.fullmatch(r"[0-9-]{10}T[0-9:]{8}[+-][0-9:]{5}", date):
        # The hour 24 is of EDTF alone, and the first day of all has none before it.
        with suppress(ValueError, OverflowError):
            return datetime.fromisoformat(date).astimezone(UTC).date().isoformat()
    return last_day(date)


def _institution(settings: ExportSettings) -> _Institution:
    options = settings.options
    return _checked(_Institution(*(options[key].strip() for key in _Institution._fields)))


@lru_cache(maxsize=16)
def _checked(institution: _Institution) -> _Institution:
    """Give it back. Raises MunimentError for what OAI-PMH or a gateway would not take."""
    for key, pattern, wanted in (
        ("repository_name", re.compile(r"[^\x00-\x1f\ufffe\uffff]+"), "a name on one line"),
        ("namespace", _NAMESPACE, "a domain name that is yours, such as archive.example.org"),
        ("admin_email", _EMAIL, "an address of e-mail"),
        (
            "base_url",
            _BASE_URL,
            "the address of a gateway with that of the file behind it, such as "
            "http://gateway.example.org/oai/archive.example.org/records.xml",
        ),
    ):
        value = getattr(institution, key)
        if not pattern.fullmatch(value):
            raise MunimentError(f"oai-static: {key} is {wanted}, not {value!r}")
    return institution

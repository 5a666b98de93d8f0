"""Dublin Core as XML, simple or qualified: a file, a folder of files, an OAI-PMH response.

The element around the terms may be any: `oai_dc:dc`, DSpace's or CONTENTdm's `qualifieddc`,
ArchivesSpace's `dcterms`, a bare `metadata`, or `records` with many; what counts are the terms of
DCMI, also where a namespace is plainly meant and wrong. In a folder all files that end with `.xml`
are read, those of its folders too, in order of their names; hidden ones are passed over.

Of rights, a URI that stands for a statement or licence is made canonical, and all texts of one
record are the paragraphs of one statement, as they are. A language is read from its name or code,
and a date from words, where there is but one way to read them. What no key may hold is kept as it
is in `local.note`, and told: a date in words without a certain reading, a `source` that is no
citation ("114 p. ; 28 cm."), a term that a record does not have. Of identifiers that are addresses,
the first that is a page is the `url`.

A record of a harvest that is deleted becomes a tombstone. A file that is broken, or has no Dublin
Core in it, is told, and the others are read.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.errors import MunimentError
from muniment.identifiers import fault, slug
from muniment.links import is_link
from muniment.readers import Draft
from muniment.readers.dc.mapping import drafted
from muniment.readers.dc.parsing import Stream
from muniment.vocabularies import rights, rights_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.readers import ReaderSettings
    from muniment.readers.dc.found import Found

_CHUNK = 64 * 1024
_DEEPEST = 16
# Of an identifier in other letters, or longer, its name would not tell it from others.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/~-]{0,70}")


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:
    """Yield a draft for each record at the path `source`."""
    if "://" in source:
        raise MunimentError(f"{source}: is an address, and this reads files (--from oai-pmh)")
    path = Path(source)
    if path.is_dir():
        files = list(_files(path))
        if not files:
            raise MunimentError(f"{path.as_posix()}: has no file that ends with .xml")
        for file in files:
            yield from _from_file(file, file.relative_to(path).as_posix(), settings)
    else:
        yield from _from_file(path, path.name, settings)


def read_chunks(
    chunks: Iterable[bytes], name: str, settings: ReaderSettings, origin: str = ""
) -> Iterator[Draft]:
    """Yield a draft for each record of a document; `name` is what an error calls it.

    `origin` is what a record is called that has no name of its own, and stands alone.
    """
    stream = Stream(name)
    count, others, first = 0, 0, ""
    for found in stream.records(chunks):
        count += 1
        draft = _read(found, name, origin, settings)
        if draft:
            yield draft
        else:
            what = "deleted, without a name" if found.is_deleted else found.form or "empty"
            first = first or f"line {found.start.line}, {what}"
            others += 1
    # A static repository has the same records in other formats as well.
    if others and not (count > others and stream.root.endswith("Repository")):
        more = f"{others} records have no Dublin Core" if others > 1 else "has no Dublin Core"
        raise MunimentError(f"{name}: {more} ({first})")
    if stream.answer and not count:
        raise MunimentError(f"{name}: has no records: {stream.answer}")
    if not count:
        raise MunimentError(f"{name}: has no Dublin Core; it is <{stream.root}>")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the XML files in a folder, in order; links that lead out of it are passed over."""
    inside = folder.resolve()
    for above, folders, names in os.walk(folder):
        here = Path(above)
        depth = len(here.relative_to(folder).parts)
        folders[:] = sorted(each for each in folders if each[0] != ".") if depth < _DEEPEST else []
        for name in sorted(names):
            file = here / name
            is_ours = name[0] != "." and file.suffix.casefold() == ".xml"
            if is_ours and file.resolve().is_relative_to(inside):
                yield file


def _from_file(path: Path, origin: str, settings: ReaderSettings) -> Iterator[Draft]:
    name = path.as_posix()
    try:
        if path.exists() and not path.is_file():
            raise MunimentError(f"{name}: is neither a file nor a folder")
        with path.open("rb") as file:
            yield from read_chunks(iter(lambda: file.read(_CHUNK), b""), name, settings, origin)
    except MunimentError as error:
        settings.unread(str(error))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MunimentError(f"{name}: cannot be read: {reason}") from error


def _read(found: Found, file: str, origin: str, settings: ReaderSettings) -> Draft | None:
    """Make a draft of a record; there is none where it says nothing in Dublin Core."""
    is_named = bool(found.header.get("identifier"))
    if found.is_deleted:
        return _tombstone(found, file) if is_named else None
    # One of a harvest that is empty is one all the same.
    is_any = (is_named and found.has_place) or any(":" not in each.term for each in found.said)
    return _draft(found, file, origin, settings) if is_any else None


def _draft(found: Found, file: str, origin: str, settings: ReaderSettings) -> Draft:
    harvested = found.header.get("identifier", "")
    name = _id_of(harvested) if harvested else _own_id(found, Path(origin).stem)
    if name and not harvested:
        found.said = [each for each in found.said if not _names(each.value, each.term, name)]
    elif not found.is_alone:
        origin = f"{origin} record {found.number}" if origin else f"record {found.number}"
    draft = drafted(
        found.said,
        file=file,
        origin=harvested or (name if not found.is_alone else "") or origin,
        record_id=name,
        start=found.start,
        is_ours=found.is_ours,
        separator=settings.options.get("separator", ""),
    )
    _say_of_harvest(draft, found)
    return draft._replace(left_out=(*found.told, *draft.left_out))


def _say_of_harvest(draft: Draft, found: Found) -> None:
    """Add what a harvest says of the metadata themselves: their sets, and their licence."""
    if found.sets:
        draft.data.setdefault("local", {})["set"] = found.sets
    if found.license:
        form = rights_forms.form(found.license)
        uri = form.uri if form and form.uri else found.license
        if rights.known(uri):
            draft.data.setdefault("record", {})["license"] = uri


def _id_of(identifier: str) -> str:
    """Make an id of the identifier of a harvest, which is the same at the next one.

    A mere number is none: it would be that of another repository too.
    """
    bare = identifier.removeprefix("oai:")
    name = slug(bare)
    if not re.search("[a-z]", name) or len(name) < 3:
        return ""
    if _SAFE.fullmatch(bare):
        return name
    digest = hashlib.sha256(identifier.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{name[:60].rstrip('-')}-{digest}"


def _own_id(found: Found, stem: str) -> str:
    """Give the id that a record of ours has among its identifiers, or the one its file is named by.

    The crosswalk says it last.
    """
    named = [
        each.value.strip()
        for each in found.said
        if each.term == "identifier" and each.value.strip()
    ]
    if found.is_ours and named and len(named[-1]) < 300 and fault(named[-1]) is None:
        return named[-1]
    return stem if found.is_alone and stem in named and fault(stem) is None else ""


def _names(value: str, term: str, name: str) -> bool:
    return term == "identifier" and value.strip() == name and not is_link(value)


def _tombstone(found: Found, file: str) -> Draft:
    identifier = found.header.get("identifier", "")
    day = found.header.get("datestamp", "")[:10]
    withdrawn = {"reason": "Deleted in the source."}
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        withdrawn = {"date": day, **withdrawn}
    data = {
        "id": _id_of(identifier) or slug(f"record-{identifier}"),
        "title": identifier,
        "record": {"status": "withdrawn", "withdrawn": withdrawn},
    }
    return Draft(data, {"": found.start}, tuple(found.told), file, identifier)

"""XML as a stream: what each record of it says in Dublin Core, one at a time, in flat memory.

The parser is expat: it tells line and column of whatever it meets, and does not stop at a prefix
that nobody declared. It loads nothing from anywhere, and entities are refused before any is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from muniment.finding import Place
from muniment.guarded import Guarded
from muniment.readers.dc import names
from muniment.readers.dc.found import Found
from muniment.readers.dc.names import Name
from muniment.readers.dc.sheet import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# A record of more text or statements than that is none; nor does any stand so deep.
_MOST_TEXT, _MOST_SAID, _DEEPEST = 1024 * 1024, 10_000, 100
# Names and attributes are cut there: none that is known is so long.
_LONGEST_NAME, _MOST_PREFIXES = 200, 10
# So much without a whole tag, and it would fill the memory.
_LONGEST_TAG = 4 * 1024 * 1024
_XML = "http://www.w3.org/XML/1998/namespace"
_SKIPPED = frozenset({"Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers"})
# xsi:type, as DCMI has it; and what others write for it.
_SCHEMES = ("type", "scheme")
_NOWHERE = Name("", "", "")


class _Frame(NamedTuple):
    """An element that is open; `found` is the record that ends with it."""

    name: Name
    start: Place
    found: Found | None = None
    has_prefixes: bool = False


class Stream(Guarded):
    """Reads one document from its pieces; `name` is what an error calls it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.root = ""
        # What an OAI-PMH server answered instead of records.
        self.answer = ""
        self._stack: list[_Frame] = [_Frame(_NOWHERE, Place(1, 1, 1, 1))]
        self._prefixes: list[dict[str, str]] = [{"xml": _XML}]
        self._current: Found | None = None
        self._ready: list[Found] = []
        self._count = 0
        self._skipping = 0
        self._is_about = False
        # What is to be told of the elements above the next record.
        self._told: list[str] = []
        self._has_moved = False
        # The value that is being read: what it is, where it began, its pieces, elements in it.
        self._value: Said | None = None
        self._into = ""
        self._pieces: list[str] = []
        self._inner = 0
        self._size = 0

    def records(self, chunks: Iterable[bytes]) -> Iterator[Found]:
        """Yield each record as it ends. Raises MunimentError, with the line, where XML is wrong."""
        waiting = 0
        try:
            for chunk in chunks:
                self._has_moved = False
                self._parser.Parse(chunk, False)
                waiting = 0 if self._has_moved else waiting + len(chunk)
                if waiting > _LONGEST_TAG:
                    raise self._wrong("a single tag, comment or declaration is over 4 MiB")
                yield from self._taken()
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield from self._taken()
            raise self._ill_formed(error) from None
        finally:
            self._let_go()
        yield from self._taken()

    def _taken(self) -> list[Found]:
        ready, self._ready = self._ready, []
        return ready

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._has_moved = True
        if len(self._stack) + self._skipping + self._inner > _DEEPEST:
            raise self._wrong(f"elements stand in one another over {_DEEPEST} deep")
        if self._skipping:
            self._skipping += 1
            if self._is_about:
                self._license(tag, attributes)
        elif self._value:
            self._inner += 1
            if self._pieces and not self._pieces[-1].endswith((" ", "\n")):
                self._pieces.append(" ")
        else:
            self._open(tag, attributes)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        has_prefixes = any(key.startswith("xmlns") for key in attributes)
        if has_prefixes:
            self._declare(attributes)
        name, above = self._named(tag), self._stack[-1].name
        self.root = self.root or name.written
        term = names.term(name, above) if len(self._stack) > 1 else ""
        if term and above.local != "header":
            self._say(term, attributes)
        elif self._is_skipped(name, above):
            self._skipping = 1
        elif above.local == "header" and self._current:
            self._read(name.local)
        elif name.local == "error" and above.local == "OAI-PMH":
            self.answer = f"the server says {attributes.get('code', 'error')}"
            self._read("error")
        elif self._is_neighbour(name, above):
            self._say(names.neighbour(name), attributes)
        else:
            self._descend(name, above, attributes, has_prefixes=has_prefixes)
            return
        if has_prefixes:
            self._prefixes.pop()

    def _is_skipped(self, name: Name, above: Name) -> bool:
        """Tell whether what is below an element is about something else than documents."""
        if name.local in _SKIPPED and above.local in ("OAI-PMH", "Repository"):
            self.answer = self.answer or f"it answers {name.local}"
            return above.local == "OAI-PMH" or not self._count
        self._is_about = name.local == "about" and above.local == "record"
        return self._is_about

    def _license(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the licence of the metadata themselves (OAI-PMH, rights container)."""
        if self._current and tag.rpartition(":")[2] == "rightsReference":
            self._current.license = attributes.get("ref", "")[:_LONGEST_NAME]

    def _is_neighbour(self, name: Name, above: Name) -> bool:
        """Tell whether an element stands among terms, or where they are to be expected."""
        if self._current is None or name.local in ("header", "metadata", "record"):
            return False
        if self._stack[-1].found is self._current and self._current.header == {}:
            return bool(self._current.said)
        return names.is_own(above)

    def _look_at(self, attributes: Mapping[str, str]) -> None:
        for key in attributes:
            prefix, colon, _ = key.partition(":")
            if colon and prefix != "xmlns" and prefix not in self._prefixes[-1]:
                self._undeclared(prefix)

    def _descend(
        self, name: Name, above: Name, attributes: Mapping[str, str], *, has_prefixes: bool
    ) -> None:
        start, found = self._here(), None
        if self._current is None and self._is_record(name):
            found = self._begin(start)
        if self._current:
            self._current.is_ours = self._current.is_ours or name.uri == names.OURS
            self._current.has_place = self._current.has_place or names.is_own(name)
            if name.local == "header" and above.local == "record":
                self._current.is_deleted = attributes.get("status") == "deleted"
            elif above.local == "metadata" and not self._current.form:
                self._current.form = name.written
            self._look_at(attributes)
        self._stack.append(_Frame(name, start, found, has_prefixes))

    def _is_record(self, name: Name) -> bool:
        if name.local == "record":
            return name.uri in ("", names.OAI)
        is_root = len(self._stack) == 1
        return names.is_wrapper(name) and not (name.local == "metadata" and not is_root)

    def _begin(self, start: Place) -> Found:
        self._count += 1
        self._size = 0
        self._current = Found(start, self._count)
        self._current.told, self._told = self._told, []
        self._current.is_alone = len(self._stack) == 1
        return self._current

    def _declare(self, attributes: Mapping[str, str]) -> None:
        declared = dict(self._prefixes[-1])
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                declared[key[6:]] = value
        self._prefixes.append(declared)

    def _named(self, tag: str) -> Name:
        prefix, _, local = tag[:_LONGEST_NAME].rpartition(":")
        uri = self._prefixes[-1].get(prefix)
        if uri is None and prefix:
            self._undeclared(prefix)
        return Name(prefix, local, uri or "")

    def _undeclared(self, prefix: str) -> None:
        into = self._current.told if self._current else self._told
        if len(into) < _MOST_PREFIXES:
            told = f"the prefix {prefix[:40]} is not declared, so that other programs refuse this"
            if told not in into:
                into.append(told)

    def _say(self, term: str, attributes: Mapping[str, str]) -> None:
        if self._current is None:
            # An element of any name, with terms in it, is the record.
            above = self._stack[-1]
            found = self._begin(above.start)
            found.is_alone = len(self._stack) == 2
            self._stack[-1] = above._replace(found=found)
        schemes = [attributes[key] for key in attributes if key.rpartition(":")[2] in _SCHEMES]
        scheme = schemes[0][:_LONGEST_NAME].rpartition(":")[2] if schemes else ""
        lang = attributes.get("xml:lang", "")[:_LONGEST_NAME]
        self._value = Said(term, "", lang, scheme, self._here())
        resource = attributes.get("rdf:resource")
        self._pieces = [resource[: 10 * _LONGEST_NAME]] if resource else []

    def _read(self, into: str) -> None:
        self._into = into
        self._value = Said("", "", place=self._here())
        self._pieces = []

    def _characters(self, text: str) -> None:
        self._has_moved = True
        if self._value:
            self._size += len(text)
            if self._size > _MOST_TEXT:
                raise self._wrong("a record has over 1 MiB of text, so it is none")
            self._pieces.append(text)

    def _end(self, tag: str) -> None:  # noqa: ARG002
        self._has_moved = True
        if self._skipping:
            self._skipping -= 1
        elif self._inner:
            self._inner -= 1
        elif self._value:
            self._close_value(self._value)
        else:
            frame = self._stack.pop()
            if frame.has_prefixes:
                self._prefixes.pop()
            if frame.found:
                self._ready.append(frame.found)
                self._current = None

    def _close_value(self, said: Said) -> None:
        text, into = "".join(self._pieces), self._into
        self._value, self._into, self._pieces = None, "", []
        if into == "error":
            self.answer = f"{self.answer}: {' '.join(text.split())[:200]}".removesuffix(": ")
        elif into == "setSpec" and self._current:
            self._current.sets += [text.strip()] if text.strip() else []
        elif into and self._current:
            self._current.header[into] = text.strip()
        elif self._current and said.place:
            here = self._here()
            place = said.place._replace(end_line=here.line, end_column=here.column)
            self._current.said.append(said._replace(value=text, place=place))
            if len(self._current.said) > _MOST_SAID:
                raise self._wrong(f"a record has over {_MOST_SAID:,} statements, so it is none")

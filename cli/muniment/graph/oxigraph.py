"""A graph spelt by pyoxigraph, without the head and the foot of its files, which are ours.

Its own head has the prefixes in another order with each run, and several records are one file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.graph import PREFIXES, Literal, distinct, iri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.graph import Object, Triple


def turtle(triples: Sequence[Triple]) -> bytes:
    """Give the triples as Turtle, without the lines of the prefixes."""
    lines = _serialized(triples, "TURTLE").splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"@prefix "))


def rdf_xml(triples: Sequence[Triple]) -> bytes:
    """Give the triples as elements of an rdf:RDF element, without that element."""
    text = _serialized(triples, "RDF_XML")
    inner = text[text.index(b">\n", text.index(b"<rdf:RDF")) + 2 : text.rindex(b"</rdf:RDF>")]
    # A reader of XML makes a line feed of a carriage return that stands as it is.
    return inner.replace(b"\r", b"&#xD;")


def _serialized(triples: Sequence[Triple], form: str) -> bytes:
    try:
        import pyoxigraph
    except ImportError:
        raise MunimentError(
            "RDF needs the library pyoxigraph: pip install 'muniment[rdf]'"
        ) from None
    spelt = [
        pyoxigraph.Triple(
            _term(triple.subject, pyoxigraph),
            _defined(triple.predicate, pyoxigraph),
            _term(triple.object, pyoxigraph),
        )
        for triple in distinct(triples)
    ]
    raw = pyoxigraph.serialize(spelt, format=getattr(pyoxigraph.RdfFormat, form), prefixes=PREFIXES)
    assert isinstance(raw, bytes)
    return raw


def _term(thing: Object, library: Any) -> Any:
    if isinstance(thing, Literal):
        if thing.lang:
            return library.Literal(thing.text, language=thing.lang)
        if thing.datatype:
            return library.Literal(thing.text, datatype=_defined(thing.datatype, library))
        return library.Literal(thing.text)
    return library.BlankNode(thing.name) if thing.is_blank else library.NamedNode(thing.name)


@lru_cache(maxsize=1024)
def _defined(name: str, library: Any) -> Any:
    return library.NamedNode(iri(name))

"""A tree of schema.org nodes, as facts: which node, which property, which value, of which keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.links import is_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A node by the way to it from the record's own: at each step a property, and which of its values.
# A property after `^` points the other way: that node has it, and the node above is its value.
Address = tuple[tuple[str, str], ...]

_EDTF = "http://id.loc.gov/datatypes/edtf"
# What schema.org's Date and DateTime take (ISO 8601); other dates say what they are.
_DATE = re.compile(
    r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_FIRST = {"@id": 0, "@type": 1, "additionalType": 2}


class Fact(NamedTuple):
    """A value of a property of a node, and the keys of the record that it came from.

    Without a property it adds nothing to the tree: its value is said there by what another fact
    wrote, as a translator's role is by the property `translator`.
    """

    node: Address
    property: str
    value: str
    of: tuple[str, ...] = ()
    lang: str = ""
    datatype: str = ""


def date(node: Address, name: str, value: str, of: tuple[str, ...]) -> Fact:
    """Make a fact of an EDTF date: typed as EDTF where it is none of ISO 8601."""
    return Fact(node, name, value, of, datatype="" if _DATE.fullmatch(value) else _EDTF)


def link(node: Address, name: str, value: str, of: tuple[str, ...]) -> Fact:
    """Make a fact of a URI; what cannot be followed would be a path to a program: it identifies."""
    return Fact(node, name if is_link(value) else "identifier", value, of)


def work(node: Address, value: str, of: tuple[str, ...]) -> Iterator[Fact]:
    """Yield the facts of a work of which an address is known, or else a name, id or citation."""
    yield Fact(node, "@type", "CreativeWork")
    yield Fact(node, "url" if is_link(value) else "name", value, of)


def page_or_work(node: Address, name: str, value: str, key: str) -> Iterator[Fact]:
    """Yield a property that takes a page or a work: a work where the value is no address."""
    if is_link(value):
        yield Fact(node, name, value, (key,))
    else:
        yield from work((*node, (name, key)), value, (key,))


def grown(facts: Iterable[Fact]) -> dict[str, Any]:
    """Grow the tree: its nodes and properties in the order of the facts, keywords first."""
    root: dict[str, Any] = {}
    nodes: dict[Address, dict[str, Any]] = {(): root}
    for fact in facts:
        if fact.property:
            _add(_node(fact.node, nodes), fact.property, _value(fact))
    for node in nodes.values():
        ordered = sorted(node.items(), key=lambda item: _FIRST.get(item[0], len(_FIRST)))
        node.clear()
        node.update(ordered)
    return root


def _node(address: Address, nodes: dict[Address, dict[str, Any]]) -> dict[str, Any]:
    if address not in nodes:
        above = _node(address[:-1], nodes)
        name = address[-1][0]
        if name.startswith("^"):
            above, name = above.setdefault("@reverse", {}), name[1:]
        nodes[address] = {}
        _add(above, name, nodes[address])
    return nodes[address]


def _add(node: dict[str, Any], name: str, value: Any) -> None:
    """Set a property, which has a list only where it has several values."""
    if name not in node:
        node[name] = value
        return
    values = node[name] if isinstance(node[name], list) else [node[name]]
    # Two nodes are two, however little is known of them yet.
    if isinstance(value, dict) or value not in values:
        node[name] = [*values, value]


def _value(fact: Fact) -> Any:
    if fact.lang:
        return {"@language": fact.lang, "@value": fact.value}
    if fact.datatype:
        return {"@type": fact.datatype, "@value": fact.value}
    return fact.value

"""A record as DataCite describes a resource: the elements of its Metadata Schema 4.7, in order.

The order is free (`xs:all`), and here it is always that of the schema's documentation. What the
crosswalk says is taken from its statements; who did what, and the dates, from the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.datacite.agents import contributors, creators
from muniment.datacite.dates import dates, publication_year
from muniment.datacite.identity import alternate_identifiers, identifier, publisher, titles
from muniment.datacite.relations import related
from muniment.datacite.rights import rights
from muniment.datacite.subjects import descriptions, formats, places, resource_type, subjects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from muniment.dublincore import Statement
    from muniment.elements import Leaf
    from muniment.record import Record


def leaves(
    record: Record,
    name: str,
    statements: Sequence[Statement],
    options: Mapping[str, str],
    speaks: str | None,
) -> list[Leaf]:
    """Give all that DataCite's schema has a place for.

    `name` is the id of the record; `options` has the DOI prefix and the publisher; `speaks` is the
    layer whose rights are the document's.
    """
    return [
        *identifier(record, name, options["prefix"]),
        *creators(record),
        *titles(record),
        *publisher(record, options["publisher"]),
        *publication_year(record),
        *resource_type(record),
        *subjects(record),
        *contributors(record, speaks),
        *dates(record),
        *formats(record, statements),
        *alternate_identifiers(record, name, statements, options["prefix"]),
        *related(record, statements),
        *rights(statements),
        *descriptions(record, statements),
        *places(record),
    ]

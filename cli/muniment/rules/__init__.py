"""The rules: each is a module whose name is its id, whose docstring is its manual, run by a test.

To add one: write `rules/<name>.py` with a docstring (the demand in the first line, then `Passes:`
and `Fails:`), a LEVEL, and `check(record, settings)`, which gives Problems; name it in RULES. Where
it has nothing to look at, as in most records, it gives () at once, which is the fastest. One about
a table that most records have not names its key, `NEEDS`: without that it is not asked at all.
One that sees by the tables of rights alone whether it may have anything to say, and gives () if it
has not, says so: `ALIKE = "rights"`. Of records that share those tables, as those of a collection
do, the first is asked alone. (What verdicts lean on, as the day, is then to be asked no earlier.)
A rule about single texts has `check_text(key, text)` instead, and its pattern in `texts.ODD`: it is
shown each text of the file in which that pattern is found, by its dotted key in the file.
A rule across records has, instead, `facts(record)`, which gives Facts; JOIN, which says when they
collide: "once" (no two records may have it), "same" (all must say the same of it) or "most" (more
than half of the records have it); and `problem(fact, neighbour)`, which says what is wrong with
that. It judges all files of a run together, and stands in ACROSS too. One about names with their
URIs says in `of_name(name, uri)` what its fact is, which is asked once for all records of a name.
A rule with none of these is about what stands in the way of a record: the file's bytes, its syntax,
its keys, what it lacks. Those are found on the way to the record, and `lint` gives them the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, cast

from muniment.rules import (
    access_and_files,
    access_lapsed,
    classification_current,
    contact_differs,
    contact_unreachable,
    control_characters,
    credit_in_citation,
    custody_gap,
    custody_holder,
    dangling_relation,
    date_form,
    date_in_title,
    digitization_claims_rights,
    duplicate_id,
    duplicate_identifier,
    duplicate_record,
    encoding,
    gap_beside_value,
    gap_unexplained,
    html_in_text,
    id_file_name,
    missing,
    mojibake,
    name_two_uris,
    notice_without_community,
    part_of,
    placeholder,
    private_key,
    provenance_before_creation,
    provenance_evidence,
    provenance_order,
    record_modified,
    reference_agrees,
    reference_form,
    rights_boilerplate,
    rights_contradiction,
    rights_lapsed,
    rights_layers,
    rights_needs_end,
    rights_needs_link,
    rights_needs_search,
    rights_undecided,
    rights_uri_form,
    rights_uri_unknown,
    shape,
    size,
    spaces,
    syntax,
    translation_uncredited,
    unused_ignore,
    uri_two_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from muniment.facts import Fact, Neighbour, Said
    from muniment.finding import Level, Problem
    from muniment.leanings import Leanings
    from muniment.record import Record

    Check = Callable[["Record", "Settings"], Iterable["Problem"]]
    TextCheck = Callable[[str, str], Iterable["Problem"]]


class Others(Protocol):
    """The other records of the folder."""

    def has(self, name: str, file: str) -> bool:
        """Tell whether there is a record of that id, beside `file` or elsewhere in the folder."""


class Settings(NamedTuple):
    """What a rule may ask beside the record: the file's path, and today as an ISO date.

    That it asked for the day is noted in `leanings`: a verdict that leans on it holds for the day.

    `profile` is the name of the profile that the record is held to, `rights_uris` are the URIs of
    rights that the institution has of its own, `others` are the other records of the folder.
    `committed` gives what `record.modified` was at the last commit, for the files (by path) that
    have changed since.
    """

    file: str
    day: str
    committed: Mapping[str, str] = {}
    profile: str = "archival"
    rights_uris: tuple[str, ...] = ()
    others: Others | None = None
    leanings: Leanings | None = None

    @property
    def today(self) -> str:
        """Today as an ISO date."""
        if self.leanings is not None:
            self.leanings.day(self.file, self.day)
        return self.day


class Rule(Protocol):
    """What a module of this folder offers; `check` or `check_text` too, where it judges records.

    A rule whose problems may carry edits, which are then safe, says so: `FIXES = True`.
    """

    __doc__: str | None
    LEVEL: Level


Join = Literal["once", "same", "most"]


class RuleAcross(Protocol):
    """What a rule across records offers beside its manual and its level."""

    JOIN: Join

    def facts(self, record: Record) -> Iterable[Said]:
        """Give what is to be compared with other records; () where there is nothing."""

    def of_name(self, name: str, uri: str) -> tuple[Hashable, str]:
        """Give the same of a name and its URI, where that is all that the facts are about."""

    def problem(self, fact: Fact, neighbour: Neighbour) -> Problem:
        """Say what is wrong with a fact that collides with another record's."""


_MODULES = (
    access_and_files, access_lapsed, classification_current, contact_differs,
    contact_unreachable, control_characters, credit_in_citation, custody_gap, custody_holder,
    dangling_relation, date_form, date_in_title, digitization_claims_rights, duplicate_id,
    duplicate_identifier, duplicate_record, encoding, gap_beside_value, gap_unexplained,
    html_in_text, id_file_name, missing, mojibake, name_two_uris, notice_without_community,
    part_of, placeholder, private_key, provenance_before_creation, provenance_evidence,
    provenance_order, record_modified, reference_agrees, reference_form, rights_boilerplate,
    rights_contradiction, rights_lapsed, rights_layers, rights_needs_end, rights_needs_link,
    rights_needs_search, rights_undecided, rights_uri_form, rights_uri_unknown, shape, size,
    spaces, syntax, translation_uncredited, unused_ignore, uri_two_names,
)  # fmt: skip

RULES: dict[str, Rule] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): cast("Rule", module)
    for module in _MODULES
}


ACROSS: dict[str, RuleAcross] = {
    name: cast("RuleAcross", rule) for name, rule in RULES.items() if hasattr(rule, "facts")
}


def checks() -> list[tuple[str, Check]]:
    """Give the rules that judge a record: id and function."""
    return [(name, rule.check) for name, rule in RULES.items() if hasattr(rule, "check")]


def checks_by_need() -> dict[str, list[tuple[str, Check]]]:
    """Give the rules that judge a record by the key that they need; "" is of those without.

    Those for which records with the same rights are alike are not among them.
    """
    found: dict[str, list[tuple[str, Check]]] = {}
    for name, check in checks():
        if not hasattr(RULES[name], "ALIKE"):
            found.setdefault(getattr(RULES[name], "NEEDS", ""), []).append((name, check))
    return found


def checks_of_rights() -> list[tuple[str, Check]]:
    """Give the rules for which records with the same rights are alike."""
    return [(name, check) for name, check in checks() if hasattr(RULES[name], "ALIKE")]


def text_checks() -> list[tuple[str, TextCheck]]:
    """Give the rules that judge single texts: id and function."""
    return [(name, rule.check_text) for name, rule in RULES.items() if hasattr(rule, "check_text")]

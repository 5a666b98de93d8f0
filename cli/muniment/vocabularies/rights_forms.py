"""Rights URIs that are not written as they should be: which statement or licence each was meant.

The canonical forms are those of `rights`: `http`, no `www.`, `/vocab/`, the exact code, a slash.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from muniment.vocabularies import nearest, rights, shown
from muniment.vocabularies.rights_parameters import SPACE, STOPS, parameters


class Form(NamedTuple):
    """What a text was meant to be, that is not canonical.

    `uri` is the canonical URI where there is no doubt, and `oddities` say what differs, in words
    that follow "the URI"; otherwise `trouble` says why there is a doubt, and `likely` are the URIs
    that come nearest. `date` and `links` are what the parameters of the URI say; where they cannot
    all be understood, `lost` says why.
    """

    uri: str = ""
    oddities: tuple[str, ...] = ()
    trouble: str = ""
    likely: tuple[str, ...] = ()
    date: str = ""
    links: tuple[str, ...] = ()
    lost: str = ""


class _Path(NamedTuple):
    """The path of a URI, read: as in Form."""

    uri: str = ""
    oddities: tuple[str, ...] = ()
    trouble: str = ""
    likely: tuple[str, ...] = ()


# With the letters that are easily left out.
_HOST = re.compile(
    r"(https?[:;/\\ ]{1,5})?(www\.)?(rights?statements?\.org|creative-?commons?\.org)"
    r"(:[0-9]{1,5})?(?=[/?#\s]|$)",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "<([{\"'“‘«„", ">)]}\"'”’»“"
_CODES = {uri.split("/")[4].casefold(): uri for uri in rights.RIGHTS_STATEMENTS}
_VERSION = re.compile(r"1(?:\.0)?(?:\.(?:html|ttl|jsonld|json|rdf|xml|nt))?", re.IGNORECASE)
_RETIRED = {uri.removeprefix(rights.LICENCE_BASE).casefold(): uri for uri in rights.RETIRED}
_LICENSES = ("licenses", "license", "licences", "licence")
_TOOLS = {
    "zero": rights.CC0,
    "cc0": rights.CC0,
    "mark": rights.PUBLIC_DOMAIN_MARK,
    "pdm": rights.PUBLIC_DOMAIN_MARK,
}
_BY_ELEMENTS = {frozenset(licence.split("-")): licence for licence in rights.LICENCES}
_PAGE = re.compile(
    r"(?:deed|legalcode|rdf)(?:[._-][a-z]{2,5}(?:[-_@][a-z]{2,5}){0,3})?", re.IGNORECASE
)
_NEWEST = "4.0"
_LONGEST = 100


def form(text: str) -> Form | None:
    """Read a text that was meant to be a URI of RightsStatements.org or Creative Commons.

    None where it is one as it should be, or something else. Never raises.
    """
    if _is_right(text):
        return None
    bare, around = _unwrapped(text)
    found = _HOST.match(bare)
    if found is None:
        from muniment.vocabularies.rights_names import named

        likely, trouble = named(bare)
        return Form(trouble=trouble, likely=likely) if trouble else None
    rest, _, fragment = bare[found.end() :].partition("#")
    path, mark, query = rest.partition("?")
    parts, spelling = _parts(path)
    is_statement = found[3].casefold().startswith("r")
    read = _statement(parts) if is_statement else _licence(parts)
    if not read.uri:
        return Form(trouble=read.trouble, likely=read.likely)
    oddities = [*around, *_before_path(found), *read.oddities, *spelling]
    if mark:
        oddities.append("has parameters after the question mark")
    if fragment:
        oddities.append("has a fragment after the #")
    date, links, lost = parameters(query, fragment, read.uri) if is_statement else ("", (), "")
    return Form(read.uri, tuple(dict.fromkeys(oddities)), date=date, links=links, lost=lost)


def _unwrapped(text: str) -> tuple[str, list[str]]:
    """Take away white space around a text, and brackets or quotation marks in which it stands."""
    oddities = []
    bare = text.strip(SPACE)
    if bare != text:
        oddities.append("has white space around it")
    inner = bare.lstrip(_OPENING)
    if inner != bare:
        oddities.append("stands in brackets or quotation marks")
        bare = inner.rstrip(_CLOSING + STOPS)
    return bare, oddities


def _before_path(found: re.Match[str]) -> list[str]:
    scheme, www, host, port = found.groups()
    right = "rightsstatements.org" if host[0] in "rR" else "creativecommons.org"
    oddities = []
    if scheme is None:
        oddities.append("lacks http:// at its beginning")
    elif scheme.casefold().startswith("https"):
        oddities.append("begins with https instead of http")
    elif scheme.casefold() != "http://":
        oddities.append("has no :// after http")
    if www:
        oddities.append("has www. before the name of the site")
    if host.casefold() != right:
        oddities.append(f"misspells {right}")
    if port:
        oddities.append("names a port")
    written = f"{scheme or ''}{www or ''}{host}"
    if written != written.casefold():
        oddities.append("has capitals where none belong")
    return oddities


def _parts(path: str) -> tuple[list[str], list[str]]:
    """Give the parts of a path, and what is odd in how they are divided."""
    oddities = []
    core = path.rstrip(SPACE + STOPS + _CLOSING)
    parts = [part.strip(SPACE).rstrip(STOPS) for part in core.split("/")]
    if "//" in core:
        oddities.append("has a slash twice")
    if core != path or any(part[-1:] in tuple(STOPS) for part in core.split("/")):
        oddities.append("has a punctuation mark that is not of it")
    # What is said of a page does for its slash too.
    if not core.endswith("/") and not _PAGE.fullmatch(parts[-1]):
        oddities.append("lacks the slash at its end")
    return [part for part in parts if part], oddities


def _statement(parts: list[str]) -> _Path:
    """Read the path of a URI of RightsStatements.org."""
    oddities = []
    kind = parts[0].casefold() if parts else ""
    if kind == "page":
        oddities.append("leads to the page about the statement (/page/)")
    elif kind == "data":
        oddities.append("leads to the data about the statement (/data/)")
    elif kind != "vocab":
        oddities.append("lacks /vocab/")
    elif parts[0] != kind:
        oddities.append("has capitals where none belong")
    code, version, *more = [*parts[kind in ("page", "data", "vocab") :], "", ""][:4]
    uri = _CODES.get(re.sub("[_ ]", "-", code.casefold()))
    if uri is None:
        return _no_statement(code)
    right = uri.split("/")[4]
    if code != right:
        oddities.append(f"has {code} instead of {right}")
    if not version:
        oddities.append("lacks the version 1.0")
    elif not _VERSION.fullmatch(version):
        return _Path(trouble=f"there is no version {shown(version)} of {right}", likely=(uri,))
    elif version != "1.0":
        oddities.append(f"has {version} instead of 1.0")
    if more and more[0].casefold() == "rdf" and not any(more[1:]):
        oddities.append("leads to the data about the statement (/rdf)")
    elif any(more):
        return _Path(trouble="there is more in it than a statement has", likely=(uri,))
    return _Path(uri, tuple(oddities))


def _no_statement(code: str) -> _Path:
    if not code:
        return _Path(trouble="it is the site of RightsStatements.org, and no statement")
    by_word = {uri.split("/")[4]: uri for uri in rights.RIGHTS_STATEMENTS}
    for uri, label in rights.RIGHTS_STATEMENTS.items():
        by_word[re.sub("[^A-Za-z]", "", label)] = uri
    likely = nearest(code, by_word)
    trouble = f"RightsStatements.org has no statement {shown(code)}"
    return _Path(trouble=trouble, likely=(by_word[likely],) if likely else ())


def _licence(parts: list[str]) -> _Path:
    """Read the path of a URI of Creative Commons."""
    oddities = []
    if parts and _PAGE.fullmatch(parts[-1]):
        oddities.append(f"leads to a page about the licence (/{parts.pop()})")
    names = [re.sub("[_ ]", "-", part.casefold()) for part in parts]
    kind = names.pop(0) if names and names[0] in (*_LICENSES, "publicdomain") else ""
    if kind in _LICENSES and (uri := _RETIRED.get("/".join([*names, ""]))):
        if parts != uri.split("/")[3:-1]:
            oddities.append(f"has other letters than {uri}")
        return _Path(uri, tuple(oddities))
    if any(part != part.casefold() for part in parts):
        oddities.append("has capitals where none belong")
    if kind not in ("licenses", "publicdomain"):
        oddities.append("has no /licenses/ or /publicdomain/")
    is_public = kind == "publicdomain" or names[:1] == ["publicdomain"]
    names = names[names[:1] == ["publicdomain"] :]
    if names and names[0] in _TOOLS:
        read = _tool(names, kind)
    elif is_public or not names:
        return _no_licence(names)
    else:
        read = _by(names)
    return read._replace(oddities=(*oddities, *read.oddities)) if read.uri else read


def _tool(names: list[str], kind: str) -> _Path:
    """Read CC0 and the Public Domain Mark, of which there is one version each."""
    uri = _TOOLS[names[0]]
    if names[1:] not in ([], ["1.0"], ["1"]):
        return _Path(trouble=_none("/".join(names)), likely=(uri,))
    right = uri.split("/")[4]
    oddities = []
    if kind in _LICENSES:
        oddities.append("has /licenses/ instead of /publicdomain/")
    if names[0] != right:
        oddities.append(f"has {names[0]} instead of {right}")
    if names[1:] != ["1.0"]:
        oddities.append("lacks the version 1.0")
    return _Path(uri, tuple(oddities))


def _by(names: list[str]) -> _Path:
    """Read a licence: its elements, version, and perhaps a place."""
    elements, *more = names
    if len(more) > 2:
        return _no_licence(names)
    if not more:
        likely = _existing((_in_order(elements), _NEWEST))
        trouble = "it does not say which version of the licence"
        return _Path(trouble=trouble, likely=likely) if likely else _no_licence(names)
    version = f"{more[0]}.0" if re.fullmatch("[0-9]", more[0]) else more[0]
    oddities = []
    if version != more[0]:
        oddities.append(f"has {more[0]} instead of {version}")
    for licence in (elements, _in_order(elements)):
        if found := _existing((licence, version, *more[1:])):
            if licence != elements:
                oddities.append(f"has {shown(elements)} instead of {licence}")
            return _Path(found[0], tuple(oddities))
    return _no_licence([elements, version, *more[1:]])


def _in_order(elements: str) -> str:
    """Give the licence that has these elements, in whatever order: `by-nc-nd` for `nd-by-nc`."""
    return _BY_ELEMENTS.get(frozenset(elements.removeprefix("cc-").split("-")), "")


def _existing(*choices: tuple[str, ...]) -> tuple[str, ...]:
    uris = (f"{rights.LICENCE_BASE}{'/'.join(choice)}/" for choice in choices)
    return tuple(uri for uri in dict.fromkeys(uris) if _is_right(uri))


def _is_right(uri: str) -> bool:
    # The look-up remembers what it was asked: nothing huge.
    return len(uri) < _LONGEST and (rights.known(uri) or uri in rights.RETIRED)


def _no_licence(names: list[str]) -> _Path:
    """Say that there is no such licence, and which come near."""
    if not names:
        return _Path(trouble="it is the site of Creative Commons, and no licence")
    if names[-1] in _TOOLS:
        return _Path(trouble=_none("/".join(names)), likely=(_TOOLS[names[-1]],))
    licence = _in_order(names[0]) or nearest(names[0], rights.LICENCES) or ""
    version, *place = [*names[1:], _NEWEST][: max(1, len(names) - 1)]
    choices = [(licence, version), (licence, "3.0", *place)] if place else [(licence, version)]
    likely = _existing(*choices) or _existing((licence, _NEWEST)) if licence else ()
    return _Path(trouble=_none("/".join(names)), likely=likely)


def _none(name: str) -> str:
    return f"Creative Commons has no licence {shown(name)}"

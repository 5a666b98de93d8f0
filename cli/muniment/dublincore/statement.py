"""What the crosswalk gives: statements of DCMI Metadata Terms."""

from __future__ import annotations

import re
from typing import NamedTuple

URI = "URI"
DCMI_TYPE = "DCMIType"
LANGUAGE = "RFC5646"
EDTF = "EDTF"
MEDIA_TYPE = "IMT"

# RFC 3986, without what it forbids anywhere in a URI; letters beyond ASCII as RFC 3987 has them.
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`%\s]|%[0-9A-Fa-f]{2})+"
)


def is_uri(text: str) -> bool:
    """Tell whether a text is an absolute URI or IRI by its form: a scheme, and no blanks."""
    return _URI.fullmatch(text) is not None


class Statement(NamedTuple):
    """One statement: a DCMI term, its value, and the keys of the record that it came from.

    `lang` is a BCP 47 tag or ""; `scheme` the encoding scheme of the value (URI, DCMIType,
    RFC5646, EDTF, IMT) or "" for plain text.
    """

    term: str
    value: str
    of: tuple[str, ...]
    lang: str = ""
    scheme: str = ""

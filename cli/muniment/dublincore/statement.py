"""What the crosswalk gives: statements of DCMI Metadata Terms."""

from __future__ import annotations

from typing import NamedTuple

URI = "URI"
DCMI_TYPE = "DCMIType"
LANGUAGE = "RFC5646"
EDTF = "EDTF"
MEDIA_TYPE = "IMT"


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

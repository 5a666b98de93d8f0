"""`muniment schema`: the JSON Schemas, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    profile: Annotated[
        str | None, typer.Argument(help="Print the schema of this profile.", metavar="[PROFILE]")
    ] = None,
) -> None:
    """Print the JSON Schema of a record, made from the model, or that of a profile."""
    import json

    from muniment import profiles
    from muniment.record_schema import record_schema

    content = profiles.profile(profile).schema if profile else record_schema()
    print(json.dumps(content, indent=2, ensure_ascii=False))

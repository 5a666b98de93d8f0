"""`muniment schema`: the JSON Schemas, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    profile: Annotated[
        str | None,
        typer.Argument(
            help="Print the schema of this profile; config is that of the settings.",
            metavar="[PROFILE]",
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a record, made from the model, or of a profile, or of settings."""
    import json

    from muniment import config, profiles
    from muniment.record_schema import record_schema

    if profile == "config":
        content = config.SCHEMA
    else:
        content = profiles.ours(profile).schema if profile else record_schema()
    print(json.dumps(content, indent=2, ensure_ascii=False))

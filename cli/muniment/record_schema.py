"""The JSON Schema of a record, made from the model: what an editor completes and explains."""

from __future__ import annotations

from typing import Any

from muniment.record import Record


def record_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of what a record may say, with words for every key."""
    schema = Record.model_json_schema(by_alias=True)
    plain: dict[str, Any] = _toml(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **plain,
        "title": "muniment record",
    }


def _toml(node: Any) -> Any:
    """Take out of a schema what TOML has not: null, and defaults that say nothing."""
    if isinstance(node, list):
        return [_toml(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _toml(value)
        for key, value in node.items()
        if not (key == "default" and value in (None, [], ()))
    }
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if "anyOf" in kept and len(choices) == 1:
        del kept["anyOf"]
        return {**choices[0], **kept}
    if choices:
        kept["anyOf"] = choices
    return kept

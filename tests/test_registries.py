"""The registries are the interface: what is in the folders, what they name, what is listed."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from inside import muniment
from muniment import formats, profiles, readers, reports
from muniment.app import COMMANDS, function_name
from muniment.rules import RULES
from program import ROOT, Ran

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

HOUSE = ROOT / "cli" / "muniment"
KINDS: dict[str, tuple[tuple[str, ...], type]] = {
    "formats": (tuple(formats.FORMATS), formats.Format),
    "readers": (tuple(readers.READERS), readers.Reader),
    "reports": (reports.REPORTS, reports.Report),
}
MEMBERS = [(kind, name) for kind, (names, _) in KINDS.items() for name in names]


def module_name(name: str) -> str:
    return function_name(name.replace("-", "_"))


def module_of(kind: str, name: str) -> ModuleType:
    return import_module(f"muniment.{kind}.{module_name(name)}")


def modules(folder: Path) -> set[str]:
    """Give the modules and packages of a folder by name."""
    return {
        path.stem
        for path in folder.iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.stem != "__init__"
    }


def run(*arguments: str) -> Ran:
    return muniment(*arguments, cwd=ROOT)


def parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


def listed(*command: str) -> list[str]:
    """Give the names that a listing command prints, each before ` (` or `:`."""
    done = run(*command)
    assert (done.status, done.err) == (0, "")
    return [line.partition(":")[0].partition(" ")[0] for line in done.out.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_module_is_named(kind: str) -> None:
    """The registry names each module of its folder once, and nothing else."""
    names, _ = KINDS[kind]
    assert {name.replace("-", "_") for name in names} == modules(HOUSE / kind)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("kind", "name"), MEMBERS)
def test_module_offers_what_the_registry_asks(kind: str, name: str) -> None:
    """It has the functions of its Protocol, which take what the Protocol says."""
    _, protocol = KINDS[kind]
    asked = {key: value for key, value in vars(protocol).items() if inspect.isfunction(value)}
    for function in (key for key in asked if not key.startswith("_")):
        offered = getattr(module_of(kind, name), function)
        assert parameters(offered) == parameters(asked[function])


@pytest.mark.parametrize(("kind", "name"), MEMBERS)
def test_module_says_what_it_is_for(kind: str, name: str) -> None:
    """The first line of its docstring is a whole sentence, as the listing prints it."""
    first, *_ = (module_of(kind, name).__doc__ or "").splitlines()
    assert first.endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_a_function_in_a_module_of_its_name(name: str) -> None:
    """It has a docstring whose first line is a sentence: what `muniment --help` prints."""
    function = getattr(module_of("commands", name), module_name(name))
    assert (function.__doc__ or "").splitlines()[0].endswith(".")
    assert (module_of("commands", name).__doc__ or "").startswith(f"`muniment {name}`: ")


def test_every_command_is_named() -> None:
    """Each module of the commands is a command, but for what they share."""
    assert modules(HOUSE / "commands") - {"options", "output", "preflight", "progress"} == set(
        map(module_name, COMMANDS)
    )
    assert all(f"  {name} " in run("--help").out for name in COMMANDS)


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("rules", list(RULES)),
        ("profiles", profiles.names()),
        ("formats", list(formats.FORMATS)),
        ("readers", list(readers.READERS)),
    ],
)
def test_listing_is_the_registry(command: str, names: list[str]) -> None:
    """The command lists what is in the registry, in its order, each with what it is for."""
    assert listed(command) == names
    assert all(line.partition(": ")[2] for line in run(command).out.splitlines())


@pytest.mark.parametrize("name", RULES)
def test_manual_of_a_rule(name: str) -> None:
    """`muniment rules NAME` prints the whole manual."""
    done = run("rules", name)
    assert done.status == 0
    assert inspect.cleandoc(RULES[name].__doc__ or "") in done.out


@pytest.mark.parametrize("name", profiles.names())
def test_schema_of_a_profile(name: str) -> None:
    """`muniment schema PROFILE` prints the schema of each profile that is listed."""
    done = run("schema", name)
    assert done.status == 0
    assert f'"title": "{name}"' in done.out


@pytest.mark.parametrize("name", formats.FORMATS)
def test_manual_of_a_format(name: str) -> None:
    """`muniment formats NAME` prints the whole manual, the settings, and what has no place."""
    done = run("formats", name)
    assert (done.status, done.err) == (0, "")
    assert inspect.cleandoc(module_of("formats", name).__doc__ or "") in done.out
    for key, option in formats.FORMATS[name].items():
        assert f"  {key} = " in done.out
        assert option.description in done.out


@pytest.mark.parametrize("command", ["rules", "schema", "formats"])
def test_unknown_name_is_misuse(command: str) -> None:
    """A name that nothing has is answered with those there are, on standard error; status 2."""
    done = run(command, "no-such-name")
    assert (done.status, done.out) == (2, "")
    assert "no-such-name" in done.err


@pytest.mark.parametrize(
    ("command", "option", "names"),
    [("lint", "--output-format", reports.REPORTS), ("export", "--to", tuple(formats.FORMATS))],
)
def test_choices_are_the_registry(command: str, option: str, names: tuple[str, ...]) -> None:
    """The help names every choice of the registry, and what is no choice is misuse."""
    assert "|".join(names) in run(command, "--help").out
    assert run(command, option, "no-such-name").status == 2

"""The cache of verdicts: what is reported is the same with it, whatever has changed, but sooner."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from inside import muniment
from linting import put, told
from muniment import cache, cache_calm, cache_file, cache_key, collisions, workers
from program import ROOT, TODAY
from program import muniment as process
from specimens import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from program import Ran

FORMS = ("text", "concise", "json", "jsonl", "sarif", "github", "junit")
FONDS = """\
id = "fonds"
level = "fonds"
title = "Papers"
[[rights]]
uri = "http://rightsstatements.org/vocab/InC/1.0/"
[rights.contact]
name = "Office"
email = "office@archive.ac.uk"
[[original_archive]]
name = "State Archive"
"""
CHILD = 'id = "{0}"\npart_of = "fonds"\nlevel = "item"\ntitle = "Letter {0}"\n'
BAD = 'id = "other"\ntitle = "A  letter"\nlanguage = ["english"]\nidentifier = ["7"]\n'
# Each is one file of which the verdict leans on something.
SAID = {
    "good": GOOD,
    "bad": BAD,
    "broken": 'id = "broken\n',
    "empty": "",
    "fonds": FONDS,
    "child": CHILD.format("child"),
    "orphan": 'id = "orphan"\npart_of = "gone-away"\n',
    "related": 'id = "related"\n[relation]\nreferences = ["child", "gone-away"]\n',
    "same": 'id = "same"\nidentifier = ["7"]\n',
    "held": 'id = "held"\n[access]\nstatus = "embargoed"\nuntil = "2026-11-25"\n',
    "unsure": 'gap = [{ field = "title", reason = "unknown", review = "2026-11-25" }]\n',
    "ignored": 'id = "other"  # muniment: ignore=id-file-name,spaces\ntitle = "A  letter"\n',
    "marked": "\ufeff" + GOOD,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with records of all kinds."""
    for name, text in SAID.items():
        put(tmp_path / f"records/{name}.toml", text)
    return tmp_path


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the files that are judged, as they are."""
    names: list[str] = []
    judge = workers.judged

    def noted(files: Sequence[str], numbers: Sequence[int], *more: object) -> object:
        names.extend(Path(files[number]).stem for number in numbers)
        return judge(files, numbers, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "judged", noted)
    return names


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes and times are believed at once: here nothing is changed twice within a tick."""
    monkeypatch.setattr(cache, "_TICK", 0)


def lint(folder: Path, *options: str | Path) -> Ran:
    return muniment("lint", *options, cwd=folder)


def same(folder: Path, *options: str | Path) -> Ran:
    """Lint with what is kept, and without; both say the same."""
    kept, anew = lint(folder, *options), lint(folder, "--no-cache", *options)
    assert kept == anew
    return kept


def shelves(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob(".muniment_cache/*/*") if file.is_file())


# What is the same


@pytest.mark.parametrize("form", FORMS)
def test_every_report_is_the_same(folder: Path, form: str, judged: list[str]) -> None:
    """To the byte, when nothing is judged again but what cannot be kept."""
    options = ("--output-format", form, "--statistics")
    lint(folder, *options)
    same(folder, *options)
    judged.clear()
    assert lint(folder, *options).status == 1
    assert judged == ["marked"]


def test_every_example_is_the_same(tmp_path: Path) -> None:
    """Each example of what may be found is found from the cache too."""
    for case in (ROOT / "tests/examples").iterdir():
        shutil.copytree(
            case, tmp_path / "records" / case.name, ignore=shutil.ignore_patterns("*_*")
        )
    first = same(tmp_path, "--output-format", "json")
    assert first == lint(tmp_path, "--output-format", "json")
    assert len(told(first)) > 200


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_for_any_number_of_workers(folder: Path, jobs: str) -> None:
    """Findings that are kept stand in their place among those that are new."""
    for number in range(120):
        put(folder / f"records/n{number:03}.toml", f'id = "x{number}"\nidentifier = ["{number}"]\n')
    lint(folder)
    for number in range(0, 120, 7):
        put(folder / f"records/n{number:03}.toml", f'id = "y{number}"\nidentifier = ["5"]\n')
    first = lint(folder, "--jobs", jobs)
    assert first == same(folder, "--jobs", jobs) == same(folder)


def _alter(folder: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(folder.glob("records/**/*.toml")))
    text = file.read_bytes()
    file.write_bytes(chance.choice((text + b'note = "x"\n', text.replace(b"e", b"o"), text[1:])))


def _alter_unseen(folder: Path, chance: random.Random) -> None:
    """The size stays, and the time is put back."""
    file = chance.choice(sorted(folder.glob("records/**/*.toml")))
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"i", b"a"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _touch(folder: Path, chance: random.Random) -> None:
    os.utime(chance.choice(sorted(folder.glob("records/**/*.toml"))))


def _rename(folder: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(folder.glob("records/**/*.toml")))
    file.rename(file.with_name(f"n{chance.randrange(100)}.toml"))


def _exchange(folder: Path, chance: random.Random) -> None:
    one, other = chance.sample(sorted(folder.glob("records/**/*.toml")), 2)
    one.rename(folder / "between")
    other.rename(one)
    (folder / "between").rename(other)


def _delete(folder: Path, chance: random.Random) -> None:
    chance.choice(sorted(folder.glob("records/**/*.toml"))).unlink()


def _restore(folder: Path, chance: random.Random) -> None:
    name = chance.choice(sorted(SAID))
    put(folder / f"records/{name}.toml", SAID[name])


def _put_below(folder: Path, chance: random.Random) -> None:
    """A level above that is nearer, or a record that is there twice."""
    name = chance.choice(("fonds", "gone-away", "child"))
    put(folder / f"records/below/{name}.toml", SAID.get(name, f'id = "{name}"\n'))
    put(folder / "records/below/part.toml", CHILD.format("part"))


def _change_parent(folder: Path, chance: random.Random) -> None:
    end = chance.choice(("2020", "2026-11-25", "2099"))
    put(
        folder / "records/fonds.toml",
        FONDS.replace("[rights.contact]", f'end = "{end}"\n[rights.contact]'),
    )


def _configure(folder: Path, chance: random.Random) -> None:
    texts = (
        'ignore = ["spaces"]\n',
        '[level]\nmissing = "warning"\n',
        'profile = "house.json"\n',
        '[[path]]\nfiles = "records/below/*"\nselect = ["missing"]\n',
        '[[path]]\nfiles = "records/c*"\nprofile = "house.json"\n',
        'rights_uris = ["http://rightsstatements.org/vocab/InC/9.0/"]\n',
    )
    put(folder / "muniment.toml", chance.choice(texts))


def _change_profile(folder: Path, chance: random.Random) -> None:
    key = chance.choice(("url", "genre", "title"))
    put(folder / "house.json", json.dumps({"required": [key]}))


STEPS: tuple[Callable[[Path, random.Random], None], ...] = (
    _alter, _alter_unseen, _touch, _rename, _exchange, _delete, _restore, _put_below,
    _change_parent, _configure, _change_profile,
)  # fmt: skip
WAYS: tuple[tuple[str, ...], ...] = (
    (), ("--as-of", "2026-11-26"), ("--as-of", "2019-01-01"), ("--select", "missing"),
    ("records/child.toml",), ("records/below",), ("--profile", "dcmi"), ("--jobs", "2"),
    ("--baseline", "known.json"), ("--records", "records/below"), ("--output-format", "sarif"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.usefixtures("trusting")
def test_whatever_is_changed(folder: Path, seed: int) -> None:
    """Whatever happens to records, settings and profiles, a report is as if all were judged."""
    chance = random.Random(seed)
    put(folder / "house.json", '{"required": ["url"]}')
    lint(folder, "--write-baseline", "known.json")
    for _ in range(12):
        for step in chance.sample(STEPS, chance.randint(1, 3)):
            step(folder, chance)
        same(folder, "--output-format", "json", *chance.choice(WAYS))
        same(folder, "--output-format", "json")


# What a verdict leans on


@pytest.mark.usefixtures("trusting")
def test_only_what_changed_is_judged(folder: Path, judged: list[str]) -> None:
    """A change of a level above is one of what is below it."""
    lint(folder)
    put(folder / "records/good.toml", GOOD + "# changed\n")
    put(folder / "records/fonds.toml", FONDS + "# changed\n")
    os.utime(folder / "records/bad.toml")
    judged.clear()
    lint(folder)
    assert judged == ["child", "fonds", "good", "marked"]


@pytest.mark.usefixtures("trusting")
def test_a_file_that_comes_is_seen_by_those_that_sought_it(folder: Path, judged: list[str]) -> None:
    """A missing level above, or a related record, may be written later."""
    lint(folder)
    put(folder / "records/gone-away.toml", 'id = "gone-away"\n')
    judged.clear()
    lint(folder)
    assert judged == ["gone-away", "marked", "orphan", "related"]
    same(folder)


def test_some_verdicts_hold_for_a_day(folder: Path, judged: list[str]) -> None:
    """The others do not ask which day it is."""
    lint(folder)
    judged.clear()
    lint(folder, "--as-of", "2027-01-01")
    assert judged == ["held", "marked", "unsure"]
    same(folder, "--as-of", "2027-01-01")


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_what_git_knows(tmp_path: Path) -> None:
    """A record is the same, and its last commit another."""
    dated = f'{GOOD}\n[record]\nmodified = "2026-11-01"\n'

    def git(*words: str) -> None:
        somebody = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *somebody, *words], cwd=tmp_path, check=True, capture_output=True)

    file = put(tmp_path / "records/good.toml", dated)
    git("init", "--quiet")
    for text in (dated, dated.replace("Telegram", "Letter")):
        file.write_text(text, "utf-8")
        git("add", "--all")
        git("commit", "--quiet", "-m", "A commit.")
        assert same(tmp_path).status == 0
    git("reset", "--quiet", "--soft", "HEAD~1")
    assert "record-modified" in same(tmp_path).out
    assert not subprocess.run(
        ["git", "status", "--porcelain", ".muniment_cache"],
        cwd=tmp_path, check=True, capture_output=True,
    ).stdout  # fmt: skip


# Size and times


@pytest.mark.usefixtures("trusting")
def test_what_looks_the_same_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While size and times are what they were; or else its content tells."""
    lint(folder)
    read: list[str] = []

    def noted(path: str) -> bytes:
        read.append(Path(path).stem)
        return b""

    monkeypatch.setattr(cache, "_digest", noted)
    lint(folder)
    # Levels above are: by their names first, whoever names them.
    assert set(read) == {"fonds", "gone-away"}
    os.utime(folder / "records/bad.toml", (1, 1))
    lint(folder)
    assert "bad" in read


def test_what_has_just_changed_is_read(folder: Path) -> None:
    """It may have changed again before the clock ticked."""
    lint(folder)
    assert {mark for file in shelves(folder) for mark in cache_file.read(str(file)).marks} == {0}  # type: ignore[union-attr]


@pytest.mark.usefixtures("trusting")
def test_a_new_time_is_noted(folder: Path) -> None:
    """A fresh clone has new times and the same contents: they are read once."""
    lint(folder)
    before = [file.read_bytes() for file in shelves(folder)]
    os.utime(folder / "records/bad.toml", (1, 1))
    lint(folder)
    after = [file.read_bytes() for file in shelves(folder)]
    assert before != after
    lint(folder)
    assert after == [file.read_bytes() for file in shelves(folder)]


# What is loaded


@pytest.mark.parametrize("paths", [["records/good.toml"], []])
def test_a_hit_loads_nothing_that_judges(folder: Path, paths: list[str]) -> None:
    """Neither Pydantic nor a JSON Schema nor what judges is imported, whatever was found."""
    # One that cannot be kept, and two that say the same as another.
    for name in ("marked", "same", "ignored"):
        (folder / f"records/{name}.toml").unlink()
    put(folder / "muniment.toml", "strict = false\n")
    script = (
        "import sys\nfrom muniment.__main__ import run\n"
        f"sys.argv[1:] = {['lint', *paths]!r}\nstatus = run()\n"
        "print(*sorted(sys.modules), file=sys.stderr)\nsys.exit(status)"
    )
    command = [sys.executable, "-c", script]
    for _ in range(2):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout == lint(folder, *paths).out
    loaded = set(done.stderr.split())
    assert "muniment.cache" in loaded
    unwanted = {
        "pydantic", "pydantic_core", "jsonschema_rs", "jsonschema", "multiprocessing", "lxml",
        "muniment.record", "muniment.lint", "muniment.workers", "muniment.catalogue",
    }  # fmt: skip
    assert loaded & unwanted == set()


# Where it is, and where it is not


def test_where_it_is_kept(folder: Path) -> None:
    """Beside the configuration, or else the records folder; git passes over it."""
    lint(folder)
    assert (folder / ".muniment_cache/.gitignore").read_text("utf-8") == "*\n"
    inner = folder / "inner"
    put(inner / "muniment.toml", 'records = "../records"\n')
    lint(inner)
    assert (inner / ".muniment_cache").is_dir()


def test_where_none_is_kept(folder: Path, tmp_path: Path) -> None:
    """Not without --no-cache being asked, nor where no records are at home, nor for what mends."""
    for options in (("--no-cache",), ("--fix",), ("--diff",)):
        lint(folder, *options)
    elsewhere = put(tmp_path / "elsewhere/letter.toml", GOOD)
    lint(elsewhere.parent, "letter.toml")
    assert not list(tmp_path.rglob(".muniment_cache"))


def test_to_mend_looks_anew(folder: Path) -> None:
    """What is kept is not what is changed."""
    lint(folder)
    for file in shelves(folder):
        file.write_bytes(file.read_bytes().replace(b"A  letter", b"B  letter"))
    assert "A letter" in lint(folder, "--diff").out


def test_only_some_kinds_of_runs_are_remembered(folder: Path) -> None:
    """The newest."""
    for rule in ("spaces", "missing", "shape", "syntax", "part-of", "size"):
        same(folder, "--select", rule)
    assert len([kind for kind in (folder / ".muniment_cache").iterdir() if kind.is_dir()]) == 4


def test_verdicts_on_files_that_are_gone_go(folder: Path) -> None:
    """When their shelf is written again."""
    lint(folder)
    names = {path for file in shelves(folder) for path in cache_file.read(str(file)).paths}  # type: ignore[union-attr]
    assert names == {f"records/{name}.toml" for name in SAID if name != "marked"}
    for name in SAID.keys() - {"bad"}:
        (folder / f"records/{name}.toml").unlink()
    for number in range(300):
        put(folder / f"records/n{number}.toml", GOOD)
    lint(folder)
    names = {path for file in shelves(folder) for path in cache_file.read(str(file)).paths}  # type: ignore[union-attr]
    assert len(names) == 301


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_a_link_leads_nowhere(folder: Path) -> None:
    """A repository could have written through it."""
    (folder / "home").mkdir()
    (folder / ".muniment_cache").symlink_to("home")
    same(folder)
    assert list((folder / "home").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_nothing_is_written_through_a_link(folder: Path) -> None:
    """Not even two letters."""
    mine = put(folder / "mine", "mine")
    (folder / ".muniment_cache").mkdir()
    (folder / ".muniment_cache/.gitignore").symlink_to("../mine")
    same(folder)
    assert mine.read_text("utf-8") == "mine"


def test_nowhere_to_write(folder: Path) -> None:
    """Then all is judged, and nothing is said of it."""
    (folder / ".muniment_cache").write_text("a file", "utf-8")
    assert "cache" not in same(folder).err
    same(folder)


def test_another_version_judges_anew(
    folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version, or a rule that somebody changed in a checkout."""
    lint(folder)
    monkeypatch.setattr(cache_key, "__version__", "9.9")
    judged.clear()
    lint(folder)
    assert len(judged) == len(SAID)


def test_a_profile_that_is_changed_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not known by which of the two was judged, so nothing is kept."""
    house = put(folder / "house.json", '{"required": ["url"]}')
    judge = workers.judged

    def changed(*asked: object) -> object:
        house.write_text("{}", "utf-8")
        return judge(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "judged", changed)
    lint(folder, "--profile", "./house.json")
    assert shelves(folder) == []


# Damage


@pytest.mark.parametrize("seed", range(20))
def test_damage_is_no_verdict(folder: Path, seed: int) -> None:
    """Whatever becomes of the files of the cache, the report is right, and they are mended."""
    chance = random.Random(seed)
    right = lint(folder)
    for file in shelves(folder):
        raw = bytearray(file.read_bytes())
        at = chance.randrange(len(raw))
        raw[at] ^= 1 << chance.randrange(8)
        damaged = (bytes(raw), bytes(raw[:at]), b"", b"\0" * len(raw), os.urandom(at))
        file.write_bytes(chance.choice(damaged))
    assert lint(folder) == right
    assert all(cache_file.read(str(file)) for file in shelves(folder))
    assert lint(folder) == right


FINDING = ["bad.toml", 1, 1, 1, 1, "", "spaces", "error", "A", "", [], "", 0, "", ""]


def _findings(at: int, value: object) -> str:
    return json.dumps([[[*FINDING[:at], value, *FINDING[at + 1 :]]], []])


@pytest.mark.parametrize(
    "told_of_it",
    [
        "x", "[]", "[[],[]]x", "[[1],[]]", "[[{}],[]]", "{}", "[" * 100_000, '[[["a"]],[]]',
        _findings(7, "fatal"), _findings(6, "no-rule"), _findings(1, "1"), _findings(10, [[1]]),
        _findings(10, [["a", 1, "", [1, 1, 1, 1]]]), _findings(14, "baseline"), _findings(0, []),
    ],
)  # fmt: skip
def test_what_somebody_wrote_is_judged_anew(folder: Path, told_of_it: str) -> None:
    """What is no finding is not reported, even behind a right checksum."""
    right = lint(folder, "--output-format", "sarif")
    lint(folder)
    for file in shelves(folder):
        shelf = cache_file.read(str(file))
        assert shelf
        for column in (shelf.told, shelf.leanings):
            changed = column.copy()
            column[:] = [told_of_it if each else "" for each in changed]
        file.write_bytes(cache_file.written(shelf)[0])
    assert lint(folder, "--output-format", "sarif") == right


@pytest.mark.parametrize("seed", range(5))
def test_what_fits_nothing_is_none(folder: Path, seed: int) -> None:
    """Columns of other lengths, numbers of no file, behind a right checksum."""
    chance = random.Random(seed)
    lint(folder)
    for file in shelves(folder):
        raw = file.read_bytes()
        body = bytearray(raw[24:])
        for _ in range(3):
            body[chance.randrange(len(body))] = chance.randrange(256)
        file.write_bytes(raw[:20] + crc32(body).to_bytes(4, "little") + body)
        cache_file.read(str(file))
    ran = lint(folder)
    assert "Traceback" not in ran.err
    assert ran.status in (0, 1)


def test_several_at_once(folder: Path) -> None:
    """Processes that write the same files leave one or the other, whole."""
    expected = process("lint", "--no-cache", cwd=folder)
    command = [sys.executable, "-m", "muniment", "lint"]
    running = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    for each in running:
        out, err = each.communicate(timeout=60)
        assert (each.returncode, out.decode(), err.decode()) == expected
    assert all(cache_file.read(str(file)) for file in shelves(folder))
    assert not [file for file in shelves(folder) if file.name.startswith(".")]
    assert process("lint", cwd=folder) == expected


def test_a_file_that_goes_or_is_none(folder: Path) -> None:
    """What is kept of it is not told any more."""
    lint(folder)
    (folder / "records/bad.toml").unlink()
    (folder / "records/good.toml").unlink()
    (folder / "records/good.toml").mkdir()
    same(folder)
    ran = same(folder, "records/bad.toml")
    assert ran.status == 2


def test_the_day_is_known(folder: Path) -> None:
    """Tests run on one day."""
    assert lint(folder) == lint(folder, "--as-of", TODAY)


# What records say of each other


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give of how many files facts are compared, as they are; it is looked up from few on."""
    monkeypatch.setattr(cache_calm, "FEWEST", 10)
    counts: list[int] = []
    compare = collisions.Facts.collisions

    def noted(facts: collisions.Facts, count: int) -> dict[str, list[int]]:
        counts.append(count)
        return compare(facts, count)

    monkeypatch.setattr(collisions.Facts, "collisions", noted)
    return counts


def letters(folder: Path, *numbers: int) -> None:
    for number in numbers:
        text = f'id = "letter-{number}"\nidentifier = ["{number}"]\n'
        put(folder / f"records/letter-{number}.toml", text)


@pytest.mark.usefixtures("trusting")
def test_facts_that_did_not_collide_are_not_compared_again(
    tmp_path: Path, compared: list[int]
) -> None:
    """As long as the files are the same, all of them, and unchanged."""
    letters(tmp_path, *range(200))
    lint(tmp_path)
    assert compared == [200]
    same(tmp_path)
    # That without what is kept compares them.
    assert compared == [200, 200]
    compared.clear()
    for _ in range(2):
        lint(tmp_path, *sorted((tmp_path / "records").iterdir())[:150])
    assert compared == [150]
    compared.clear()
    put(tmp_path / "records/letter-7.toml", 'id = "letter-7"\nidentifier = ["8"]\n')
    for _ in range(2):
        assert "duplicate-identifier" in same(tmp_path).out
    # Where some collide, they are compared each time.
    assert compared == [200] * 4
    letters(tmp_path, 7)
    assert "duplicate-identifier" not in same(tmp_path).out
    compared.clear()
    lint(tmp_path)
    assert compared == []


@pytest.mark.usefixtures("trusting", "compared")
def test_others_in_place_of_some_are_compared(tmp_path: Path) -> None:
    """As many files as before need not be those of before."""
    letters(tmp_path, *range(100))
    lint(tmp_path)
    put(tmp_path / "records/other.toml", 'id = "other"\nidentifier = ["0"]\n')
    one = tmp_path / "records/letter-1.toml"
    lint(tmp_path, tmp_path / "records/other.toml", "--records", tmp_path / "records")
    kept = one.read_bytes()
    one.unlink()
    assert "duplicate-identifier" in same(tmp_path).out
    one.write_bytes(kept)
    (tmp_path / "records/other.toml").unlink()
    assert "duplicate-identifier" not in same(tmp_path).out


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("content", [b"", b"0 0\n", b"\xff" * 100])
def test_what_was_written_where_none_collided(
    tmp_path: Path, compared: list[int], content: bytes
) -> None:
    """What is not what a run wrote there says nothing."""
    letters(tmp_path, *range(20))
    lint(tmp_path)
    (file,) = tmp_path.glob(".muniment_cache/*/calm")
    file.write_bytes(content)
    compared.clear()
    lint(tmp_path)
    lint(tmp_path)
    assert compared == [20]

"""Paths of many files: a sequence as good as a list of them."""

from __future__ import annotations

import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.listing import Paths, folders_of

# A name that is no UTF-8 is read with half characters in it.
NAMES = st.text(st.characters(exclude_characters=f"\0{os.sep}"), min_size=1, max_size=5)
PATHS = st.lists(st.lists(NAMES, min_size=1, max_size=3).map(os.sep.join), max_size=12)


@given(PATHS)
def test_paths_are_as_they_were(paths: list[str]) -> None:
    """One by one, from the end, a few of them, all; and in another process."""
    kept = Paths(paths)
    assert list(kept) == paths
    assert len(kept) == len(paths)
    assert [kept[-at] for at in range(1, len(paths) + 1)] == paths[::-1]
    assert kept[1:-1] == paths[1:-1]
    assert kept[::-2] == paths[::-2]
    assert folders_of(kept) == folders_of(paths)
    assert list(pickle.loads(pickle.dumps(kept))) == paths
    with pytest.raises(IndexError):
        kept[len(paths)]


def test_a_path_from_the_root() -> None:
    """The folder of a path is the root, or is not said."""
    paths = [os.sep + "a.toml", "b.toml", os.path.join(os.sep, "c", "d.toml")]  # noqa: PTH118
    assert list(Paths(paths)) == paths

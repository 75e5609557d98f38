"""A diff applies to the byte, whatever the bytes, the line endings and the name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detector.diff import unified
from tests.git import apply, needs_git

DOCUMENTS = st.lists(st.sampled_from("ab\r"), max_size=12).map("\n".join).map(str.encode)


@needs_git
@settings(max_examples=40)
@given(DOCUMENTS, DOCUMENTS.filter(bool))
@example(b"a\na\n", b"a\n")
def test_any_two_documents_have_a_diff(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
) -> None:
    folder = tmp_path_factory.mktemp("git")
    (folder / "a.txt").write_bytes(before)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        diff = b"".join(unified("a.txt", before, after))
    if diff:
        apply(folder, diff)
    assert (folder / "a.txt").read_bytes() == after


@pytest.mark.parametrize(("apart", "hunks"), [(6, 1), (7, 2)])
def test_changes_that_are_far_apart_have_hunks_of_their_own(apart: int, hunks: int) -> None:
    before = b"a\n" + b"same\n" * apart + b"a\n"
    rows = list(unified("a.txt", before, before.replace(b"a\n", b"b\n")))
    assert sum(row.startswith(b"@@") for row in rows) == hunks
    assert sum(row in (b"-a\n", b"+b\n") for row in rows) == 4


def header(path: str) -> bytes:
    return next(unified(path, b"a", b"b"))


@pytest.mark.skipif(sys.platform == "win32", reason="names are of another kind there")
def test_names_are_quoted_as_git_quotes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert header("./x/../a.txt") == b"--- a/a.txt\n"
    assert header("a b.txt") == b"--- a/a b.txt\t\n"
    assert header('\u00e9"\\\n\x1b.txt') == b'--- "a/\\303\\251\\042\\134\\012\\033.txt"\n'
    assert header("../a.txt") == b"--- a%b\n" % os.fsencode(tmp_path / "a.txt")

"""Decisions as a file that people and the command write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.dossier import decisions
from detector.dossier.decisions import Decision, DecisionsError, Verdict

ONE, OTHER = "0123456789abcdef", "fedcba9876543210"
NAMES = st.text("0123456789abcdef", min_size=16, max_size=16)
ANY = st.dictionaries(NAMES, st.builds(Decision, st.sampled_from(Verdict), st.text()))


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert decisions.read(tmp_path) == {}


def test_an_editor_s_file_is_read(tmp_path: Path) -> None:
    text = (
        f"\ufefffinding\tdecision\tremark\r\n{ONE}\tunsure\r\n\r\n"
        f"{OTHER} \trejected\tun mot\tdu métier\r\n{ONE}\tconfirmed\t \r\n"
    )
    (tmp_path / decisions.NAME).write_bytes(text.encode())
    assert decisions.read(tmp_path) == {
        ONE: Decision(Verdict.CONFIRMED),
        OTHER: Decision(Verdict.REJECTED, "un mot\tdu métier"),
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"abc\tconfirmed", "line 2: “abc” names no finding"),
        (b"<script>\tconfirmed", "line 2: “<script>” names no finding"),
        (f"{ONE}\tConfirmed".encode(), "line 2: “Confirmed” is no decision: one of confirmed"),
        (ONE.encode(), "line 2: “” is no decision"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_line_that_says_nothing_is_named(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / decisions.NAME).write_bytes(b"finding\tdecision\tremark\n" + line + b"\n")
    with pytest.raises(DecisionsError, match=reason):
        decisions.read(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY)
def test_what_is_written_is_read_again(tmp_path: Path, found: dict[str, Decision]) -> None:
    decisions.write(tmp_path, found)
    again = decisions.read(tmp_path)
    assert {name: each.verdict for name, each in again.items()} == {
        name: each.verdict for name, each in found.items()
    }
    first = (tmp_path / decisions.NAME).read_bytes()
    decisions.write(tmp_path, again)
    assert (tmp_path / decisions.NAME).read_bytes() == first

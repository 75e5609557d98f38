"""Known findings stay known where their text moves, and nothing else becomes known."""

from __future__ import annotations

import json
import stat
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import baseline
from detector.baseline import Baseline, BaselineError, fingerprint
from detector.formats import Checked
from tests.reports import checked

LINES = st.lists(
    st.sampled_from(
        ["l'eau [[scarce]] en août", "le [[peak]] du massif", "une gourde", "", "[[scarce]]"]
    ),
    max_size=8,
)


def known(*documents: Checked, folder: Path = Path()) -> Baseline:
    """The baseline that a run over these documents leaves."""
    first = Baseline(folder / "baseline.json")
    for document in documents:
        first.screen(document)
    return Baseline(folder / "baseline.json", first.renewed())


def left(base: Baseline, document: Checked) -> list[str]:
    return [finding.text for finding in base.screen(document).report.findings]


@given(LINES, LINES)
def test_what_is_known_is_left_out_and_the_rest_is_not(lines: list[str], more: list[str]) -> None:
    old, new = checked("\n".join(lines)), checked("\n".join(lines + more))
    base = known(old)
    assert left(base, old) == []
    assert base.stale() == 0
    found = Counter(fingerprint(new.text, each) for each in new.report.findings)
    before = Counter(fingerprint(old.text, each) for each in old.report.findings)
    base = known(old)
    kept = base.screen(new).report.findings
    assert Counter(fingerprint(new.text, each) for each in kept) == found - before
    assert base.stale() == (before - found).total()


def test_lines_may_move_and_wrap_anew() -> None:
    base = known(checked("Titre\n\nprévoyez une gourde, l'eau [[scarce]] en août, pleine"))
    moved = checked("Un autre\n\nprévoyez une gourde,\nl'eau [[scarce]]\nen août, pleine\n\nfin")
    assert left(base, moved) == []


def test_a_second_occurrence_is_new() -> None:
    line = "prévoyez une gourde, l'eau [[scarce]] en août, elle sera pleine"
    base = known(checked(line))
    assert left(base, checked(f"{line}\n{line}")) == ["scarce"]


def test_other_words_around_or_another_rule_make_it_new() -> None:
    base = known(checked("l'eau [[scarce]] en août"))
    assert left(base, checked("l'eau [[scarce]] en juin")) == ["scarce"]
    assert left(base, checked("l'eau [[scarce]] en août", rule="expansion")) == ["scarce"]
    assert left(base, checked("l'eau [[scarce]] en août", path="b.txt")) == ["scarce"]


def test_the_file_is_sorted_and_counts_from_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ci").mkdir()
    base = Baseline(Path("ci/known.json"))
    for path in ("é/b.md", "a.md"):
        base.screen(checked("[[peak]] et l'eau [[scarce]], [[peak]] et l'eau", path))
    assert base.write() == 6
    read = json.loads((tmp_path / "ci" / "known.json").read_bytes())
    assert list(read["documents"]) == ["../a.md", "../é/b.md"]
    assert all(keys == sorted(keys) and len(keys) == 3 for keys in read["documents"].values())
    monkeypatch.chdir(tmp_path / "ci")
    again = baseline.load(Path("known.json"))
    assert left(again, checked("[[peak]] et l'eau [[scarce]], [[peak]] et l'eau", "../a.md")) == []
    before = Path("known.json").read_bytes()
    again.write()
    assert json.loads(before)["documents"]["../a.md"]


def test_renewing_keeps_documents_that_were_not_seen_and_drops_those_gone(tmp_path: Path) -> None:
    for name in ("seen.md", "unseen.md"):
        (tmp_path / name).touch()
    paths = [str(tmp_path / name) for name in ("seen.md", "unseen.md", "gone.md")]
    base = known(*(checked("[[peak]]", path) for path in paths), folder=tmp_path)
    base.screen(checked("rien", paths[0]))
    assert base.stale() == 2
    assert list(base.renewed()) == ["unseen.md"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no baseline"),
        ("[", "is no baseline"),
        ("[" * 100_000, "is no baseline"),
        ("3", "not of version 1"),
        ('{"version": 2}', "not of version 1"),
        ('{"version": 1}', "it has no documents"),
        ('{"version": 1, "documents": {"a": "b"}}', "findings of a are no list of texts"),
        ('{"version": 1, "documents": {"a": [1]}}', "findings of a are no list of texts"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(BaselineError, match=reason):
        baseline.load(tmp_path / "b.json")


def test_a_missing_one_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="--write-baseline makes it"):
        baseline.load(tmp_path / "b.json")
    with pytest.raises(BaselineError, match="Not a regular file"):
        baseline.load(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of another kind there")
def test_renewing_keeps_permissions(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    Baseline(file).write()
    file.chmod(0o640)
    baseline.load(file).write()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["known.json"]


def test_a_large_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline, "MAX_BYTES", 10)
    Baseline(tmp_path / "known.json").write()
    with pytest.raises(BaselineError, match="larger than 10 bytes"):
        baseline.load(tmp_path / "known.json")

"""The cache gives back what was put in, and never stands in the way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Config, Detector, cache
from detector.cache import Cache, packed, unpacked
from detector.prose import Mark, Marked, Piece, Prose, plain
from detector.report import Evidence, Report
from seeds.gold import FIXTURES
from tests.reports import finding, report
from tests.test_command import COMMAND, ENVIRON

SPUN = sorted((FIXTURES / "spun").glob("*.txt"))[:4]
KEY, WORD, NOTHING = b"k" * 32, plain("le mot"), plain("")


def kept(file: Path, key: bytes = KEY, prose: Prose = NOTHING) -> Report | None:
    """What another run finds."""
    store = Cache(file)
    found = store.get(key, prose)
    store.close()
    return found


@pytest.fixture
def store(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "made" / "reports.sqlite3")


@pytest.mark.parametrize("path", SPUN, ids=lambda path: path.stem)
def test_a_report_comes_back_as_it_was(path: Path) -> None:
    made = Detector().check(path.read_text("utf-8"))
    data = packed(made)
    assert data
    assert unpacked(data, made.prose) == made


@given(st.text(), st.floats(allow_nan=False), st.lists(st.text() | st.integers() | st.floats(0, 1)))
def test_any_values_come_back(text: str, value: float, parts: list[object]) -> None:
    evidence = Evidence("e", value, -value, text, "{}", tuple(parts))
    each = finding("mot", 0, 3, message=text, evidence=(evidence,), originals=())
    made = report(each, text="mot", notes=(text,), quality=value, score=None, language=None)
    data = packed(made)
    assert data
    assert unpacked(data, made.prose) == made


def test_what_json_cannot_hold_is_not_kept(store: Cache) -> None:
    evidence = Evidence("e", 1.0, 1.0, "s", "{}", (object(),))
    store.put(KEY, report(finding("mot", 0, 3, evidence=(evidence,))))
    store.put(KEY, report(error="broken"))
    store.close()
    assert kept(store._file) is None


@given(st.binary() | st.none() | st.text())
def test_what_is_no_report_is_none(data: object) -> None:
    assert unpacked(data, plain("")) is None


def test_reports_outlive_their_run(store: Cache) -> None:
    made = report(finding("mot", 0, 3), text="mot")
    assert store.get(KEY, made.prose) is None
    store.put(KEY, made)
    store.close()
    assert kept(store._file, prose=made.prose) == made


def test_the_key_is_of_all_that_a_report_follows_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(prose: Prose = WORD, **settings: object) -> bytes:
        return Cache.key(Detector(config=Config(**settings)), prose)  # type: ignore[arg-type]

    part = Prose("le mot", "mot", (Piece(0, 3, 3, 6),))
    keys = [
        changed(),
        changed(plain("le mot ")),
        changed(part),
        changed(part._replace(pieces=(Piece(0, 3, 2, 5),))),
        changed(WORD._replace(marks=(Marked(Mark.QUOTED, 0, 2),))),
        changed(min_confidence=0.5),
        changed(accept=("mot",)),
        Cache.key(Detector("auto"), WORD),
    ]
    monkeypatch.setattr(cache, "program", lambda: "another")
    keys.append(changed())
    assert len(set(keys)) == len(keys)
    assert changed() == changed()


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "reports.sqlite3"
    file.write_bytes(data)
    store = Cache(file)
    store.put(KEY, report(text=""))
    store.close()
    assert isinstance(kept(file), Report)


def test_a_file_that_breaks_while_it_is_open_is_let_go(tmp_path: Path) -> None:
    file = tmp_path / "reports.sqlite3"
    first = Cache(file)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DROP TABLE reports")
    assert first.get(KEY, plain("mot")) is None
    first.put(KEY, report(text="mot"))
    first.close()
    assert not file.exists()
    second = Cache(file)
    second.put(KEY, report(text="mot"))
    second.close()
    assert kept(file, KEY, plain("mot"))


def test_a_file_that_another_run_has_locked_is_left_alone(store: Cache) -> None:
    store.put(KEY, report(text=""))
    store.close()
    with closing(sqlite3.connect(store._file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert kept(store._file) is None
        other.execute("ROLLBACK")
    assert kept(store._file)


def test_another_table_or_a_wrong_row_is_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "reports.sqlite3"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE reports (other)")
    assert kept(file) is None
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("INSERT INTO reports VALUES (?, 0, ?)", (KEY, b"x"))
    assert kept(file) is None


def test_without_a_place_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "file"))
    store = cache.opened()
    assert store
    store.put(KEY, report(text=""))
    assert store.get(KEY, plain("")) is None
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_it_stays_small_and_forgets_what_was_not_asked_for_longest(
    store: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 100_000)
    keys = [bytes([n]) * 32 for n in range(60)]
    chance = Random(5)
    for day, each in enumerate(keys):
        store._day = day
        store.put(each, report(notes=(chance.randbytes(4000).hex(),), text=""))
        store._flush()
    store._day = 99
    assert store.get(keys[0], NOTHING)
    store.close()
    assert kept(store._file, keys[0])
    assert kept(store._file, keys[-1])
    left = [each for each in keys if kept(store._file, each)]
    assert 5 < len(left) < 25
    assert left == [keys[0], *keys[1 - len(left) :]]


def test_several_runs_share_it(store: Cache) -> None:
    made = report(finding("mot", 0, 3), text="mot")
    store.close()

    def run(first: int) -> None:
        mine = Cache(store._file)
        for n in range(first, first + 200):
            mine.put(n.to_bytes(32), made)
            mine.get((n // 2).to_bytes(32), made.prose)
        mine.close()

    threads = [threading.Thread(target=run, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [kept(store._file, n.to_bytes(32), made.prose) for n in range(400)]
    assert set(map(type, found)) <= {Report, type(None)}
    assert found.count(made) > 100


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_output_is_the_same_with_and_without(tmp_path: Path, jobs: str) -> None:
    environ = ENVIRON | {cache.FOLDER: str(tmp_path)}
    paths = [*map(str, SPUN), "missing.txt"]

    def run(*options: str) -> bytes:
        command = [*COMMAND, "check", "--format", "jsonl", *options, *paths]
        return subprocess.run(command, env=environ, capture_output=True, check=False).stdout

    without = run("--no-cache")
    assert not any(tmp_path.iterdir())
    assert run("--jobs", jobs) == without
    assert [path.name for path in tmp_path.iterdir()] == ["reports.sqlite3"]
    assert run("--jobs", jobs) == without
    assert without.count(b"\n") == len(paths)


@pytest.mark.skipif(sys.platform != "linux", reason="folders have other names there")
def test_it_is_where_caches_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(cache.FOLDER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = cache.opened()
    assert store
    store.close()
    assert (tmp_path / "spin-detector" / "reports.sqlite3").is_file()

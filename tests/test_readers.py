"""Bytes of any kind become text, and a note says what was assumed."""

from __future__ import annotations

import codecs
import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import readers
from detector.prose import Prose, plain
from detector.readers import Source, text

READERS = [module.name for module in pkgutil.iter_modules(readers.__path__)]
FRENCH = "Un été à la Haye,\r\nç'est « œuvre ».\n\x00\x1a"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_text(mark: bytes, encoding: str) -> None:
    source = text.decode(mark + FRENCH.encode(encoding))
    assert source.text == FRENCH
    assert source.notes == (f"read as {encoding}, because its byte order mark says so",)


def test_utf8_needs_no_note_with_or_without_mark() -> None:
    assert text.decode(FRENCH.encode()) == Source(plain(FRENCH))
    marked = text.decode(codecs.BOM_UTF8 + FRENCH.encode())
    assert marked == Source(plain(FRENCH), mark=codecs.BOM_UTF8)


def test_only_the_first_mark_is_taken_away() -> None:
    assert text.decode(codecs.BOM_UTF8 * 2 + b"mot").text == "\ufeffmot"


def test_what_is_not_utf8_is_cp1252() -> None:
    source = text.decode(FRENCH.encode("cp1252"))
    note = "read as cp1252, because it is not valid UTF-8"
    assert source == Source(plain(FRENCH), None, (note,), "cp1252")


@pytest.mark.parametrize(
    ("data", "decoded", "encoding"),
    [
        (b"\x81\xe9t\xe9", "\ufffdété", "cp1252"),
        (codecs.BOM_UTF8 + b"\xe9t", "\ufffdt", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "a\ufffd", "utf-16-le"),
    ],
)
def test_bytes_that_mean_nothing_are_replaced_and_told(
    data: bytes, decoded: str, encoding: str
) -> None:
    source = text.decode(data)
    assert source.text == decoded
    assert source.notes[1] == f"some of its bytes mean nothing in {encoding} and became U+FFFD"


@given(st.binary())
def test_no_bytes_are_refused(data: bytes) -> None:
    source = text.decode(data)
    source.text.encode()


@given(st.text())
def test_utf8_is_decoded_to_the_letter(written: str) -> None:
    source = text.decode(codecs.BOM_UTF8 + written.encode())
    assert (source.text, source.notes) == (written, ())


@given(st.binary() | st.text().map(lambda text: ("\ufeff" + text).encode("utf-16-be")))
def test_what_lost_nothing_is_written_back_byte_by_byte(data: bytes) -> None:
    source = text.decode(data)
    if not any("became U+FFFD" in note for note in source.notes):
        assert source.encode(source.text) == data


def test_a_letter_that_the_encoding_lacks_cannot_be_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        text.decode(b"\xe9t\xe9").encode("\u0416")


def test_files_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "été.unknown"
    path.write_bytes(b"a\r\nb\rc\n")
    assert readers.read(readers.load(path), path.name)[0].text == "a\r\nb\rc\n"


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        readers.load(tmp_path / "none.txt")
    with pytest.raises(OSError, match="Not a regular file"):
        readers.load(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(OSError, match="Not a regular file"):
        readers.load(tmp_path / "pipe.txt")


def test_suffixes_are_lower_case_and_known_once() -> None:
    assert {".txt", ".md", ".markdown", ".mdx", ".text"} <= set(readers.suffixes())
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in readers.suffixes())
    assert readers.read(b"mot", "A.TXT") == [Source(plain("mot"))]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a module of this test's own read files that end in ``.x``."""
    known = readers._readers()

    def pretend(**names: Any) -> None:
        module = SimpleNamespace(SUFFIXES=(".x",), **names)
        monkeypatch.setattr(readers, "_readers", lambda: {**known, ".x": module})

    return pretend


def test_bytes_are_decoded_for_readers_of_text(pretend: Callable[..., None]) -> None:
    pretend(prose=lambda text: Prose(text, "", ()))
    (source,) = readers.read(b"\xe9", "a.x")
    assert (source.text, source.prose.text, source.encoding) == ("é", "", "cp1252")


def test_an_archive_has_a_source_for_each_part(pretend: Callable[..., None]) -> None:
    parts = [Source(plain(name), part=name) for name in ("un", "deux")]
    pretend(parts=lambda data: iter(parts))
    assert readers.read(b"", "a.X") == parts
    pretend(parts=lambda data: iter(()))
    with pytest.raises(ValueError, match="nothing to read"):
        readers.read(b"", "a.x")


def test_a_missing_library_is_named_with_the_extra_that_brings_it(
    pretend: Callable[..., None],
) -> None:
    def prose(text: str) -> Prose:
        import_module("absent_library")
        return plain(text)

    pretend(prose=prose, EXTRA="rare")
    with pytest.raises(
        ValueError, match=r"needs absent_library: pip install 'spin-detector\[rare\]'"
    ):
        readers.read(b"", "a.x")
    pretend(prose=prose)
    with pytest.raises(ModuleNotFoundError):
        readers.read(b"", "a.x")


@pytest.mark.parametrize("name", READERS)
def test_each_reader_is_one_or_the_other_and_says_what_it_reads(name: str) -> None:
    reader = import_module(f"detector.readers.{name}")
    assert isinstance(reader, readers.Reader) != isinstance(reader, readers.Archive)
    assert reader.__doc__
    assert {readers.reader_of(f"a{suffix}") for suffix in reader.SUFFIXES} == {reader}


def test_no_parser_is_imported_to_learn_suffixes_or_to_read_plain_text() -> None:
    script = (
        "import sys, detector, detector.readers as r\n"
        "before = set(sys.modules)\n"
        "r.suffixes(); r.read(b'mot', 'a.txt')\n"
        "print(*(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
    )
    own = {f"detector.readers.{name}" for name in READERS}
    assert set(done.stdout.split()) == own

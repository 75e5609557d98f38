"""Whatever bytes the package may be handed, one target for each kind, for atheris to break.

``python -m tests.fuzz SECONDS [TARGET]...`` runs each for so long in a process of its own, from
the inputs under ``tests/corpus``, and leaves there what breaks one. Those are tests without
atheris, too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from detector import Detector, readers
from detector.context import NGrams
from detector.document import Document
from detector.formats import Checked
from detector.host import host
from detector.inversion import Inversion
from detector.model import load as load_model
from detector.neighbours import Neighbours
from detector.pairs import Pairs
from detector.project import Projects
from detector.readers import Source, reader_of
from detector.settings import SettingsError
from detector.storage import TableError, loading, mapped
from detector.suppress import suppress
from detector.surroundings import Surroundings
from detector.telltales import Telltales
from detector.tokens import split
from tests.written import assert_maps_back

SUFFIXES = {
    str(vars(reader_of(f"a{suffix}"))["__name__"]).rpartition(".")[2]: suffix
    for suffix in readers.suffixes()
}
"""A suffix of each reader, by the reader's name."""
CORPUS = Path(__file__).parent / "corpus"
START = """
import sys, atheris
with atheris.instrument_imports(include=["detector"]):
    from tests.fuzz import fuzz
fuzz(*sys.argv[1:])
"""
Target = Callable[[bytes], None]


def _ngrams(path: Path) -> NGrams:
    beside = host("fr").ngrams.parts[1]
    return NGrams(mapped(path), host("fr").lexicon.unigrams, beside, beside)


def _telltales(path: Path) -> Telltales:
    french = host("fr")
    return Telltales(path, Pairs(french.folder / "pairs.marisa", french.language.links), "fr")


TABLES: dict[str, Callable[[Path], object]] = {
    "inversion.bin": Inversion,
    "neighbours.bin": lambda path: Neighbours(mapped(path)),
    "ngrams.bin": _ngrams,
    "surroundings.bin": lambda path: Surroundings(mapped(path)),
    "telltales.tsv": _telltales,
    "model.json": load_model,
}
"""What reads a table, by its name. Tries are read by marisa, which trusts its files."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def reader(suffix: str) -> Target:
    """What holds of the reader of a suffix: prose that maps back, or a reason."""

    def target(data: bytes) -> None:
        found: list[Source] = []
        try:
            found = readers.read(data, f"a{suffix}")
        except ValueError as error:
            assert str(error)  # noqa: PT017
        for source in found:
            assert_maps_back(source.prose)

    return target


def tokens(data: bytes) -> None:
    """Words and gaps are the text, in order."""
    text = _text(data)
    doc = Document(text, host("fr"))
    assert "".join(split(text)) == text
    pairs = zip(doc.starts, doc.words, strict=True)
    assert all(text.startswith(word, start) for start, word in pairs)
    assert len(doc.kinds) == len(doc.words) + 1


def check(data: bytes) -> None:
    """A report without an error, whose findings stand where they say."""
    text = _text(data)
    report = Detector(signals="full").check(text)
    assert report.error is None
    assert all(text[item.start : item.end] == item.text for item in report.findings)
    suppress(Checked("a.mdx", text, report))


def configuration(data: bytes) -> None:
    """Settings, or a reason that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "spin-detector.toml")
        file.write_bytes(data)
        try:
            Projects().of(str(file.with_name("a.md")))
        except SettingsError as error:
            assert file.name in str(error)  # noqa: PT017


def table(name: str) -> Target:
    """What holds of the table of a name: it can be read, or the error names the file."""

    def target(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, name)
            file.write_bytes(data)
            try:
                with loading(file):
                    TABLES[name](file)
            except TableError as error:
                assert str(file) in str(error)  # noqa: PT017

    return target


TARGETS: dict[str, Target] = {
    **{name: reader(suffix) for name, suffix in SUFFIXES.items()},
    "tokens": tokens,
    "check": check,
    "configuration": configuration,
    **{name: table(name) for name in TABLES},
}


def seeds(name: str) -> list[Path]:
    """Inputs to start from, and those that broke a target once."""
    return sorted((CORPUS / name).iterdir()) if (CORPUS / name).is_dir() else []


def fuzz(name: str, *options: str) -> None:
    """Run one target with options of libFuzzer; the process ends with it."""
    import atheris

    with tempfile.TemporaryDirectory() as fresh:
        start = [str(CORPUS / name)] if seeds(name) else []
        atheris.Setup([sys.argv[0], *options, fresh, *start], TARGETS[name])
        atheris.Fuzz()


def run(name: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one target in a process in which the package tells atheris where it has been."""
    command = [sys.executable, "-c", START, name, *options, "-print_final_stats=1"]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=CORPUS.parents[1],
    )


def main(seconds: int, names: list[str]) -> int:
    """Run targets one after the other; the number of those that broke."""
    broken = 0
    for name in names or list(TARGETS):
        kept = CORPUS / name
        kept.mkdir(parents=True, exist_ok=True)
        options = (f"-max_total_time={seconds}", "-timeout=20", f"-artifact_prefix={kept}/")
        done = run(name, *options)
        tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        said = "broken" if done.returncode else "fine"
        print(f"{name:20} {tried[1] if tried else '?':>9} inputs  {said}", flush=True)
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:])
        broken += bool(done.returncode)
        if not any(kept.iterdir()):
            kept.rmdir()
    return broken


if __name__ == "__main__":
    sys.exit(min(1, main(int(sys.argv[1]), sys.argv[2:])))

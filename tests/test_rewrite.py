"""The command ``restore``: what it prints is what it writes, and it writes all or nothing."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detector import Config, readers, rewrite
from detector.certain import Certain
from detector.cli import main
from detector.diff import unified
from detector.document import Document
from detector.formats import Failed
from detector.host import host
from detector.mending import Mending
from detector.messages import Message
from detector.prose import Prose
from detector.report import Original, Report, Verdict
from detector.restore import certainty
from detector.rewrite import Rewrite
from seeds.gold import FIXTURES
from tests.git import apply, needs_git
from tests.reports import finding, report

ORIGINALS = {
    "purpose": "intention",
    "strength": "force",
    "extra": "",
    "glyph": "\u0416",
    "doubt": "doute",
}
SPUN = re.compile("|".join(ORIGINALS))
CODINGS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("cp1252", b""),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-32-le", codecs.BOM_UTF32_LE),
]
LINES = ["L'été, de extra air.", "la purpose", "", "l'strength", "purpose extra", "a", "\x1b[2J\t"]
ENDS = ["\n", "\r\n", "\r"]

Run = Callable[..., tuple[int, bytes, str]]


def check(prose: Prose) -> Report:
    """Find the words that the tests plant."""
    text = prose.source
    if text.startswith("interrupt"):
        raise KeyboardInterrupt
    found = [
        finding(
            text,
            *match.span(),
            confidence=0.6 if match[0] == "doubt" else 0.96,
            originals=(Original(ORIGINALS[match[0]], 1),),
        )
        for match in SPUN.finditer(text)
    ]
    foreign = {"verdict": Verdict.UNSUPPORTED} if text.startswith("foreign") else {}
    return report(*found, prose=prose, **foreign)


def mending() -> Mending:
    """What to change of these."""
    return Mending(Scripted("fr", Config()), 0.9)


class Scripted:
    """A detector that does so."""

    def __init__(self, language: str, config: Config) -> None:
        if language != "fr":
            raise ValueError(f"no host language {language!r}")
        self.config = config

    def certain(self, prose: Prose, least: float, earlier: Document | None = None) -> Certain:
        doc, found = Document(prose, host("fr")), check(prose)
        known = () if found.verdict is Verdict.UNSUPPORTED else found.findings
        assert earlier is None or earlier.text != doc.text
        return Certain(doc, tuple(each for each in known if certainty(each) >= least))


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in an empty folder."""
    monkeypatch.setattr("detector.arguments.Detector", Scripted)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            main(("restore", *arguments))
        out, err = capsysbinary.readouterr()
        return int(stopped.value.code or 0), out, err.decode()

    return run


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A document in some encoding, its lines ending in one way or in several."""
    encoding, mark = draw(st.sampled_from(CODINGS))
    ends = draw(st.lists(st.sampled_from(ENDS), min_size=1, max_size=3, unique=True))
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
    text = "".join(line + draw(st.sampled_from(ends)) for line in lines)
    text += draw(st.sampled_from(["", *LINES]))
    return mark + text.encode(encoding)


@needs_git
@settings(max_examples=40)
@given(documents())
@example(b"")
@example("\ufeffun\nextra\u200apurpose \u0a0a\nun".encode("utf-16-le"))
@example("é purpose".encode("cp1252"))
@example(b"purpose\r\nfin")
@example(codecs.BOM_UTF16_LE + "été\npurpose\nfin\n".encode("utf-16-le"))
def test_the_diff_makes_git_write_what_write_writes(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("git")
    path = folder / "à lire.txt"
    path.write_bytes(data)
    change = rewrite.propose(str(path), mending)
    assert isinstance(change, Rewrite)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        diff = b"".join(unified(*change))
    spun = bool(SPUN.search(readers.read(data, "a.txt")[0].text))
    assert bool(diff) == (change.after != change.before) == spun
    if diff:
        apply(folder, diff)
        assert path.read_bytes() == change.after
        path.write_bytes(data)
    assert rewrite.replace(change, rewrite.trees([str(path)])) == change
    assert path.read_bytes() == change.after
    again = rewrite.propose(str(path), mending)
    assert again == Rewrite(str(path), change.after, change.after)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_diff_is_printed_and_nothing_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"un\nla purpose\nfin")
    hunk = b"@@ -1,3 +1,3 @@\n un\n-la purpose\n+l'intention\n fin\n\\ No newline at end of file\n"
    assert run("a.txt") == (1, b"--- a/a.txt\n+++ b/a.txt\n" + hunk, "")
    assert (tmp_path / "a.txt").read_bytes() == b"un\nla purpose\nfin"


def test_write_changes_the_file_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("la purpose")
    assert run("a.txt", "--write") == (1, b"", "")
    assert (tmp_path / "a.txt").read_text() == "l'intention"
    assert run("a.txt", "--write") == (0, b"", "")
    assert run("a.txt") == (0, b"", "")
    assert names(tmp_path) == ["a.txt"]


def test_a_file_without_traces_is_not_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"rien \x81")
    before = path.stat()
    assert run("a.txt", "--write") == (0, b"", "")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "data",
    [b"\x81 purpose", b"\xef\xbb\xbfpurpose \xe9", "\ufeffpurpose".encode("utf-16-le") + b"a"],
)
def test_what_cannot_be_written_back_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(b"purpose")
    for option in ((), ("--write",)):
        status, _, err = run("a.txt", "b.txt", *option)
        assert status == 2
        assert err.startswith("a.txt: Left alone: it cannot be written back (")
        assert "became U+FFFD" in err
    assert (tmp_path / "a.txt").read_bytes() == data
    assert (tmp_path / "b.txt").read_bytes() == b"intention"


def test_archives_and_what_no_reader_takes_are_left_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(text: str) -> Prose:
        raise ValueError(Message("it is cut short"))

    archive = SimpleNamespace(SUFFIXES=(".zip",), parts=lambda data: iter(()))
    broken = SimpleNamespace(SUFFIXES=(".cut",), prose=refuse)
    known = {**readers._readers(), ".zip": archive, ".cut": broken}
    monkeypatch.setattr(readers, "_readers", lambda: known)
    for name in ("a.zip", "b.cut", "c.txt"):
        (tmp_path / name).write_text("purpose")
    status, _, err = run("a.zip", "b.cut", "c.txt", "--write")
    reason = "Left alone: an archive can be checked, not restored"
    assert (status, err) == (2, f"a.zip: {reason}\nb.cut: it is cut short\n")
    assert (tmp_path / "a.zip").read_text() == (tmp_path / "b.cut").read_text() == "purpose"
    assert (tmp_path / "c.txt").read_text() == "intention"


def test_a_letter_that_the_encoding_lacks_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xe9t\xe9 glyph")
    reason = "Left alone: cp1252 lacks a letter of what it would read"
    assert run("a.txt") == (2, b"", f"a.txt: {reason}\n")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"purpose")
    change = rewrite.propose(str(path), mending)
    assert isinstance(change, Rewrite)
    path.write_bytes(b"newer purpose")
    refused = Failed(str(path), "Left alone: it changed since it was read")
    assert rewrite.replace(change, [tmp_path]) == refused
    assert path.read_bytes() == b"newer purpose"
    assert names(tmp_path) == ["a.txt"]


def test_a_failed_replacement_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"purpose")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    failed = rewrite.replace(Rewrite(str(path), b"purpose", b"intention"), [tmp_path])
    assert failed == Failed(str(path), "No space left on device")
    assert (path.read_bytes(), names(tmp_path)) == (b"purpose", ["a.txt"])

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rewrite.replace(Rewrite(str(path), b"purpose", b"intention"), [tmp_path])
    assert (path.read_bytes(), names(tmp_path)) == (b"purpose", ["a.txt"])


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links are of another kind there")
def test_links_are_followed_and_permissions_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a.txt"
    real.write_bytes(b"purpose")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    assert b"--- a/real/a.txt\n" in run("link.txt")[1]
    assert run("link.txt", "--write")[0] == 1
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_bytes() == b"intention"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links are of another kind there")
@pytest.mark.parametrize("named", [("tree",), ("tree/link.txt",), ("tree/link.txt", "tree/b.txt")])
def test_no_link_leads_out_of_the_tree(run: Run, tmp_path: Path, named: tuple[str, ...]) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "out.txt").write_bytes(b"purpose")
    (tmp_path / "tree" / "b.txt").write_bytes(b"purpose")
    (tmp_path / "tree" / "link.txt").symlink_to(Path("..", "out.txt"))
    refused = "tree/link.txt: Left alone: a link leads out of the folder that was named\n"
    assert run(*named, "--write") == (2, b"", refused)
    assert (tmp_path / "out.txt").read_bytes() == b"purpose"
    done = (tmp_path / "tree" / "b.txt").read_bytes()
    assert done == (b"purpose" if len(named) == 1 and "link" in named[0] else b"intention")
    assert run("out.txt", "tree/link.txt", "--write")[0] == 1
    assert (tmp_path / "out.txt").read_bytes() == b"intention"


def test_a_read_only_file_is_left_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"purpose")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert run("a.txt", "--write") == (2, b"", "a.txt: Permission denied\n")
    assert path.read_bytes() == b"purpose"


def test_standard_input_goes_through(run: Run) -> None:
    diff = b"--- a/n.md\n+++ b/n.md\n@@ -1,1 +1,1 @@\n-la purpose\n+l'intention\n"
    assert run("-", "--stdin-filename", "n.md", stdin=b"la purpose\n") == (1, diff, "")
    assert run("-", "--write", stdin=b"\xef\xbb\xbfla purpose\r\n") == (
        1,
        b"\xef\xbb\xbfl'intention\r\n",
        "",
    )
    assert run("-", "--write", stdin=b"rien") == (0, b"rien", "")


def test_folders_are_walked_and_failures_do_not_stop_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text("purpose")
    (tmp_path / "a" / "c.py").write_text("purpose")
    status, _, err = run("none.txt", "a", "--write")
    assert (status, err) == (2, "none.txt: No such file or directory\n")
    assert (tmp_path / "a" / "b.md").read_text() == "intention"
    assert (tmp_path / "a" / "c.py").read_text() == "purpose"
    (tmp_path / "empty").mkdir()
    status, out, err = run("empty")
    assert (status, out) == (0, b"")
    assert err.startswith("Nothing to check: no ")


def test_confidence_and_verdict_hold_it_back(run: Run) -> None:
    assert run("-", "--min-confidence", "0.97", stdin=b"purpose")[0] == 0
    assert run("-", "--min-confidence", "0.96", stdin=b"purpose")[0] == 1
    assert run("-", "--min-confidence", "0.6", stdin=b"doubt")[0] == 1
    assert run("-", stdin=b"foreign purpose")[0] == 0


def test_wrong_usage_and_interruption_have_their_status(run: Run) -> None:
    for arguments in ((), ("-", "--min-confidence", "2"), ("-", "--language", "tlh")):
        status, out, err = run(*arguments)
        assert (status, out) == (2, b"")
        assert "Error: " in err
    assert run("-", stdin=b"interrupt")[0] == 130


def test_the_real_detector_restores_a_fixture() -> None:
    path = min((FIXTURES / "spun").glob("maraicher.txt"))
    command = [sys.executable, "-m", "detector", "restore", str(path), "--min-confidence", "0.5"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=FIXTURES.parent)
    assert (done.returncode, done.stderr) == (1, b"")
    changed = [line for line in done.stdout.split(b"\n") if line[:1] in (b"+", b"-")]
    assert changed[0] == b"--- a/fixtures/spun/maraicher.txt"
    assert len(changed) % 2 == 0
    assert len(changed) >= 4

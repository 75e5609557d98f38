"""The whole command on a machine that fails: full disks, closed streams, hostile folders, signals.

Streams are redirected by a shell, so that the command finds them as a user's shell leaves them.
Nothing here relies on permissions alone, which do not hold the superuser back.
"""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from detector import Detector, Report, check, readers
from detector.files import find
from detector.formats import Failed
from detector.scale.pool import check_many
from tests.available import not_under_coverage
from tests.git import git, needs_git
from tests.interrupted import interrupt
from tests.test_command import CLEAN, COMMAND, ENVIRON, SPUN, records

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells and devices are others there")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
SENTIER = SPUN[0].with_name("sentier.txt")
"""A document with an original that is almost certainly right."""
DOCUMENT = str(SENTIER)
WRITING = [
    ("check", DOCUMENT),
    ("check", "--format", "html", DOCUMENT),
    ("check", "--statistics", "missing.txt"),
    ("restore", DOCUMENT),
    ("config",),
    ("rules",),
]
BY_CLICK = [("--help",), ("check", "--help")]
UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")
"""Runs a command to which permissions apply though it is the superuser's."""


class Ended(NamedTuple):
    """What is left of a command."""

    status: int
    out: bytes
    err: str


def ordinary() -> tuple[str, ...]:
    """What to put before a command to which permissions are to apply."""
    if os.geteuid() != 0:
        return ()
    if shutil.which(UNPRIVILEGED[0]) is None:
        pytest.skip("permissions do not hold the superuser, and setpriv is not installed")
    return UNPRIVILEGED


def named(arguments: tuple[str, ...]) -> str:
    return " ".join(Path(each).name for each in arguments)


def run(folder: Path, arguments: tuple[str, ...], redirection: str = "", **other: int) -> Ended:
    """Run the command in a folder, its streams redirected by a shell; it may leave no traceback."""
    script = f'exec "$@" {redirection}'
    environ = {**ENVIRON, "SPIN_DETECTOR_CACHE": str(folder / ".cache")}
    done = subprocess.run(
        ["sh", "-c", script, "sh", *COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=other.get("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environ,
        check=False,
    )
    err = done.stderr.decode()
    assert "Traceback" not in err, err
    assert "Exception ignored" not in err, err
    return Ended(done.returncode, done.stdout or b"", err)


@FULL
@pytest.mark.parametrize("arguments", [*WRITING, *BY_CLICK], ids=named)
def test_a_full_disk_is_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = run(tmp_path, arguments, ">/dev/full")
    said = ended.err.removeprefix("missing.txt: No such file or directory\n")
    assert said == "Error: Cannot write standard output: No space left on device\n"
    assert ended.status == 2


@FULL
def test_a_full_disk_is_said_of_an_output_and_in_the_language_of_the_run(tmp_path: Path) -> None:
    arguments = ("check", "--output", "/dev/full", "--messages", "fr", DOCUMENT)
    ended = run(tmp_path, arguments)
    reason = "Plus de place sur le disque"
    assert ended.err == f"Erreur\xa0: Impossible d’écrire /dev/full\xa0: {reason}\n"
    assert ended.status == 2


@pytest.mark.parametrize("arguments", WRITING, ids=named)
def test_a_closed_output_is_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = run(tmp_path, arguments, ">&-")
    assert ended.err.endswith("Error: Cannot write standard output: It is closed\n")
    assert ended.status == 2


@pytest.mark.parametrize("arguments", [*WRITING, *BY_CLICK], ids=named)
def test_a_reader_that_left_ends_the_command_quietly(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = run(tmp_path, arguments, stdout=writing)
    finally:
        os.close(writing)
    assert ended.err in {"", "missing.txt: No such file or directory\n"}
    assert ended.status == 141


@pytest.mark.parametrize("redirection", ["2>&-", pytest.param("2>/dev/full", marks=FULL)])
def test_where_nobody_hears_of_trouble_the_work_is_done(tmp_path: Path, redirection: str) -> None:
    ended = run(tmp_path, ("check", "--format", "jsonl", "missing.txt", DOCUMENT), redirection)
    lost, found = records(ended.out.decode())
    assert (lost["path"], found["verdict"], ended.status) == ("missing.txt", "spun", 2)
    assert run(tmp_path, ("check", "--nonsense"), redirection).status == 2


def test_standard_input_may_be_closed(tmp_path: Path) -> None:
    ended = run(tmp_path, ("check", "-", DOCUMENT), "<&-")
    assert ended.err == "-: Standard input is closed\n"
    assert ended.status == 2


@not_under_coverage
@pytest.mark.parametrize(
    "arguments",
    [("restore", "--write", "a.txt"), ("check", "--write-baseline", "a.txt"), ("accept", "Zed")],
    ids=named,
)
def test_a_file_for_which_there_is_no_room_is_left_as_it_was(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """A limit of no blocks stands for a full disk: it holds the superuser, too."""
    shutil.copy(SENTIER, tmp_path / "a.txt")
    (tmp_path / "spin-detector-baseline.json").write_text('{"version": 1, "documents": {}}')
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    environ = {**ENVIRON, "SPIN_DETECTOR_CACHE": os.devnull}
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *COMMAND, *arguments],
        capture_output=True,
        cwd=tmp_path,
        env=environ,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().endswith(": File too large\n")
    assert done.stderr.count(b"\n") == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@not_under_coverage
def test_a_cache_that_cannot_grow_costs_nothing(tmp_path: Path) -> None:
    paths = [str(path) for path in (*SPUN[:2], *CLEAN[:1])]
    whole = run(tmp_path, ("check", "--format", "jsonl", "--no-cache", *paths))
    script = ("sh", "-c", 'ulimit -f 1; exec "$@"', "sh")
    for _ in range(2):
        done = subprocess.run(
            [*script, *COMMAND, "check", "--format", "jsonl", *paths],
            capture_output=True,
            cwd=tmp_path,
            env={**ENVIRON, "SPIN_DETECTOR_CACHE": str(tmp_path / "small")},
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, whole.out, b"")


def test_runs_at_once_on_one_cache_say_the_same(tmp_path: Path) -> None:
    paths = [str(path) for path in (*SPUN[:3], *CLEAN[:2])]
    command = [*COMMAND, "check", "--format", "jsonl", *paths]
    environ = {**ENVIRON, "SPIN_DETECTOR_CACHE": str(tmp_path)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
        for _ in range(3)
    ]
    ended = {(*process.communicate(), process.returncode) for process in running}
    again = subprocess.run(command, capture_output=True, env=environ, check=False)
    assert ended == {(again.stdout, b"", 1)}


class Dying:
    """A detector whose process does not live long."""

    def check(self, text: str) -> Report:
        if text == "fatal":
            os._exit(1)
        return check(text)

    def failed(self, text: str, error: BaseException) -> Report:
        return Detector().failed(text, error)


def test_a_process_that_dies_costs_what_it_died_of_and_says_so() -> None:
    texts = ["mot", "fatal", "mot"]
    detector = cast(Detector, Dying())
    first, lost, last = check_many(detector, texts, 2)
    assert lost.error is not None
    assert "BrokenProcessPool" in lost.error
    assert first == last == check("mot")


def test_what_is_no_document_is_skipped_with_a_word(tmp_path: Path) -> None:
    shutil.copy(SPUN[0], tmp_path / "z.txt")
    os.mkfifo(tmp_path / "a-pipe.txt")
    (tmp_path / "b-device.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "c-socket.txt"))
    (tmp_path / "d-loop.txt").symlink_to("d-loop.txt")
    (tmp_path / "e-nowhere.txt").symlink_to("nowhere")
    (tmp_path / "f-folder.txt").mkdir()
    (tmp_path / "g-up").symlink_to(tmp_path)
    (tmp_path / "h-round").symlink_to("i-round")
    (tmp_path / "i-round").symlink_to("h-round")
    ended = run(tmp_path, ("check", "--format", "jsonl", "."))
    assert ended.err.splitlines() == [
        "a-pipe.txt: Not a regular file",
        "b-device.txt: Not a regular file",
        "c-socket.txt: Not a regular file",
        "d-loop.txt: Too many levels of symbolic links",
        "e-nowhere.txt: No such file or directory",
    ]
    found = records(ended.out.decode())
    assert len(found) == 6
    assert (found[-1]["path"], found[-1]["verdict"], ended.status) == ("z.txt", "spun", 2)


def test_a_huge_file_is_refused_and_the_others_are_done(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as sparse:
        sparse.truncate(5_000_000_000)
    shutil.copy(SPUN[0], tmp_path / "z.txt")
    said = f"larger than {readers.MAX_BYTES:,} bytes"
    ended = run(tmp_path, ("check", "--format", "jsonl", "."))
    assert ended.err == f"huge.txt: {said}\n"
    assert [found.get("verdict") for found in records(ended.out.decode())] == [None, "spun"]
    assert ended.status == 2
    ended = run(tmp_path, ("check", "-"), "< huge.txt")
    assert (ended.err, ended.status) == (f"-: {said}\n", 2)


def test_a_pipe_that_takes_the_place_of_a_file_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"mot")
    regular = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda self: regular)
    with pytest.raises(OSError, match="Not a regular file"):
        readers.load(path)


@needs_git
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "loop/a.txt", "loop"),
        ("check", "--changed-since", "HEAD", "loop/a.txt", "loop"),
        ("check", "--config", "loop", DOCUMENT),
        ("check", "--baseline", "loop/a.json", DOCUMENT),
        ("check", "--write-baseline", "--baseline", "loop/a.json", DOCUMENT),
        ("check", "--output", "loop/a.txt", DOCUMENT),
        ("restore", "loop/a.txt"),
        ("restore", "--write", "loop/a.txt"),
        ("config", "--config", "loop/a.toml"),
        ("accept", "--config", "loop/a.toml", "mot"),
    ],
    ids=named,
)
def test_links_that_lead_to_themselves_are_said_in_a_line(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    git(tmp_path, "init", "--quiet")
    identity = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    git(tmp_path, *identity, "commit", "--quiet", "--allow-empty", "-m", "m")
    (tmp_path / "loop").symlink_to("loop")
    ended = run(tmp_path, arguments)
    assert "Too many levels of symbolic links\n" in ended.err
    assert ended.status == 2


def test_a_configuration_takes_the_place_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    link = tmp_path / "tree" / "spin-detector.toml"
    link.symlink_to(tmp_path / "outside")
    assert run(tmp_path / "tree", ("accept", "Zed")).status == 0
    assert not (tmp_path / "outside").exists()
    assert "Zed" in link.read_text("utf-8")


@pytest.mark.parametrize("option", ["--config", "--baseline"])
@pytest.mark.parametrize("path", ["pipe", "/dev/zero"])
def test_what_is_no_file_is_read_for_no_option(tmp_path: Path, option: str, path: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    ended = run(tmp_path, ("check", option, path, DOCUMENT))
    assert ended.err == f"Error: {path}: Not a regular file\n"
    assert ended.status == 2


def test_names_of_any_bytes_are_read_and_shown_harmlessly(tmp_path: Path) -> None:
    names = {
        b"a\nb.txt": "a\\nb.txt",
        b"c\x1b]0;x\x07.txt": "c\\x1b]0;x\\x07.txt",
        b"d\xff\xe9.txt": "d\\udcff\\udce9.txt",
        "e\u202etxt.md".encode(): "e\\u202etxt.md",
        b"-f.txt": "-f.txt",
    }
    for name in names:
        shutil.copy(SPUN[0], tmp_path / os.fsdecode(name))
    ended = run(tmp_path, ("check", "--format", "concise", "."))
    assert (ended.status, ended.err) == (1, "")
    *lines, _ = ended.out.decode().splitlines()
    assert {line.partition(":")[0] for line in lines} == set(names.values())
    found = records(run(tmp_path, ("check", "--format", "jsonl", ".")).out.decode())
    assert {os.fsencode(record["path"]) for record in found} == set(names)
    assert {record["verdict"] for record in found} == {"spun"}


def test_folders_and_files_may_vanish_during_a_walk(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").touch()
    walk = find([str(tmp_path)], (".md",))
    first = next(walk)
    shutil.rmtree(tmp_path / "b")
    assert [first, *walk] == [str(tmp_path / name / "x.md") for name in ("a", "c")]


def test_a_folder_that_vanishes_while_it_is_listed_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "b":
            path.rmdir()
        return listed(path)

    (tmp_path / "b").mkdir()
    (tmp_path / "c.md").touch()
    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert list(find([str(tmp_path)], (".md",))) == [
        Failed(str(tmp_path / "b"), "No such file or directory"),
        str(tmp_path / "c.md"),
    ]


def test_a_current_folder_that_is_gone_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    script = 'cd gone && rmdir ../gone && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *COMMAND, "check", DOCUMENT],
        capture_output=True,
        cwd=tmp_path,
        env=ENVIRON,
        check=False,
    )
    assert done.stderr == b"Error: Cannot work in the current folder: No such file or directory\n"
    assert done.returncode == 2


def test_what_may_not_be_read_is_said_and_the_rest_is_checked(tmp_path: Path) -> None:
    wrapper = ordinary()
    for name in ("a.txt", "c/d.txt", "e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(SPUN[0], tmp_path / name)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "c").chmod(0)
    done = subprocess.run(
        [*wrapper, *COMMAND, "check", "--format", "jsonl", "."],
        capture_output=True,
        cwd=tmp_path,
        env=ENVIRON,
        check=False,
    )
    (tmp_path / "c").chmod(stat.S_IRWXU)
    assert done.stderr.decode().splitlines() == [
        "a.txt: Permission denied",
        "c: Permission denied",
    ]
    assert [record.get("verdict") for record in records(done.stdout.decode())] == [
        None,
        None,
        "spun",
    ]
    assert done.returncode == 2


@pytest.mark.parametrize(
    "arguments", [("restore", "--write", "a.txt"), ("accept", "Zed")], ids=named
)
def test_a_file_that_may_not_be_written_is_left_alone(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    wrapper = ordinary()
    shutil.copy(SENTIER, tmp_path / "a.txt")
    (tmp_path / "spin-detector.toml").write_text('accept = ["cash"]\n')
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path in before:
        path.chmod(0o444)
    done = subprocess.run(
        [*wrapper, *COMMAND, *arguments],
        capture_output=True,
        cwd=tmp_path,
        env=ENVIRON,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().endswith(": Permission denied\n")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_baseline_takes_the_place_of_a_link_not_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    outside = tmp_path / "outside.json"
    outside.write_text('{"version": 1, "documents": {}}')
    before = outside.read_bytes()
    (tmp_path / "tree" / "known.json").symlink_to(outside)
    arguments = ("check", "--write-baseline", "--baseline", "known.json", DOCUMENT)
    ended = run(tmp_path / "tree", arguments)
    assert ended.status == 0
    assert outside.read_bytes() == before
    assert not (tmp_path / "tree" / "known.json").is_symlink()
    assert "broken-expression" in (tmp_path / "tree" / "known.json").read_text()


def test_an_interrupted_restoration_has_a_status_and_no_traceback() -> None:
    ended = interrupt([*COMMAND, "restore", DOCUMENT, "-"], ENVIRON)
    assert ended.first.startswith(b"--- ")
    assert b"Traceback" not in ended.err
    assert ended.status == 130

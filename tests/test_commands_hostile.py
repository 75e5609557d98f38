"""Nothing that a command is given, or reads, acts on the screen that it writes to or leaks."""

from __future__ import annotations

import io
import os
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest

from detector import readers, session
from detector.formats import Failed
from tests.command import Run, runner
from tests.test_command import COMMAND, ENVIRON, SPUN

EVIL = "\x1b[31m\x07\x9b2J\u202e\u2066\u200b\r\x08\U000e0041é"
SHOWN = "\\x1b[31m"
ESCAPED = EVIL.encode("unicode_escape").decode().replace("\\x", "\\u00").replace("\\r", "\\u000d")
QUOTED = "Quatorze secrets du document"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsysbinary)


def harmless(text: str) -> bool:
    return not {unicodedata.category(char) for char in text.replace("\n", "")} & {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    }


@pytest.mark.parametrize(
    "arguments",
    [
        (EVIL,),
        (f"--{EVIL}",),
        ("check", EVIL),
        ("check", f"--{EVIL}"),
        ("check", "--format", EVIL, "a.txt"),
        ("check", "--language", EVIL, "a.txt"),
        ("check", "--profile", EVIL, "a.txt"),
        ("check", "--by", EVIL, "--format", "html", "a.txt"),
        ("check", "--jobs", EVIL, "a.txt"),
        ("check", "--min-confidence", EVIL, "a.txt"),
        ("check", "--config", EVIL, "a.txt"),
        ("check", "--baseline", EVIL, "a.txt"),
        ("check", "--changed-since", EVIL, "a.txt"),
        ("check", "--output", f"none/{EVIL}", "a.txt"),
        ("check", "--output", EVIL, EVIL),
        ("check", "--stdin-filename", f"{EVIL}.docx", "-"),
        ("check", f"{EVIL}-folder"),
        ("restore", EVIL),
        ("restore", "--config", EVIL, "a.txt"),
        ("restore", f"{EVIL}-folder"),
        ("explain", EVIL),
        ("config", EVIL),
        ("config", "--config", EVIL),
        ("accept", EVIL),
        ("accept", "--config", f"none/{EVIL}", "mot"),
        ("doctor", "--format", EVIL),
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "EVIL"),
)
def test_arguments_are_shown_not_acted_on(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text("mot")
    (tmp_path / f"{EVIL}-folder").mkdir()
    outcome = run(*arguments, stdin=QUOTED.encode())
    assert outcome.status in {0, 2}
    assert harmless(outcome.out + outcome.err), outcome
    assert SHOWN in outcome.out + outcome.err or {"--by", "--changed-since"} & {*arguments}
    assert QUOTED not in outcome.err


@pytest.mark.parametrize(
    "setting",
    [
        '"{}" = 1',
        'profile = "{}"',
        'fail-on = "{}"',
        'language = "{}"',
        'messages = "{}"',
        'signals = "{}"',
        'extend = "{}"',
        'ignore = ["{}"]',
        'select = ["{}"]',
        'exclude = [3, "{}"]',
        'accept = [1, "{}"]',
        'limits = {{ "{}" = [0, 1] }}',
        '[[overrides]]\npaths = ["a"]\n"{}" = 2',
        '[[overrides]]\npaths = 3\nby = "{}"',
        '"{}',
    ],
)
def test_a_configuration_is_shown_not_acted_on(run: Run, tmp_path: Path, setting: str) -> None:
    (tmp_path / "a.txt").write_text("mot")
    (tmp_path / "spin-detector.toml").write_text(setting.format(ESCAPED), "utf-8")
    for command in (("check", "a.txt"), ("config",), ("restore", "a.txt"), ("doctor",)):
        outcome = run(*command)
        assert outcome.status == 2
        assert harmless(outcome.out + outcome.err), outcome


def test_what_a_configuration_says_is_shown_not_acted_on(run: Run, tmp_path: Path) -> None:
    written = f'accept = ["{ESCAPED}"]\nby = "{ESCAPED}"\nexclude = ["{ESCAPED}/"]'
    (tmp_path / "spin-detector.toml").write_text(written, "utf-8")
    outcome = run("config")
    assert (outcome.status, outcome.err) == (0, "")
    assert harmless(outcome.out)
    assert outcome.out.count("\\u001b[31m") == 3


@pytest.mark.parametrize("name", ["restore", "check"])
def test_a_terminal_sees_a_document_but_does_not_obey_it(tmp_path: Path, name: str) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of that kind there")
    sentier = SPUN[0].with_name("sentier.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(sentier.replace("culminant", f"culminant {EVIL}"), "utf-8")
    ours, theirs = pty.openpty()
    pytest.importorskip("termios").tcsetwinsize(theirs, (50, 100))
    process = subprocess.Popen(
        [*COMMAND, name, "a.txt"],
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env=ENVIRON | {"NO_COLOR": "1", "TERM": "xterm"},
    )
    os.close(theirs)
    seen = b""
    with process, os.fdopen(ours, "rb", buffering=0) as terminal:
        while True:
            try:
                seen += terminal.read(65536)
            except OSError:
                break
    assert process.returncode == 1
    assert harmless(seen.decode().replace("\r\n", "\n"))
    assert SHOWN in seen.decode()


def zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        QUOTED.encode(),
        f"PK\x03\x04{QUOTED}".encode(),
        zipped(mimetype=QUOTED),
        zipped(_rels__rels=f"<a>{QUOTED}", META_INF__container_xml=f"<a>{QUOTED}"),
        zipped(word__document_xml=f"<w>{QUOTED}</v>", _rels__rels=f'<a b="{QUOTED}"></c>'),
        f'{{"cells": [{{"source": {QUOTED}}}]}}'.encode(),
        f'{{"cells": "{QUOTED}"}}'.encode(),
        f'{{"cells": [{{"cell_type": "markdown", "source": {{"{QUOTED}": 1}}}}]}}'.encode(),
        f'msgid "{QUOTED}\nmsgstr {QUOTED}'.encode(),
        f"---\n{QUOTED}: [\n---\n<!-- {QUOTED} {{% {QUOTED}".encode(),
        QUOTED.encode("utf-16")[:-1],
        zipped(_rels__rels=QUOTED)[:-30],
        b"[" * 100_000 + QUOTED.encode(),
    ],
)
@pytest.mark.parametrize("suffix", readers.suffixes())
def test_an_error_does_not_quote_the_document(suffix: str, data: bytes) -> None:
    found = session.read(data, f"a{suffix}")
    if isinstance(found, Failed):
        assert not any(word in found.error for word in ("secrets", "Quatorze"))
        assert " in readers" not in found.error, "nobody foresaw it"

"""The manual page has all that the help has, in words that roff leaves as they are."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from detector import commands
from seeds import manual


def test_every_command_and_option_is_there() -> None:
    page = manual.page()
    for name in commands.names():
        command = commands.load(name)
        assert command
        assert f".SS {name}\n" in page
        for parameter in command.params:
            for option in (each for each in parameter.opts if each.startswith("--")):
                assert option.replace("-", "\\-") in page


def test_nothing_is_taken_for_a_request() -> None:
    known = (".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br")
    lines = [line for line in manual.page().splitlines() if line.startswith((".", "'"))]
    assert all(line.split()[0] in known for line in lines)
    assert manual._text(".git\n'a' \\n a-b") == "\\&.git\n\\&'a' \\en a\\-b"


def test_it_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    target = tmp_path / "man" / "page.1"
    subprocess.run([sys.executable, "-m", "seeds.manual", target], check=True)
    assert target.read_text("utf-8") == manual.page()


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_has_nothing_to_say_against_it(tmp_path: Path) -> None:
    target = tmp_path / "page.1"
    target.write_text(manual.page(), "utf-8")
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", str(target)]
    done = subprocess.run(command, capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"})
    assert done.stderr == b""
    assert b"spin-detector check" in done.stdout

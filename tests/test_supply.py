"""What the package is made of can run nothing that it reads, and talks to nobody."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_command import ENVIRON, ROOT, SPUN

PACKAGE = ROOT / "detector"
SOURCES = sorted(PACKAGE.rglob("*.py"))
RUNS_WHAT_IT_READS = {"code", "codeop", "ctypes", "imp", "marshal", "pickle", "runpy", "shelve"}
TALKS = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}
BUILT_IN = {"__import__", "compile", "eval", "exec"}
FORBIDDEN = {
    "numpy.load",
    "os.popen",
    "os.system",
    "tempfile.NamedTemporaryFile",
    "tempfile.mktemp",
    "yaml.load",
}
PROGRAMS = {"changes.py": "git"}
"""Modules that start a program, and which."""
SPY = """
import sys

HEARD = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "pickle.find_class", "subprocess.",
         "os.system", "os.exec", "os.fork", "os.posix_spawn", "webbrowser.", "ctypes.dlopen")

def spy(event, arguments):
    if event.startswith(HEARD):
        print(event, *map(repr, arguments), file=sys.stderr)
    elif event == "open":
        path, mode, flags = arguments
        if isinstance(path, str) and (set(mode or "") & set("wax+") or flags & 3):
            print(event, path, mode, flags, file=sys.stderr)

from detector.cli import main
sys.addaudithook(spy)
main(sys.argv[1:])
"""
"""Says on standard error whatever is done that checking documents does not take."""


def names(tree: ast.Module) -> dict[str, str]:
    """What names of a module stand for that were imported from elsewhere."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                bound = each.asname or each.name.partition(".")[0]
                found[bound] = each.name if each.asname else bound
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                found[each.asname or each.name] = f"{node.module}.{each.name}"
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """Modules that are imported, by whatever form, and what is taken from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def called(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Calls with the full name of what is called."""
    known = names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            written = ast.unparse(node.func)
            first, dot, rest = written.partition(".")
            yield known.get(first, first) + dot + rest, node


def faults(source: str, name: str = "") -> list[str]:
    """What a module does that none may do."""
    tree = ast.parse(source)
    found = []
    for module in imported(tree):
        parts = module.split(".")
        above = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
        found += sorted(above & (RUNS_WHAT_IT_READS | TALKS))
        if "subprocess" in above and name not in PROGRAMS:
            found.append("subprocess")
    for call, node in called(tree):
        if call in BUILT_IN | FORBIDDEN or call.startswith(("os.exec", "os.spawn", "os.posix_s")):
            found.append(call)
        found += [
            f"{call}(shell)" for word in node.keywords if word.arg in {"shell", "allow_pickle"}
        ]
        if call in {"subprocess.run", "subprocess.Popen"}:
            (command, *_) = node.args
            program = ast.unparse(command)
            if not program.startswith(f"['{PROGRAMS.get(name)}', "):
                found.append(program)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_runs_what_it_reads_or_talks_to_anybody(path: Path) -> None:
    assert faults(path.read_text("utf-8"), path.name) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "def f():\n    import marshal as m",
        "from urllib import request",
        "import urllib.request as r",
        "import http.client",
        "eval('1')",
        "exec(text)",
        "compile(text, '', 'exec')",
        "__import__(name)",
        "import os\nos.system('x')",
        "from os import system as s\ns('x')",
        "from tempfile import mktemp\nmktemp()",
        "import tempfile as t\nt.mktemp()",
        "import os\nos.execvp('a', [])",
        "import subprocess\nsubprocess.run(['git', 'x'])",
        "import numpy as np\nnp.load(f)",
        "load(f, allow_pickle=True)",
        "run('x', shell=True)",
    ],
)
def test_what_none_may_do_is_seen(source: str) -> None:
    assert faults(source)


def test_git_is_the_only_program_and_gets_no_shell() -> None:
    source = "import subprocess\nsubprocess.run({})"
    assert faults(source.format("['git', *arguments]"), "changes.py") == []
    assert faults(source.format("['sh', '-c', text]"), "changes.py")
    assert faults(source.format("['git', 'x'], shell=True"), "changes.py")


@pytest.mark.parametrize("name", ["html", "jsonl"])
def test_checking_starts_nothing_asks_nobody_and_writes_nowhere_else(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4}')
    (tmp_path / "b.md").write_text("---\nlang: fr\n---\nUn *mot* et <b>un autre</b>.\n" * 9)
    (tmp_path / "c.html").write_text("<p>This page is only available in English, sadly.</p>" * 9)
    (tmp_path / "own").mkdir()
    done = subprocess.run(
        [sys.executable, "-B", "-c", SPY, "check", "--no-cache", "--format", name, *SPUN[:1], "."],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=ENVIRON | {"TMPDIR": str(tmp_path / "own")},
        check=False,
    )
    assert (done.returncode, bool(done.stdout)) == (1, True)
    # The page keeps texts in a temporary file that has no name.
    heard = [line for line in done.stderr.splitlines() if f"open {tmp_path / 'own'}" not in line]
    assert heard == []
    assert list((tmp_path / "own").iterdir()) == []


def test_the_spy_would_hear_it(tmp_path: Path) -> None:
    bad = "import socket; socket.socket().close(); open('x', 'w').close()"
    script = SPY.replace("main(sys.argv[1:])", bad)
    done = subprocess.run(
        [sys.executable, "-B", "-c", script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=ENVIRON,
        check=False,
    )
    heard = [line.split()[0] for line in done.stderr.splitlines()]
    assert heard[0] == "socket.__new__"
    assert heard[-1] == "open"

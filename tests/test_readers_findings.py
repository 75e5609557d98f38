"""Whatever file a text stands in, the same words are found, where they stand in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from detector import Detector, Report, readers
from detector.prose import BLOCK
from tests.test_archive import packed
from tests.test_readers_docx import document, paragraph, run
from tests.test_readers_epub import BOOK

SPUN = sorted((Path(__file__).parents[1] / "fixtures" / "spun").glob("*.txt"))
Blocks = list[str]


@cache
def detector() -> Detector:
    return Detector()


def escaped(signs: str, text: str) -> str:
    return re.sub(f"([{re.escape(signs)}])", r"\\\1", text)


def as_html(blocks: Blocks) -> bytes:
    menu = "<nav>additionally</nav><script>additionally</script>"
    words = "".join(f"<p class='additionally'>{html.escape(block)}\n" for block in blocks)
    return (menu + words).encode("ascii", "xmlcharrefreplace")


def as_rst(blocks: Blocks) -> bytes:
    words = "\n\n".join(escaped("*`|_\\", block) for block in blocks)
    return f"::\n\n additionally\n\n{words}\n\n.. additionally".encode()


def as_asciidoc(blocks: Blocks) -> bytes:
    return f"----\nadditionally\n----\n{BLOCK.join(blocks)}\n// additionally".encode()


def as_catalogue(blocks: Blocks) -> bytes:
    head = 'msgid ""\nmsgstr "additionally"\n'
    words = (escaped('"\\', block).replace(" ", ' "\n"', 1) for block in blocks)
    return (head + "".join(f'\nmsgid "additionally"\nmsgstr "{each}"\n' for each in words)).encode()


def as_notebook(blocks: Blocks) -> bytes:
    text = BLOCK.join(escaped("\\*_`[]<", block) for block in blocks)
    cells = [
        {"cell_type": "code", "source": "additionally"},
        {"cell_type": "markdown", "source": text.splitlines(keepends=True)},
    ]
    return json.dumps({"cells": cells}).encode()


def as_docx(blocks: Blocks) -> bytes:
    return document("".join(paragraph(run(html.escape(block))) for block in blocks))


def as_epub(blocks: Blocks) -> bytes:
    chapter = "".join(f"<p>{html.escape(block)}</p>" for block in blocks)
    return packed({**BOOK, "texte/un.xhtml": chapter.encode(), "OEBPS/chapître 2.xhtml": b""})


FORMATS = [
    (".html", as_html),
    (".rst", as_rst),
    (".adoc", as_asciidoc),
    (".po", as_catalogue),
    (".ipynb", as_notebook),
    (".docx", as_docx),
    (".epub", as_epub),
]


def found(report: Report) -> list[tuple[str, str, float]]:
    return [(each.rule, each.surface, round(each.confidence, 6)) for each in report.findings]


@pytest.mark.parametrize("path", SPUN, ids=lambda path: path.stem)
@pytest.mark.parametrize(("suffix", "written"), FORMATS, ids=[suffix for suffix, _ in FORMATS])
def test_a_format_changes_no_finding(
    path: Path, suffix: str, written: Callable[[Blocks], bytes]
) -> None:
    blocks = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    source = readers.read(written(blocks), f"a{suffix}")[0]
    report = detector().check(source.prose)
    expected = detector().check(BLOCK.join(blocks))
    assert found(report) == found(expected)
    assert report.score == pytest.approx(expected.score)
    for each in report.findings:
        assert source.text[each.start : each.end] == each.text


def test_there_are_findings_to_compare() -> None:
    assert sum(len(detector().check(path.read_text("utf-8")).findings) for path in SPUN) > 100

"""A comparison for a person: golden screens; ``--update-golden`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.comparison import Comparison, Side
from detector.comparison.synopsis import render
from detector.document import Document
from detector.host import host
from detector.messages import load
from detector.terminal import Page

GOLDEN = Path(__file__).with_name("golden") / "synopsis"
SOURCE = """\
La plus grande récolte mûrit en août. Les élèves ont déjà goûté à tout, même au sel.

Un vrai train très rare passe derrière le théâtre. Le chien noir dort près du poêle.

Cette deuxième idée va être abandonnée, à leur prière. Où étaient-ils donc, ces élèves ?
"""
SPUN = """\
Cette deuxième idée va être abandonnée, à leur prière. La additionally large récolte mûrit
en août. Les élèves ont goûté déjà à tout, même au sel.

Un vrai prepare très truly rare passe derrière le théâtre. The dog sleeps near the stove. Où
étaient-ils donc ?
"""
CASES = {
    "plain": (SOURCE, SPUN, Page()),
    "narrow": (SOURCE, SPUN, Page(width=50)),
    "colour": (SOURCE, SPUN, Page(colour=True)),
    "french": (SOURCE, SPUN, Page(messages=load("fr"))),
    "ascii": (SOURCE, SPUN, Page("ascii")),
    "same": (SOURCE, SOURCE.upper(), Page()),
    "hostile": (
        "Un \x1b[31mhomme\u202e caché à côté\u200b, très tôt. Le grand\x00 train.",
        "Un \x1b[31mhomme\u202e caché à côté\u200b, très tôt. Le \x9blarge\x00 train.",
        Page(),
    ),
}


def screen(source: str, spun: str, page: Page) -> str:
    sides = [
        Side(name, Document(text, host("fr")))
        for name, text in (("a/source\x1b.txt", source), ("b/spun.txt", spun))
    ]
    return "".join(render(Comparison(*sides), page))


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    shown, path = screen(*CASES[name]), GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(shown, "utf-8", newline="\n")
    assert shown == path.read_text("utf-8")


def test_there_are_no_other_golden_files() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == CASES.keys()


def test_a_screen_is_harmless() -> None:
    shown = screen(*CASES["hostile"])
    assert not {"\x1b", "\u202e", "\u200b", "\x00", "\x9b"} & set(shown)
    screen(*CASES["ascii"]).encode("ascii")


def test_long_quotations_are_cut() -> None:
    shown = screen("Bref.", "Bref. " + "Une très longue phrase arrive après. " * 9, Page())
    (said,) = (line for line in shown.splitlines() if line.startswith("    - "))
    assert "…" in said
    assert len(said) < 90

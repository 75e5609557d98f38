"""Accepted words are no traces, and neither say anything of the other words."""

from __future__ import annotations

import pytest

from detector import Config, Detector
from detector.report import Report
from seeds.gold import FIXTURES

SPUN = (FIXTURES / "spun" / "sommeil.txt").read_text("utf-8")


def check(*accept: str, text: str = SPUN) -> Report:
    return Detector(config=Config(accept=accept)).check(text)


@pytest.fixture(scope="module")
def found() -> list[str]:
    """What is found when nothing is accepted."""
    words = [finding.surface for finding in check().findings]
    assert len(words) > 5
    return words


def test_accepted_words_are_neither_found_nor_counted(found: list[str]) -> None:
    assert check(found[0].lower()).findings != check().findings
    left = check(*(word.lower() for word in found))
    assert not {finding.surface for finding in left.findings} & set(found)
    assert (left.score or 0) < (check().score or 0)


def test_what_is_accepted_for_one_text_says_nothing_of_others(found: list[str]) -> None:
    assert check("introuvable", "Nulle Part").findings == check().findings


def test_case_counts_where_the_entry_has_capitals(found: list[str]) -> None:
    word = next(word for word in found if word.islower())
    text = SPUN.replace(word, word.title())

    def kept(accept: str, text: str) -> bool:
        surfaces = {finding.surface.lower() for finding in check(accept, text=text).findings}
        return word in surfaces

    assert not kept(word, SPUN)
    assert not kept(word, text)
    assert kept(word.title(), SPUN)
    assert not kept(word.title(), text)


def test_a_phrase_is_accepted_where_it_stands_as_a_whole(found: list[str]) -> None:
    report = check()
    first = next(each for each in report.findings if each.surface.islower())
    before = SPUN[: first.start].split()[-1].rpartition("'")[2].rpartition("’")[2]
    phrase = f"{before}  {first.surface}".lower()
    assert first not in check(phrase).findings
    assert first in check(f"zut {first.surface}").findings
    assert first in check(f"{first.surface} zut").findings


def test_entries_are_a_list_of_words_in_any_order() -> None:
    assert Config(accept=("b", "a", "b")) == Config(accept=("a", "b"))
    assert Config(accept=("b", "a", "b")).digest == Config(accept=("a", "b")).digest
    assert Config(accept=("a",)).digest != Config().digest
    with pytest.raises(ValueError, match="not a list of words"):
        Config(accept="mot")  # type: ignore[arg-type]


def test_entries_without_letters_do_nothing() -> None:
    assert check("", "!", "123", "’").findings == check().findings

"""Our signals against datatrove's own filters, on the same texts.

A filter says yes or no, so that its threshold is set just above our figure and just below: it must
change its mind in between, and for that reason. Each comparison gives datatrove our words, and
first takes out of the text what the two are known to see otherwise; the docstrings of the signals
say what that is, and the tests at the end show it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest

from detector.document import Document
from detector.host import host
from detector.signals import FULL, signals
from detector.signals.page import Page
from seeds.gold import fixtures
from tests.quality.degraded import MAKERS

pytest.importorskip("datatrove", reason="datatrove is not installed: `make test-all` does it")

from datatrove.data import Document as Item
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)
from datatrove.utils.word_tokenizers import WordTokenizer

FRENCH = host("fr")
EPSILON = 1e-9
LONE = re.compile(r"(?<!\S)[^\w\s]*[\d|=+<>$€°^`~\U0001f300-\U0001faff][^\s]*(?!\S)")


class Words(WordTokenizer):
    """Words as the detector has them, in lower case."""

    def word_tokenize(self, text: str) -> list[str]:
        return list(Document(text, FRENCH).folded)

    def sent_tokenize(self, text: str) -> list[str]:
        return [text]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]


class Stretches(Words):
    """The same, and what stands between spaces with a number or a symbol and no letter."""

    def word_tokenize(self, text: str) -> list[str]:
        alone = [each for each in LONE.findall(text) if not any(map(str.isalpha, each))]
        return super().word_tokenize(text) + alone


WORDS, STRETCHES = Words(), Stretches()


@cache
def texts() -> tuple[str, ...]:
    """Fixtures, and some of them made worse in every way."""
    honest = [d.text for kind in ("clean", "spun", "hard_negatives") for d in fixtures(kind)]
    chance = random.Random(11)
    worse = [maker(text, chance) for maker in MAKERS.values() for text in honest[:4]]
    return tuple(map(tidy, honest + worse))


def tidy(text: str) -> str:
    """The text without blank lines and without space at the ends of lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def paragraphs(text: str) -> str:
    """Three lines a paragraph, and the first twice."""
    lines = text.splitlines()
    lines = lines[:3] + lines
    return "\n\n".join("\n".join(lines[i : i + 3]) for i in range(0, len(lines), 3))


def opened(text: str) -> str:
    """Lines without what may follow a full stop, in capitals so that none goes on."""
    return "\n".join(
        line.rstrip("\"'»”’›)] \u00a0\u202f") or "x" for line in text.splitlines()
    ).upper()


class Comparison(NamedTuple):
    """A signal and the filter with one threshold; ``scale`` turns our figure into datatrove's."""

    name: str
    make: Callable[[float], Any]
    reason: str
    prepare: Callable[[str], str] = str
    scale: Callable[[Page], float] = lambda _: 1.0
    falls: bool = False
    """Whether the filter drops what is below its threshold."""


def gopher(words: WordTokenizer = WORDS, **thresholds: Any) -> GopherQualityFilter:
    none: dict[str, Any] = dict.fromkeys(
        "min_doc_words max_doc_words min_avg_word_length max_avg_word_length max_symbol_word_ratio"
        " max_bullet_lines_ratio max_ellipsis_lines_ratio max_non_alpha_words_ratio"
        " min_stop_words".split()
    )
    return GopherQualityFilter(**none | thresholds, language=words)


def repetition(**thresholds: Any) -> GopherRepetitionFilter:
    none: dict[str, Any] = {"top_n_grams": (), "dup_n_grams": ()}
    for unit in ("line", "para"):
        none |= {f"dup_{unit}_frac": None, f"dup_{unit}_char_frac": None}
    return GopherRepetitionFilter(**none | thresholds, language=WORDS)


def fineweb(**thresholds: Any) -> FineWebQualityFilter:
    none: dict[str, Any] = {"line_punct_thr": -1, "short_line_thr": 2}
    none |= {"char_duplicates_ratio": 2, "new_line_ratio": 1e9}
    return FineWebQualityFilter(**none | thresholds, language=WORDS)


def c4(**rules: Any) -> C4QualityFilter:
    none: dict[str, Any] = {"min_num_sentences": -1, "min_words_per_line": -1}
    none |= {"max_word_length": -1, "remove_citations": False}
    kinds = ("no_terminal_punct", "lorem_ipsum", "javascript", "curly_bracket", "policy")
    none |= {f"filter_{kind}": False for kind in kinds}
    return C4QualityFilter(**none | rules, language=WORDS)


def letters(page: Page) -> float:
    return page.letters / len(page.text)


def characters(page: Page) -> float:
    return sum(map(len, page.lines)) / len(page.text)


def compared(n: int) -> Comparison:
    return Comparison(
        f"duplicate_{n}gram_character_fraction",
        lambda x: repetition(dup_n_grams=((n, x),)),
        f"duplicated_{n}_n_grams",
        scale=letters,
    )


COMPARISONS = [
    Comparison(
        "mean_word_length",
        lambda x: gopher(max_avg_word_length=x),
        "gopher_above_avg_threshold",
    ),
    Comparison(
        "alphabetic_word_ratio",
        lambda x: gopher(STRETCHES, max_non_alpha_words_ratio=x),
        "gopher_below_alpha_threshold",
        falls=True,
    ),
    Comparison(
        "hash_ratio",
        lambda x: gopher(max_symbol_word_ratio=x),
        "gopher_too_many_hashes",
        prepare=lambda text: text.replace("…", "").replace("...", "").replace(" le ", " #le "),
    ),
    Comparison(
        "ellipsis_ratio",
        lambda x: gopher(max_symbol_word_ratio=x),
        "gopher_too_many_ellipsis",
        prepare=lambda text: text.replace("#", "").replace(", ", "... "),
    ),
    Comparison(
        "bullet_line_ratio",
        lambda x: gopher(max_bullet_lines_ratio=x),
        "gopher_too_many_bullets",
        prepare=lambda text: text.replace("*", ""),
    ),
    Comparison(
        "ellipsis_line_ratio",
        lambda x: gopher(max_ellipsis_lines_ratio=x),
        "gopher_too_many_end_ellipsis",
        prepare=lambda text: text.replace("?\n", "?…\n").replace(".\n", "...\n", 2),
    ),
    Comparison(
        "stopword_types",
        lambda x: gopher(min_stop_words=x, stop_words=FRENCH.language.stopwords),
        "gopher_enough_stop_words",
        falls=True,
    ),
    Comparison(
        "duplicate_line_fraction",
        lambda x: repetition(dup_line_frac=x),
        "dup_line_frac",
        prepare=str.strip,
    ),
    Comparison(
        "char_duplicates_ratio",
        lambda x: repetition(dup_line_char_frac=x),
        "dup_line_char_frac",
        scale=characters,
    ),
    Comparison(
        "duplicate_paragraph_fraction",
        lambda x: repetition(dup_para_frac=x),
        "dup_para_frac",
        prepare=paragraphs,
    ),
    Comparison(
        "duplicate_paragraph_character_fraction",
        lambda x: repetition(dup_para_char_frac=x),
        "dup_para_char_frac",
        prepare=paragraphs,
        scale=lambda page: sum(map(len, page.paragraphs)) / len(page.text),
    ),
    *map(compared, range(5, 11)),
    Comparison(
        "line_punct_ratio",
        lambda x: fineweb(line_punct_thr=x, stop_chars=tuple(".!?…‽。！？")),
        "line_punct_ratio",
        prepare=opened,
        falls=True,
    ),
    Comparison("short_line_ratio", lambda x: fineweb(short_line_thr=x), "short_line_ratio"),
    Comparison(
        "char_duplicates_ratio",
        lambda x: fineweb(char_duplicates_ratio=x),
        "char_dup_ratio",
    ),
    Comparison("new_line_ratio", lambda x: fineweb(new_line_ratio=x), "list_ratio"),
]


def verdict(filter_: Any, text: str) -> str:
    """Why datatrove drops a text; empty where it keeps it."""
    found = filter_.filter(Item(text=text, id="0"))
    return "" if found is True else str(found[1])


@pytest.mark.parametrize("compared", COMPARISONS, ids=lambda c: f"{c.name}-{c.reason}")
def test_datatrove_draws_the_line_where_our_figure_is(compared: Comparison) -> None:
    telling = 0
    for raw in texts():
        text = compared.prepare(raw)
        doc = Document(text, FRENCH)
        value = signals(doc, FULL)[compared.name] * compared.scale(Page(doc))
        above, below = compared.make(value + EPSILON), compared.make(value - EPSILON)
        kept, dropped = (below, above) if compared.falls else (above, below)
        assert verdict(kept, text) == ""
        if value > EPSILON and (not compared.falls or value < 1 or value > 2):
            assert verdict(dropped, text) == compared.reason
            telling += 1
    assert telling > 3


@pytest.mark.parametrize("n", [2, 3, 4])
def test_the_commonest_run_is_datatroves(n: int) -> None:
    """Datatrove counts the spaces within a run and the single run of a text without repetition."""
    telling = 0
    for text in texts():
        page = Page(Document(text, FRENCH))
        value = signals(page.doc, FULL)[f"top_{n}gram_character_fraction"]
        gram = page.commonest(n)
        assert bool(gram) == bool(value)
        if not gram or len(set(gram)) < n:
            continue
        times = value * page.letters / sum(map(len, gram))
        assert times == pytest.approx(round(times))
        share = times * len(" ".join(gram)) / len(text)
        assert verdict(repetition(top_n_grams=((n, share + EPSILON),)), text) == ""
        assert verdict(repetition(top_n_grams=((n, share - EPSILON),)), text) == f"top_{n}_gram"
        telling += 1
    assert telling > 20


def kept_lines(filter_: C4QualityFilter, text: str) -> float:
    """Share of lines that C4 keeps."""
    item = Item(text=text, id="0")
    assert filter_.filter(item) is True
    return len(item.text.splitlines()) / len(text.splitlines())


def test_c4_keeps_the_same_lines() -> None:
    ends = str.maketrans("»”’", '"""')
    for raw in texts():
        text = raw.translate(ends)
        values = signals(Document(text, FRENCH))
        sentences = c4(filter_no_terminal_punct=True, min_words_per_line=3)
        assert kept_lines(sentences, text) == pytest.approx(values["c4_line_ratio"])
        scripts = c4(filter_javascript=True)
        assert kept_lines(scripts, text) == pytest.approx(1 - values["javascript_line_ratio"])


def test_c4_drops_the_pages_that_have_what_it_drops_pages_for() -> None:
    for text in (*texts(), "Lorem ipsum dolor sit amet.\nVoilà.\n"):
        values = signals(Document(text, FRENCH))
        brackets, lorem = c4(filter_curly_bracket=True), c4(filter_lorem_ipsum=True)
        assert bool(verdict(brackets, text)) == (values["curly_bracket_line_ratio"] > 0)
        assert bool(verdict(lorem, text)) == (values["lorem_ipsum_line_ratio"] > 0)


def test_c4_drops_the_same_lines_about_policies_in_english() -> None:
    from datatrove.pipeline.filters.c4_filters import POLICY_SUBSTRINGS

    assert set(POLICY_SUBSTRINGS) <= set(FRENCH.language.policies)
    text = "\n".join([*map(str.title, POLICY_SUBSTRINGS), "Ma mère fait des gâteaux."])
    values = signals(Document(text, FRENCH))
    assert kept_lines(c4(filter_policy=True), text) == pytest.approx(
        1 - values["policy_line_ratio"]
    )
    assert values["policy_line_ratio"] == pytest.approx(6 / 7)


DIFFERENCES = [
    (
        "line_punct_ratio",
        "Elle rit : « C'est fini. »\nIl pleura…\nOn partit.\n",
        fineweb(line_punct_thr=0.5),
        "quotation marks and ellipses",
    ),
    (
        "line_punct_ratio",
        f"Il {'pleuvait ' * 8}\nsur la mer {'bien ' * 10},\n{'pleuvait ' * 8}\nsur la terre.\n",
        fineweb(line_punct_thr=0.3),
        "lines broken where they are full",
    ),
]
"""A signal, a text, a filter that judges it otherwise, and why."""


@pytest.mark.parametrize(("name", "text", "filter_", "why"), DIFFERENCES)
def test_where_datatrove_judges_otherwise(name: str, text: str, filter_: Any, why: str) -> None:
    assert verdict(filter_, text) == name, why
    assert signals(Document(text, FRENCH))[name] >= 0.5


def test_blank_lines_count_in_datatrove() -> None:
    text = "- un mot\n\n- deux mots\n\n- trois mots\n"
    assert verdict(gopher(max_bullet_lines_ratio=0.9), text) == ""
    assert signals(Document(text, FRENCH))["bullet_line_ratio"] == 1


def test_a_text_without_repetition_has_a_commonest_run_in_datatrove() -> None:
    text = "Chaque marin connaît plusieurs ports lointains"
    assert verdict(repetition(top_n_grams=((2, 0.2),)), text) == "top_2_gram"
    assert signals(Document(text, FRENCH), FULL)["top_2gram_character_fraction"] == 0

"""Signals of text quality: each formula by hand, and what holds for every text."""

from __future__ import annotations

import math
import random
import time
import unicodedata
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.fits import STRENGTH
from detector.host import host
from detector.signals import CHEAP, FULL, documentation, is_deep, names, signals
from seeds.gold import fixtures

FRENCH = host("fr")
LETTERS = "aàâbcçdeéèêëfghiîïjklmnoôpqrstuùûüvwxyzœæABCDEÉÀZ"
PIECES = st.sampled_from(
    [" ", "  ", "\n", "\n\n", ". ", "… ", "...", "#", "- ", "• ", " » ", "« ", "'", "12 ", "{"]
)
WRITTEN = st.lists(
    st.one_of(PIECES, st.text(LETTERS, min_size=1, max_size=9), st.just("le chat est à la mer "))
).map("".join)
UNBOUNDED = {"mean_word_length", "hash_ratio", "ellipsis_ratio", "stopword_types", "new_line_ratio"}
UNBOUNDED |= {"perplexity", "perplexity_ratio"}
MAYBE = {"perplexity", "perplexity_ratio"}


def found(text: str, extent: str = FULL) -> dict[str, float]:
    return signals(Document(text, FRENCH), extent)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("mean_word_length", "L'eau de la mer.", 11 / 5),
        ("mean_word_length", "e\u0301te\u0301", 3),
        ("alphabetic_word_ratio", "Le 12 mai, 3 kg coûtent 5 € (env.)", 5 / 9),
        ("alphabetic_word_ratio", "7 nains", 1 / 2),
        ("alphabetic_word_ratio", "nains 7", 1 / 2),
        ("alphabetic_word_ratio", "7\nnains, 8.", 1 / 3),
        ("alphabetic_word_ratio", "un | deux", 2 / 3),
        ("alphabetic_word_ratio", "Oui ! « Non » – bof, mp3 et (4x4) à 5h.", 1),
        ("alphabetic_word_ratio", "un \ufffc mot, 3 \ufffc", 2 / 3),
        ("new_line_ratio", "un mot \ufffc\n\ufffc\nun \ufffc mot\n", 2 / 4),
        ("line_punct_ratio", "Lancez \ufffc.\n\ufffc\nFini. \ufffc", 1),
        ("hash_ratio", "#un #deux trois", 2 / 3),
        ("ellipsis_ratio", "Eh bien... oui… non", 2 / 4),
        ("stopword_ratio", "Le chat dort sur les toits", 3 / 6),
        ("stopword_types", "Le chat et le chien à la fenêtre", 4),
        ("stopword_types", "a\u0300 LA mer", 2),
        ("foreign_ratio", "un wonderful chat", 1 / 3),
        ("oov_ratio", "un xqzrt chat, un Xqzrt", 2 / 5),
        ("bullet_line_ratio", "- un\n•deux\n-trois\n* quatre\ndix", 3 / 5),
        ("ellipsis_line_ratio", "Il vint… \n\nElle vit...\nFin.", 2 / 3),
        ("line_punct_ratio", "Titre\nUne phrase. \nUne « autre ! »\nSuite…\n", 3 / 4),
        ("line_punct_ratio", "Le chat (noir) dort\nLe chat dort (enfin).\n« Oui »", 1 / 3),
        ("line_punct_ratio", f"Il {'pleut ' * 9}\net vente.\n{'Il pleut ' * 9}\nIl vente", 1 / 3),
        ("line_punct_ratio", "court\nune ligne.", 1 / 2),
        (
            "c4_line_ratio",
            "Un.\nUn deux trois.\nUn deux trois...\nUn deux trois\nIl « dit »",
            2 / 5,
        ),
        ("curly_bracket_line_ratio", "si { alors }\nsinon\n{", 2 / 3),
        ("lorem_ipsum_line_ratio", "Lorem  ipsum\nLorem Ipsum dolor\nmot", 1 / 3),
        ("javascript_line_ratio", "Activez JavaScript !\nBonjour", 1 / 2),
        ("policy_line_ratio", "Politique de Confidentialité\nBlé\nConditions d’utilisation", 2 / 3),
        ("policy_line_ratio", "Politique de confidentialite\u0301\nLe blé", 1 / 2),
        ("policy_line_ratio", "La politique ? Une confidentialité de façade", 0),
        ("short_line_ratio", f"{'a' * 30}\n{'b' * 31}\n   c   ", 2 / 3),
        ("new_line_ratio", "un deux\n\n\ntrois quatre\n", 2 / 4),
        ("duplicate_line_fraction", "un mot\nb\nun mot \nun mot", 2 / 4),
        ("char_duplicates_ratio", "un mot\nb\nun mot \nun mot", 12 / 19),
        ("duplicate_paragraph_fraction", "un\ndeux\n\ntrois\n \nun\ndeux", 1 / 3),
        ("duplicate_paragraph_character_fraction", "un\ndeux\n\ntrois\n \nun\ndeux", 7 / 19),
        ("top_2gram_character_fraction", "Le chat dort, le chat mange", 12 / 21),
        ("top_2gram_character_fraction", "un deux trois un", 0),
        ("top_2gram_character_fraction", "ha ha ha ha", 1),
        ("top_3gram_character_fraction", "un chat noir dort. Un chat noir !", 20 / 24),
        ("top_4gram_character_fraction", "a b c d e f a b c d", 8 / 10),
        ("duplicate_5gram_character_fraction", "un deux trois six dix " * 2, 1 / 2),
        ("duplicate_6gram_character_fraction", "un deux trois six dix " * 2, 0),
        ("duplicate_5gram_character_fraction", "un deux trois six dix " * 3, 2 / 3),
        ("duplicate_10gram_character_fraction", "a b c d e f g h i j k " * 2, 10 / 22),
    ],
)
def test_formula(name: str, text: str, value: float) -> None:
    assert found(text)[name] == pytest.approx(value)


def test_perplexity_is_that_of_the_n_gram_table() -> None:
    ngrams, (k1, k2) = FRENCH.ngrams, STRENGTH
    pause, le, chat = FRENCH.break_mark, FRENCH.lexicon.number("le"), FRENCH.lexicon.number("chat")
    alone = ngrams.prior(chat)
    pair = (ngrams.count(le, chat) + k1 * alone) / (ngrams.unigram(le) + k1)
    history = ngrams.count(pause, le)
    triple = (ngrams.count(pause, le, chat) + k2 * pair) / (history + k2)
    assert history > 0 < ngrams.count(le, chat)
    value = found("Le chat")
    assert value["perplexity"] == pytest.approx(1 / triple)
    assert value["perplexity_ratio"] == pytest.approx(alone / triple)
    twice = found("Le chat. Le chat !")
    assert twice["perplexity"] == pytest.approx(1 / triple)


def test_perplexity_averages_logarithms() -> None:
    one, two = (found(text)["perplexity"] for text in ("Le chat.", "La table."))
    both = found("Le chat. La table.")["perplexity"]
    assert both == pytest.approx(exp((log(one) + log(two)) / 2))


def test_a_text_without_words_to_predict_has_no_perplexity() -> None:
    assert not MAYBE & found("xqzrt").keys()


def test_perplexity_knows_order_and_not_only_words() -> None:
    for document in fixtures("clean"):
        words = document.text.split()
        random.Random(7).shuffle(words)
        honest, shuffled = found(document.text), found(" ".join(words))
        assert shuffled["perplexity"] > honest["perplexity"]
        assert shuffled["perplexity_ratio"] > 3 * honest["perplexity_ratio"]


@given(st.one_of(st.text(), WRITTEN))
def test_signals_are_finite_and_in_range(text: str) -> None:
    values = found(text)
    assert all(math.isfinite(value) and value >= 0 for value in values.values())
    assert all(value <= 1 for name, value in values.items() if name not in UNBOUNDED)
    if values:
        assert set(names()) - MAYBE <= values.keys() <= set(names())
        assert values["mean_word_length"] >= 1
        assert values["stopword_types"] <= len(FRENCH.language.stopwords)
        assert values.get("perplexity", 1) >= 1


@given(st.text("0123456789 .,;\n\r#{}…-•"))
def test_a_text_without_words_has_none(text: str) -> None:
    assert found(text) == {}


@given(WRITTEN)
def test_accents_may_be_composed_or_not(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert found(composed) == found(apart)


@given(WRITTEN)
def test_line_ends_are_alike(text: str) -> None:
    assert found(text) == found(text.replace("\n", "\r\n"))
    assert found(text, CHEAP) == found(text.replace("\n", "\r"), CHEAP)


@given(WRITTEN)
def test_cheap_signals_are_among_the_full_ones(text: str) -> None:
    cheap, full = found(text, CHEAP), found(text)
    assert cheap.items() <= full.items()
    assert list(full)[: len(cheap)] == list(cheap)
    assert set(full) - set(cheap) == set(filter(is_deep, full))


@pytest.mark.parametrize(
    "unit",
    [
        "mot ",
        "ha ",
        "1 ",
        "n1 2 ",
        "\n",
        "a\n",
        "- a…\n",
        "e" + "\u0301" * 50,
        "« ".strip(),
        "a b c d e f g h i j k l. ",
        "Politique de confidentialité\n",
        "({[",
        "x" * 97 + " ",
    ],
)
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        doc = Document(unit * (size // len(unit)) + " le mot", FRENCH)
        doc.gates, doc.kinds, doc.counts  # noqa: B018
        start = time.thread_time()
        signals(doc, FULL)
        return time.thread_time() - start

    short = min(seconds(20_000) for _ in range(3))
    long = min(seconds(320_000) for _ in range(2))
    assert long < 80 * max(short, 0.01)  # sixteen times as long, which squared is 256


@pytest.mark.parametrize("name", names())
def test_a_signal_says_what_it_means_and_whence_it_comes(name: str) -> None:
    text = documentation(name)
    assert text.splitlines()[0].endswith(".")
    assert any(word in text for word in ("0 to 1", "from 0 up", "from 1 up", "0 to 18"))
    sources = ("Gopher", "C4", "FineWeb", "CCNet", "Formula", "Names, misprints", "same words")
    assert any(source in text for source in sources)


def test_an_unknown_signal_has_no_documentation() -> None:
    with pytest.raises(KeyError):
        documentation("beauty")

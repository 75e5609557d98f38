"""Repaired readings held against ftfy, which does the same for any language and knows no words."""

from __future__ import annotations

from collections.abc import Iterator

import ftfy
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.host import host
from detector.rules.mojibake import mojibake
from seeds.gold import fixtures

WORD = regex.compile(r"[\p{L}\p{M}'’]+")
PLAIN = "\n".join(document.text for document in fixtures("clean"))
WORDS = sorted({word for word in WORD.findall(PLAIN) if not word.isascii()})


def misread(text: str, codec: str) -> str:
    return text.encode("utf-8").decode(codec)


def readings(text: str) -> Iterator[str]:
    for trace in mojibake(Document(text, host("fr"))):
        yield text[: trace.start] + trace.originals[0].text + text[trace.end :]


def readable(words: list[str], codec: str) -> Iterator[tuple[str, str]]:
    """Words that a codec has characters for, as they are and misread."""
    for word in words:
        try:
            yield word, misread(word, codec)
        except UnicodeDecodeError:
            continue


def test_there_are_words_to_misread() -> None:
    assert len(WORDS) > 500


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_what_was_misread_is_read_again(codec: str) -> None:
    """Nearly all: some letters turn into signs that stand in honest texts as well."""
    pairs = list(readable(WORDS, codec))
    wrong = [(word, bad) for word, bad in pairs if list(readings(bad)) != [word]]
    assert len(wrong) <= 0.02 * len(pairs), wrong


@given(st.sampled_from(WORDS))
def test_ftfy_reads_the_same(word: str) -> None:
    for _, bad in readable([word], "cp1252"):
        assert list(readings(bad)) == [ftfy.fix_encoding(bad)] == [word]


@pytest.mark.parametrize("kind", ["clean", "hard_negatives", "spun"])
def test_neither_finds_anything_in_honest_texts(kind: str) -> None:
    for document in fixtures(kind):
        assert list(readings(document.text)) == []
        assert ftfy.fix_encoding(document.text) == document.text


@pytest.mark.parametrize("times", [2, 3])
def test_misread_more_than_once(times: int) -> None:
    bad = "é"
    for _ in range(times):
        bad = misread(bad, "cp1252")
    assert list(readings(f"caf{bad}")) == ["café"]

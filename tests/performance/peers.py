"""What others cost on the same words in the same run; none of them names the original word.

Those that look at words get every word of the text, however often it comes: what a caller might
remember of a word is the caller's. Grammalecte and langdetect get texts as well.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from detector import Detector
from seeds.sources import BUILD
from tests.performance import material
from tests.performance.measure import WORD, Figure, MissingError, in_turn, tokenised, words

Work = Callable[[Sequence[str]], object]

DICTIONARIES = (
    Path("/usr/share/hunspell"),
    BUILD / "unpacked" / "hunspell-fr-comprehensive" / "usr" / "share" / "hunspell",
)
MARGIN = 1.4
"""How much more frequent in English than in French the zipf rule wants a word, on that scale."""


class Peer(NamedTuple):
    """A way to look for English in French, made when somebody asks; ``words`` are enough for it."""

    make: Callable[[], Work]
    words: int


def _by_word(look: Callable[[str], object]) -> Work:
    def work(texts: Sequence[str]) -> None:
        for text in texts:
            for word in WORD.findall(text):
                look(word)

    return work


def _by_text(look: Callable[[str], object]) -> Work:
    def work(texts: Sequence[str]) -> None:
        for text in texts:
            look(text)

    return work


def package(name: str, get: str = "`pip install --group bench`") -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingError(f"{name} is not installed: {get}") from error


def _detector() -> Work:
    return _by_text(Detector().check)


def _zipf() -> Work:
    zipf = package("wordfreq").zipf_frequency
    return _by_word(lambda word: zipf(word, "en") - zipf(word, "fr") > MARGIN)


def _langdetect() -> Callable[[str], object]:
    langdetect = package("langdetect")
    langdetect.DetectorFactory.seed = 0
    detect: Callable[[str], object] = langdetect.detect
    return detect


def hunspell() -> Callable[[str], bool]:
    """Whether hunspell's French dictionary has a word; MissingError without either."""
    found = package("hunspell", "`pip install --group bench` (chunspell)")
    for folder in DICTIONARIES:
        if (folder / "fr.dic").exists():
            spell: Callable[[str], bool]
            spell = found.Hunspell("fr", hunspell_data_dir=str(folder)).spell
            return spell
    raise MissingError("no French dictionary: Debian's hunspell-fr, or `make data` downloads it")


def lingua() -> Callable[[str], Any]:
    """The language that lingua holds a text to be in, French or English; MissingError without."""
    found = package("lingua")
    languages = found.Language.FRENCH, found.Language.ENGLISH
    builder = found.LanguageDetectorBuilder.from_languages(*languages)
    detect: Callable[[str], Any]
    detect = builder.with_preloaded_language_models().build().detect_language_of
    return detect


def grammalecte() -> Callable[[str], tuple[list[Any], list[Any]]]:
    """Grammar and spelling errors of a paragraph by Grammalecte; MissingError without."""
    get = "Debian's python3-grammalecte, with /usr/lib/python3/dist-packages in PYTHONPATH"
    look: Callable[[str], tuple[list[Any], list[Any]]]
    look = package("grammalecte", get).GrammarChecker("fr").getParagraphErrors
    return look


def _grammalecte() -> Work:
    errors = grammalecte()

    def look(text: str) -> None:
        for paragraph in text.splitlines():
            errors(paragraph)

    return _by_text(look)


PEERS = {
    "this detector": Peer(_detector, 10_000),
    "zipf rule (wordfreq), by word": Peer(_zipf, 10_000),
    "hunspell, by word": Peer(lambda: _by_word(hunspell()), 10_000),
    "lingua, by word": Peer(lambda: _by_word(lingua()), 10_000),
    "langdetect, by document": Peer(lambda: _by_text(_langdetect()), 10_000),
    "langdetect, by word": Peer(lambda: _by_word(_langdetect()), 300),
    "Grammalecte, by paragraph": Peer(_grammalecte, 1_000),
}


def costs(seconds: float) -> Iterator[Figure]:
    """Compare peers with finding the words of clean texts; yields a figure for each in turn."""
    ours = 0.0
    for name, peer in PEERS.items():
        try:
            work = peer.make()
        except MissingError as error:
            yield Figure(f"peer: {name}", None, "", str(error))
            continue
        texts = _sample(peer.words)
        turns = in_turn([lambda: work(texts), lambda: tokenised(texts)], seconds)  # noqa: B023
        ratio = statistics.median(own / base for own, base in turns)
        ours = ours or ratio
        each = statistics.median(own for own, _ in turns) / words(texts)
        detail = f"{each * 1e6:.2f} µs a word, {ratio / ours:.3g} times the detector"
        yield Figure(f"peer: {name}", ratio, "x tokenising", detail)


def _sample(count: int) -> list[str]:
    """Clean documents of about so many words, a long one cut."""
    texts: list[str] = []
    left = count
    for text in material.documents("clean"):
        if left <= 0:
            break
        ends = [match.end() for match in WORD.finditer(text)]
        texts.append(text[: ends[min(left, len(ends)) - 1]])
        left -= len(ends)
    return texts

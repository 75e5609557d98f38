"""The words that can matter, with frequencies and marks: the table that gates every token."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

import marisa_trie

from detector.host import BREAK, NUMBER
from detector.lexicon import ZIPF_STEPS, Mark
from seeds import thesaurus
from seeds.sources import member, rows
from seeds.tables import frequencies
from seeds.tables.counting import entries
from seeds.tables.links import phrase
from seeds.tables.ngrams import quantise_one

MIN_ZIPF_FRENCH = 2.5
MIN_COUNT = 5


def english_forms() -> frozenset[str]:
    """Lower-case English forms: SCOWL's, and WordNet's entries."""
    text = member("wamerican-large", "american-english-large").read_text(encoding="utf-8")
    forms = {word for word in text.splitlines() if word.isalpha() and word.islower()}
    return frozenset(forms | {w for w in thesaurus.wordnet().synonyms if w.isalpha()})


def headwords() -> frozenset[str]:
    """Entries of the French Wiktionary, as phrases; its proper names are not among them."""
    return frozenset(phrase(head) for head in entries() if not head[:1].isupper())


def listed(table: str, column: str) -> frozenset[str]:
    """One column of a hand-edited table, as phrases."""
    return frozenset(phrase(row[column]) for row in rows(table))


def select(originals: Iterable[str], surfaces: Iterable[str], counts: Counter[str]) -> list[str]:
    """All words and phrases of the vocabulary."""
    french = {w for w, z in frequencies.zipf("fr").items() if z >= MIN_ZIPF_FRENCH}
    french |= {w for w, n in counts.items() if n >= MIN_COUNT}
    chosen = {w for w in french if w.isalpha()} | english_forms() | {BREAK, NUMBER}
    chosen |= listed("anglicisms", "form") | listed("modifiers", "modifier")
    return sorted(chosen.union(originals, surfaces))


def marks(
    words: Collection[str], surfaces: frozenset[str], originals: frozenset[str]
) -> dict[str, int]:
    """Marks of each word that has any."""
    forms, nouns, heads = english_forms(), thesaurus.wordnet().parts, headwords()
    accepted, expanders = listed("anglicisms", "form"), listed("modifiers", "modifier")
    phrases = {w for w in (*surfaces, *accepted, *expanders) if " " in w}
    starts = {entry.split(" ", 1)[0] for entry in phrases}
    found = {}
    for word in words:
        mark = 0
        if word in surfaces:
            mark |= Mark.SURFACE
        mark |= Mark.HEADWORD if word in heads else 0
        mark |= Mark.PHRASE if word in starts else 0
        mark |= Mark.ENGLISH if word in forms else 0
        mark |= Mark.ACCEPTED if word in accepted else 0
        mark |= Mark.EXPANDER if word in expanders else 0
        mark |= Mark.ORIGINAL if word in originals else 0
        mark |= Mark.NOUN if "noun" in nouns.get(word, ()) else 0
        found[word] = mark
    return found


def build(
    folder: Path, words: list[str], marked: dict[str, int], counts: Counter[str]
) -> marisa_trie.Trie:
    """Write ``vocabulary.marisa`` and ``vocabulary.bin`` (4 bytes a word, in key order).

    The bytes are zipf in French and in English (times 20), the quantised count, and the marks.
    """
    trie = marisa_trie.Trie(words)
    french = frequencies.zipf("fr")
    table = array("B", bytes(4 * len(words)))
    for word in words:
        at = 4 * trie[word]
        table[at] = round(ZIPF_STEPS * french.get(word, 0.0))
        table[at + 1] = round(ZIPF_STEPS * frequencies.english(word))
        table[at + 2] = quantise_one(counts[word])
        table[at + 3] = marked[word]
    trie.save(str(folder / "vocabulary.marisa"))
    (folder / "vocabulary.bin").write_bytes(table.tobytes())
    return trie

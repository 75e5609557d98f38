"""French forms with part of speech, gender and number, from the Dicollecte lexicon.

The Debian package keeps the tags that other copies strip. Affixes are expanded here: only suffixes,
since the prefixes of that lexicon are elided articles, which the tokenizer splits off.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from detector.lexicon import Form
from seeds.sources import member

_PLAIN = re.compile(r"[^\W\d_]+")
_FINITE = re.compile(r"\b(?:ipre|iimp|ipsi|ifut|cond|spre|simp|impe)\b")


class Suffix(NamedTuple):
    """One line of an affix rule: strip, append, when, and the tags it brings."""

    strip: str
    append: str
    condition: re.Pattern[str]
    tags: str


def _suffixes() -> dict[str, list[Suffix]]:
    found: dict[str, list[Suffix]] = defaultdict(list)
    for line in member("hunspell-fr-comprehensive", "fr.aff").read_text("utf-8").splitlines():
        fields = line.split(maxsplit=5)
        if len(fields) < 5 or fields[0] != "SFX":
            continue
        strip, append = (x.split("/")[0].replace("0", "", 1) for x in fields[2:4])
        if len(fields) == 5:
            fields.append("")
        found[fields[1]].append(Suffix(strip, append, re.compile(f"(?:{fields[4]})$"), fields[5]))
    return found


def _mask(tags: str) -> int:
    parts = {tag for tag in tags.split() if tag.startswith("po:")}
    flags = {tag for tag in tags.split() if tag.startswith("is:")}
    gender = {"is:mas": 1, "is:fem": 2}
    genders = sum(gender[x] for x in flags & gender.keys()) or 3
    numbers = (1 if "is:sg" in flags else 2 if "is:pl" in flags else 3) << 2
    mask = 0
    if "po:nom" in parts:
        mask |= genders | numbers
    if parts & {"po:adj", "po:ppas"}:
        mask |= (genders | numbers) << 4
    if "po:ppas" in parts:
        mask |= Form.PARTICIPLE
    if "po:infi" in parts:
        mask |= Form.INFINITIVE
    if _FINITE.search(tags):
        mask |= Form.VERB
    if any(p.startswith("po:adv") for p in parts):
        mask |= Form.ADVERB
    if parts & {"po:mg", "po:nb", "po:prep", "po:cjco", "po:cjsub"}:
        mask |= Form.GRAMMAR
    if parts & {"po:npr", "po:prn", "po:patr"}:
        mask |= Form.PROPER
    return mask


def read() -> dict[str, int]:
    """Every single-word form of the lexicon with its mask; hyphenated forms are left out."""
    suffixes = _suffixes()
    forms: dict[str, int] = defaultdict(int)
    text = member("hunspell-fr-comprehensive", "fr.dic").read_text("utf-8")
    for line in text.splitlines()[1:]:
        entry, _, tags = line.partition(" ")
        word, _, flags = entry.partition("/")
        if "po:err" in tags or not _PLAIN.fullmatch(word):
            continue
        rules = [r for i in range(0, len(flags), 2) for r in suffixes.get(flags[i : i + 2], ())]
        applied = False
        for rule in rules:
            if word.endswith(rule.strip) and rule.condition.search(word):
                applied = True
                stem = word[: len(word) - len(rule.strip)]
                own = tags if "po:" not in rule.tags else f"{tags} {rule.tags}"
                form = stem + rule.append
                if _PLAIN.fullmatch(form):
                    forms[form] |= _mask(f"{own} {rule.tags}")
        if not applied:
            forms[word] |= _mask(tags)
    return {form: mask for form, mask in forms.items() if mask}


def build(folder: Path) -> None:
    """Write ``forms.marisa`` and ``forms.bin`` (uint16 masks in the order of key numbers)."""
    forms = read()
    trie = marisa_trie.Trie(forms)
    masks = array("H", bytes(2 * len(forms)))
    for form, mask in forms.items():
        masks[trie[form]] = mask
    trie.save(str(folder / "forms.marisa"))
    (folder / "forms.bin").write_bytes(masks.tobytes())

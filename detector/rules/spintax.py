"""Rule spintax."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from detector.document import Document, fold
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.99
NATIVE = 0.5
"""Share of a group's words that must be forms of the host language: commands and code are not."""
MAX_ROW = 2000
"""Characters of a table's row before a group in it."""
_MARK = r"[{}\[\]|]"
_OPENED_BY = {"}": "{", "]": "["}
_WORD = r"\p{L}{2,}"
_CODE = r"[\\/<>$^*+=#@~`_;\ufffc]|(?<!\p{L})-\p{L}|\n\s*\n|^\s*\w+:|^\s*[a-zA-Z]\s*$"
"""What stands in code, options, addresses and formulas, and is or stands in no alternative."""
_BEFORE = frozenset("\\$#%@^_=`")
_AFTER = frozenset("*+({`")


@dataclass(slots=True)
class _Group:
    """A bracket that is open: where, and the pieces of its alternatives, nested groups left out."""

    mark: str
    start: int
    own: list[list[str]] = field(default_factory=lambda: [[]])
    nested: bool = False

    def spins(self, doc: Document) -> bool:
        """Whether the alternatives are prose of the host language."""
        parts = ["".join(pieces) for pieces in self.own]
        if (
            len(parts) < 2
            or any(regex.search(_CODE, part) for part in parts)
            or parts[0].startswith("%")
        ):
            return False
        words = [word for part in parts for word in regex.findall(_WORD, part)]
        native = sum(bool(doc.host.lexicon.form(fold(word))) for word in words)
        if all(part.isascii() and part.isalpha() for part in parts):
            return len(parts) > 2 and native == len(words) > 0
        return native >= NATIVE * len(words) if words else self.nested


TEXT = Text("alternatives of a spinner, of which none was chosen")


@tracer(
    kind="artefact",
    severity="error",
    ratio=3.8,
    needs="|",
    flags=(
        "Découvrez notre [[{large|vaste|belle}]] gamme de {chaises}.",
        "Un séjour [[{à la {mer|montagne}|en ville}]] vous attend.",
        "Ce modèle est [[{|très }]]léger.",
    ),
    passes=(
        "Relancez le service par /etc/init.d/apache2 {start|stop|restart}.",
        "La vue affiche {{ article.titre|upper }} puis {% if a|length %} la date.",
        "| nom {court} | rôle |\n| --- | --- |\n| {a | b} | c |",
        "L'ensemble {x | x > 0} est ouvert ; le motif [a|b]+ reconnaît les deux.",
        "Voyez [[Lyon|la ville de Lyon]] et [le guide|plan](plan.html).",
        "Le type {nom: string|null} est facultatif.",
    ),
)
def spintax(doc: Document) -> Iterator[Trace]:
    """A group of alternatives of which a spinner should have chosen one.

    Spinners write *{a|b|c}*, nested or not, sometimes *[a|b]*, and draw one alternative for each
    copy of the text; a group that is still there was never drawn. Prose has no other use for it:
    tables, templates, commands, patterns and formulas are told apart by what stands in and around
    the brackets. The ratio is ln(.01 / .00021): one spun document in a hundred is taken to be left
    so, and of 14,480 clean ones none was (95 % upper bound 3 in so many).

    Example: "Découvrez notre {large|vaste|belle} gamme."
    """
    if doc.marks.isdisjoint("{["):
        return
    for start, end in _outermost(doc):
        clue = Clue("spintax", 1.0, "form", TEXT)
        yield Trace(start, end, CONFIDENCE, clue)


def _outermost(doc: Document) -> list[tuple[int, int]]:
    """Groups that are in no other, in order; one look at each character, however they nest."""
    found: list[tuple[int, int]] = []
    opened: list[_Group] = []
    depth: Counter[str] = Counter()
    last = 0
    for match in regex.finditer(_MARK, doc.text):
        mark, at = match[0], match.start()
        if opened:
            opened[-1].own[-1].append(doc.text[last:at])
        last = at + 1
        if mark in "{[":
            opened.append(_Group(mark, at))
            depth[mark] += 1
        elif mark != "|":
            group = _closed(opened, depth, _OPENED_BY[mark])
            if group and group.spins(doc) and not _foreign(doc.text, group.start, last):
                _add(found, (group.start, last))
                for outer in opened[-1:]:
                    outer.nested = True
        elif opened:
            opened[-1].own.append([])
    return found


def _closed(opened: list[_Group], depth: Counter[str], mark: str) -> _Group | None:
    """Take the last group with this mark and all that were opened in it; None if there is none."""
    while depth[mark]:
        group = opened.pop()
        depth[group.mark] -= 1
        if group.mark == mark:
            return group
    return None


def _add(found: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """Add a group in the place of those inside it."""
    while found and found[-1][0] > span[0]:
        found.pop()
    found.append(span)


def _foreign(text: str, start: int, end: int) -> bool:
    """Whether what stands around a group says that it is a template, a link, code or a table."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    doubled = before == text[start] and after == text[end - 1]
    if doubled or before in _BEFORE or after in _AFTER:
        return True
    line = text.rfind("\n", max(0, start - MAX_ROW), start) + 1
    return bool(line or start <= MAX_ROW) and text[line : line + 8].lstrip().startswith("|")

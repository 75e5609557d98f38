"""The grammar that an original leaves behind: gender, number, elision, liaison.

A spinner swaps a word and leaves its neighbours. What they still call for tells against the
surface, and for an original that answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detector.document import fold
from detector.gap import OPEN, Gap
from detector.languages import GENDER, NUMBER, Slot
from detector.lexicon import ADJECTIVE, NOUN

if TYPE_CHECKING:
    from detector.document import Document
    from detector.host import Host
    from detector.languages import Language


class Fit(NamedTuple):
    """How a word suits its neighbours: 1 it agrees, -1 it clashes, 0 they do not say."""

    gender: int
    number: int
    elision: int

    @property
    def clashes(self) -> int:
        """How many of the three are broken."""
        return (self.gender < 0) + (self.number < 0) + (self.elision < 0)


_SIDES = (0, 1, -1)
Fits = tuple[tuple[tuple[Fit, ...], ...], ...]
FITS: Fits = tuple(tuple(tuple(Fit(g, n, e) for e in _SIDES) for n in _SIDES) for g in _SIDES)
"""All fits, by gender, number and elision; -1 is the last."""
SILENT = FITS[0][0][0]


class Call(NamedTuple):
    """What the word before a place calls for.

    ``slot`` are the bits of a determiner; ``sound`` is 1 where a vowel is due (after *l'*), -1
    where a consonant is (after *le*), 0 where either may follow.
    """

    slot: int
    sound: int


NO_CALL = Call(0, 0)


def call(doc: Document, first: int) -> Call:
    """What the word before token ``first`` calls for; nothing over punctuation."""
    if first == 0:
        return NO_CALL
    gap, left = doc.kinds[first], doc.folded[first - 1]
    if gap not in OPEN or left not in doc.host.callers:
        return NO_CALL
    written = doc.words[first]
    return doc.host.due(left, gap, len(written) > 1 and written.isupper())


def answered(host: Host, left: str, gap: int, written: str) -> tuple[Call, Fit]:
    """What a caller calls for in the word after it, as written, and how that suits."""
    word = fold(written)
    called = host.due(left, gap, len(written) > 1 and written.isupper())
    return called, fit(host, called, word, host.lexicon.form(word))


def due(language: Language, left: str, gap: int, capitals: bool) -> Call:  # noqa: FBT001
    """What a caller calls for in the word after it, by the gap between and whether that shouts.

    Initials are read letter by letter, so that their sound is not known.
    """
    slot = language.determiners.get(left, 0)
    if capitals:
        return Call(slot, 0)
    if gap == Gap.ELISION:
        return Call(slot, 1 if left in language.elided else 0)
    if slot & Slot.VOWEL:
        return Call(slot, 1)
    return Call(slot, -1 if left in language.whole or slot & Slot.CONSONANT else 0)


def begins_with_vowel(host: Host, word: str, *, native: bool) -> bool | None:
    """Whether a folded word begins with a vowel sound; None where spelling does not tell.

    Foreign words in u, y, h, eu and one are read in more than one way, so they do not tell.
    """
    language = host.language
    if word in language.unelided:
        return None
    first = word[:1]
    if first in language.silent:
        return host.mute_h(word) if native and first == "h" else None
    if not native and word.startswith(("u", "eu", "one")):
        return None
    return first in language.vowels


def slots(form: int) -> int:
    """Genders and numbers (bits of `Slot`) that a form can have as a noun or an adjective."""
    return (form & 15 | form >> 4 & 15) if form & (NOUN | ADJECTIVE) else 0


def fit(host: Host, called: Call, word: str, form: int) -> Fit:
    """How a folded word would suit a call; its form is 0 where it is not of the host language."""
    return SILENT if called is NO_CALL else host.fit(called, word, form)


def fitting(host: Host, called: Call, word: str, form: int) -> Fit:
    """The same for a call that is one; the host remembers it."""
    vowel = begins_with_vowel(host, word, native=bool(form)) if called.sound else None
    return suited(called, slots(form), vowel)


def suited(called: Call, able: int, vowel: bool | None) -> Fit:  # noqa: FBT001
    """How a word suits a call, by what it can be (`slots`) and how it begins."""
    slot, due = called
    sound = 0 if not due or vowel is None else 1 if vowel == (due > 0) else -1
    if not slot or not able:
        return FITS[0][0][sound]
    gender, number = _AGREE[slot & GENDER], _AGREE[slot & NUMBER]
    return FITS[gender[able & GENDER]][number[able & NUMBER]][sound]


def _agree(due: int, has: int) -> int:
    if due in (0, GENDER, NUMBER) or not has:
        return 0
    return 1 if due & has else -1


_AGREE = tuple(tuple(_agree(due, has) for has in range(16)) for due in range(16))
"""By the genders or the numbers that are called for, and by those that a form can have."""

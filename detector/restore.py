"""Put presumed originals back, and mend the seam where they do not suit what stands before them.

A spinner leaves a word's neighbours as the original wanted them, so that the right original mostly
fits as it is. Where a spinner broke an elision, or where a word that it inserted goes, the host's
grammar says how the two sides join; where it does not say, the place is left alone, because a
reader can repair a planted word more easily than a text that was repaired wrongly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import regex

from detector.agreement import begins_with_vowel, slots
from detector.document import Document, fold
from detector.gap import Gap, gap_kind
from detector.host import host
from detector.languages import GENDER, NUMBER, Slot
from detector.prose import Prose
from detector.report import Change, Finding, Kind, Report, Verdict
from detector.tokens import split

APOSTROPHE = "'"
"""What an elision is written with in a document that has none to go by."""
_LINE_END = regex.compile(r"[\r\n]")
_SPACES = regex.compile(r"[^\S\r\n]+")
_SPACES_LAST = regex.compile(r"(?r)[^\S\r\n]+\Z")


class _Lead(NamedTuple):
    """How the words before a place are to read: ``text`` for the last ``tokens`` and their gaps."""

    tokens: int
    text: str


_AS_IS = _Lead(0, "")


def certainty(finding: Finding) -> float:
    """Probability that the finding's best original stood there: planted, and that word.

    Below 0 for a finding that names no original, which nothing can put back.
    """
    if finding.kind is not Kind.SUBSTITUTION or not finding.originals:
        return -1.0
    return finding.confidence * finding.originals[0].confidence


def probable(min_confidence: float) -> float:
    """The same figure; ValueError where it is no probability."""
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence is {min_confidence}, not between 0 and 1")
    return min_confidence


def restored(
    report: Report, min_confidence: float, *, quoted: bool = True
) -> tuple[str, tuple[Change, ...]]:
    """See `Report.restored`."""
    least = probable(min_confidence)
    text = report.text
    if report.verdict is Verdict.UNSUPPORTED or report.language is None:
        return text, ()
    sure = [finding for finding in report.findings if certainty(finding) >= least]
    if not sure:
        return text, ()
    made = changes(Document(report.prose, host(report.language)), sure, quoted=quoted)
    return applied(text, made), made


def applied(text: str, made: Iterable[Change]) -> str:
    """A text with changes to it made, given by start."""
    pieces, at = [], 0
    for change in made:
        pieces += [text[at : change.start], change.after]
        at = change.end
    return "".join([*pieces, text[at:]])


def changes(
    doc: Document, findings: Iterable[Finding], *, quoted: bool = True
) -> tuple[Change, ...]:
    """The changes to the source that put the findings' best originals back, by start.

    Worked out from the end, so that a place knows what will follow it. A change is made only
    where the source writes what is changed as the prose has it.
    """
    made: list[Change] = []
    placed: list[Change] = []
    for finding in sorted(findings, key=lambda finding: finding.start, reverse=True):
        later = made[-1] if made else None
        change = _change(doc, finding, later, quoted=quoted)
        if change is not None and (later is None or change.end <= later.start):
            start = _written(doc.prose, change.start, change.end)
            if start is not None:
                made.append(change)
                end = start + change.end - change.start
                placed.append(change._replace(start=start, end=end))
    return tuple(reversed(placed))


def _written(prose: Prose, start: int, end: int) -> int | None:
    """Where the source writes a stretch of prose, None where not as is."""
    try:
        begin, stop = prose.span(start, end)
    except ValueError:
        return None
    return begin if prose.source[begin:stop] == prose.text[start:end] else None


def _change(
    doc: Document, finding: Finding, later: Change | None, *, quoted: bool
) -> Change | None:
    """The change in the prose for one finding.

    None where the seam cannot hold, a line would go with it, or a quotation is not to be touched.
    """
    try:
        begin = doc.prose.offset(finding.start)
        end = doc.prose.offset(finding.end - 1) + 1
    except ValueError:
        return None
    first, stop = bisect_left(doc.starts, begin), bisect_left(doc.starts, end)
    if first >= stop or doc.span(first, stop) != (begin, end):
        return None
    if _LINE_END.search(doc.text, begin, end) or (not quoted and first in doc.quoted):
        return None
    original = finding.originals[0].text
    found = _swap(doc, first, stop, original, later) if original else _cut(doc, first, stop, later)
    if found is None:
        return None
    start, end, after = found
    return Change(start, end, doc.text[start:end], after, finding)


def _swap(
    doc: Document, first: int, stop: int, original: str, later: Change | None
) -> tuple[int, int, str] | None:
    """Put a word in the place of tokens ``first`` to before ``stop``."""
    lead = _lead(doc, first - 1, doc.gaps[first], original)
    if lead is None or _clashes(doc, original, stop, later):
        return None
    _, end = doc.span(first, stop)
    return doc.starts[first - lead.tokens], end, lead.text + original


def _cut(doc: Document, first: int, stop: int, later: Change | None) -> tuple[int, int, str] | None:
    """Take inserted tokens away with one of the spaces beside them.

    That is the space after them where a word follows on the line, else the one before.
    """
    start, end = doc.span(first, stop)
    before, after = doc.gaps[first], doc.gaps[stop]
    if doc.kinds[first] & (Gap.HYPHEN | Gap.GLUE_LEFT) or after[:1].strip():
        return None
    right, left = _SPACES.match(after), _SPACES_LAST.search(before)
    follows = stop < len(doc)
    if right and (not left or (follows and right.end() == len(after))):
        end += right.end()
    elif left:
        start -= len(left[0])
    elif before and before[-1] not in "\r\n":
        return None
    if not follows:
        return (start, end, "") if doc.kinds[first] != Gap.ELISION else None
    gap = before[: len(before) - doc.starts[first] + start] + doc.text[end : doc.starts[stop]]
    word = _word(doc, stop, later)
    lead = _lead(doc, first - 1, gap, word)
    if lead is None or not word or (doc.kinds[first] == Gap.ELISION and gap != before):
        return None
    if lead.tokens:
        return doc.starts[first - lead.tokens], doc.starts[stop], lead.text
    opens = doc.words[first][0].isupper() and doc.opens_sentence(first)
    if opens and word[0].islower() and after.isspace():
        rest = doc.text[end : doc.starts[stop]]
        return start, doc.starts[stop] + 1, rest + word[0].upper()
    return start, end, ""


def _word(doc: Document, i: int, later: Change | None) -> str:
    """What token i will read; empty when it goes."""
    return later.after if later and later.start == doc.starts[i] else doc.words[i]


def _vowel(doc: Document, word: str) -> tuple[bool | None, int]:
    """Whether what will be written begins with a vowel sound, and the form of its first word."""
    words = split(word)[1:2]
    if not words:
        return None, 0
    folded = fold(words[0])
    form = doc.host.lexicon.form(folded)
    return begins_with_vowel(doc.host, folded, native=bool(form)), form


def _clashes(doc: Document, original: str, stop: int, later: Change | None) -> bool:
    """Whether an original would itself have to be clipped before token ``stop``."""
    language = doc.host.language
    last = fold(split(original)[-2]) if split(original)[1:] else ""
    if last not in language.whole | language.contracted.keys() or stop == len(doc):
        return False
    return doc.kinds[stop] == 0 and bool(_vowel(doc, _word(doc, stop, later))[0])


def _lead(doc: Document, left: int, gap: str, word: str) -> _Lead | None:
    """How token ``left`` is to read with this gap before this word; None where nobody can say."""
    vowel, form = _vowel(doc, word)
    if left < 0 or vowel is None:
        return _AS_IS
    language, known, kind = doc.host.language, doc.folded[left], gap_kind(gap)
    if kind == Gap.ELISION and known in language.elided:
        return _AS_IS if vowel else _written_out(doc, left, word, form)
    if kind or (left and doc.kinds[left] == Gap.HYPHEN):
        return _AS_IS
    if vowel and (known in language.whole or known in language.contracted):
        return _clipped(doc, left, word) if _SPACES.fullmatch(gap) else None
    barred = Slot.CONSONANT if vowel else Slot.VOWEL
    return None if language.determiners.get(known, 0) & barred else _AS_IS


def _clipped(doc: Document, left: int, word: str) -> _Lead:
    """A word that cannot stand before a vowel sound, as it is written there."""
    language, written = doc.host.language, doc.words[left]
    apart, full = language.contracted.get(doc.folded[left], ("", doc.folded[left]))
    short = next(short for short, forms in language.elided.items() if full in forms)
    if not apart:
        return _Lead(1, _cased(short, written, word) + _apostrophe(doc))
    if _shouted(written) and _shouted(word):
        short = short.upper()
    return _Lead(1, f"{_cased(apart, written, word)} {short}{_apostrophe(doc)}")


def _written_out(doc: Document, left: int, word: str, form: int) -> _Lead | None:
    """A clipped word in full, with the word before it where the two contract."""
    language = doc.host.language
    forms = language.elided[doc.folded[left]]
    forms = tuple(full for full in forms if full in language.whole) or forms
    if len(forms) > 1:
        able, called = slots(form), language.determiners
        forms = tuple(full for full in forms if _agrees(called.get(full, 0) & able))
    if len(forms) != 1:
        return None
    if left and doc.kinds[left] == 0:
        parts = doc.folded[left - 1], forms[0]
        for short, apart in language.contracted.items():
            if apart == parts:
                if not _SPACES.fullmatch(doc.gaps[left]):
                    return None
                return _Lead(2, _cased(short, doc.words[left - 1], word) + " ")
    return _Lead(1, _cased(forms[0], doc.words[left], word) + " ")


def _agrees(shared: int) -> bool:
    return bool(shared & GENDER and shared & NUMBER)


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _cased(text: str, written: str, word: str) -> str:
    """A text in the case of what it stands in for, all capitals only beside all capitals."""
    if written.isupper() and _shouted(word):
        return text.upper()
    return text[:1].upper() + text[1:] if written[:1].isupper() else text


def _apostrophe(doc: Document) -> str:
    """The apostrophe that the document's elisions are mostly written with."""
    used = Counter(gap for gap in doc.gaps if gap_kind(gap) == Gap.ELISION)
    return used.most_common(1)[0][0] if used else APOSTROPHE

"""Rule hidden-characters."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from detector.document import Document
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.97
ZERO_WIDTH = "\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
OVERRIDES = "\u202d\u202e"
_hidden = Sieve(regex.compile(rf"[{ZERO_WIDTH}]+").fullmatch)
_LATIN = r"[\p{Latin}\p{M}]+"
_TURNED = rf"[{OVERRIDES}]([^\u202a-\u202e\n]{{1,200}})\u202c?"
_LEFTWARDS = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
INSIDE = Text("characters that show nothing stand inside “{}”")
TURNED = Text("the letters of “{}” are turned round")


@tracer(
    kind="artefact",
    severity="warning",
    needs=ZERO_WIDTH + OVERRIDES,
    flags=(
        "Une [[ga\u200brantie]] de dix ans, un [[ser\u2060vi\u2060ce]] rapide.",
        "Une [[\u202eeitnarag\u202c]] de dix ans.",
    ),
    passes=(
        "Une famille \U0001f468\u200d\U0001f469\u200d\U0001f467 au complet.",
        "Le mot \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 est persan.",
        "Un re\xadtour à la ligne, une\u200b espace de trop.",
        "Le mot \u202e\u05e9\u05dc\u05d5\u05dd\u202c est hébreu.",
    ),
)
def hidden_characters(doc: Document) -> Iterator[Trace]:
    """A Latin word with characters inside that show nothing, or that turn its letters round.

    Zero-width spaces and joiners cut a word for a machine and leave it whole for the eye; an
    override of direction shows it back to front. Scripts that join their letters need joiners and
    right-to-left texts need directions, so that only Latin words count; joined emoji are no words.

    Example: "ga·rantie" with a zero-width space for the point.
    """
    marks = doc.marks
    if not marks.isdisjoint(ZERO_WIDTH):
        for first, stop in doc.joined(_hidden(doc.between)):
            if all(regex.fullmatch(_LATIN, word) for word in doc.words[first:stop]):
                read = "".join(doc.words[first:stop])
                yield _trace(doc.span(first, stop), INSIDE, read)
    if not marks.isdisjoint(OVERRIDES) and not regex.search(_LEFTWARDS, doc.text):
        for match in regex.finditer(_TURNED, doc.text):
            read = match[1][::-1] if match[0][0] == "\u202e" else match[1]
            yield _trace(match.span(), TURNED, read)


def _trace(span: tuple[int, int], text: Text, read: str) -> Trace:
    start, end = span
    clue = Clue("hidden", 1.0, "form", text, (read,))
    return Trace(start, end, CONFIDENCE, clue, (Original(read, CONFIDENCE),))

"""Which language a document is in: by its function words, and by langdetect where those waver.

A gate that turns away spun text would be useless, so that a text is only ever turned away when its
function words are not the host's; the words a spinner plants are not function words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detector.messages import Message

if TYPE_CHECKING:
    from detector.document import Document

SURE, ABSENT = 0.12, 0.05
"""Share of the host's function words from which a text is the host's, and below which it is not.

Documents of the French corpora have .17 and more of them, other Romance languages under .07.
"""
ENGLISH = 0.20
"""Share of English function words from which a text without the host's is English."""
MAX_CHARACTERS = 4000
"""Characters that langdetect reads."""
SEED = 0
FUNCTION_WORDS = Message("function words")


class Identified(NamedTuple):
    """The language of a document, None when nobody can tell, and how that was found."""

    code: str | None
    how: str


def identify(doc: Document) -> Identified:
    """The language of a document, what its markup declares to be foreign left aside."""
    language = doc.host.language
    words = len(doc.own)
    if not words:
        return Identified(None, Message("the text has no letters"))
    own = doc.common / words
    if own >= SURE:
        return Identified(language.code, FUNCTION_WORDS)
    rival = sum(map(language.rivals.__contains__, doc.own)) / words
    if own < ABSENT and rival >= ENGLISH:
        return Identified("en", FUNCTION_WORDS)
    guess = _detect(" ".join(doc.own) if doc.declared else doc.text)
    if guess == "en" and own > rival:
        return Identified(language.code, FUNCTION_WORDS)
    return Identified(guess, "langdetect")


def _detect(text: str) -> str | None:
    """The language that langdetect names, seeded so that it always names the same one."""
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = SEED
    try:
        return str(detect(text[:MAX_CHARACTERS]))
    except LangDetectException:
        return None

"""What a check found: values that later steps read and nobody changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import chain
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any, NamedTuple, cast

from detector import messages
from detector.deferred import Deferred, Folded, Reasons
from detector.prose import Prose, plain

RESTORE_CONFIDENCE = 0.95
"""Probability of being right from which a presumed original is put back."""


class Kind(StrEnum):
    """What a finding is about; only the first two may feed the spin score."""

    SUBSTITUTION = "substitution"
    ARTEFACT = "artefact"
    PASSAGE = "passage"
    QUALITY = "quality"


class Severity(StrEnum):
    """How loudly a finding speaks, in rising order: note, warning, error."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Position in the rising order, for comparisons such as ``--fail-on``."""
        return ("note", "warning", "error").index(self.value)


class Verdict(StrEnum):
    """The document in one word; ``suspect`` from a score of .5, ``spun`` from .9."""

    CLEAN = "clean"
    SUSPECT = "suspect"
    SPUN = "spun"
    UNSUPPORTED = "unsupported"


class Span(NamedTuple):
    """A stretch of the caller's string, in code points, end exclusive."""

    start: int
    end: int


class Evidence(NamedTuple):
    """One reason to believe or doubt a finding.

    ``weight`` is in natural log-odds and adds up: all weights of a finding are the logit of its
    confidence, together with the model's intercept where it is of kind substitution. ``source``
    names the table row or rule that speaks (``moby: party``); ``text`` says it for a person in
    ``language``, put together when somebody reads it from ``template``, which is English in every
    report, and its ``parts`` (`str.format`).
    """

    id: str
    value: float
    weight: float
    source: str
    template: str
    parts: tuple[object, ...] = ()
    language: str = messages.DEFAULT

    @property
    def text(self) -> str:
        """The reason in words."""
        return messages.load(self.language).say(self.template, *self.parts)


class Original(NamedTuple):
    """A word that may have stood where the finding is; replaces exactly the finding's text."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding(Deferred):
    """A span that was believed to be a trace, with everything that speaks for and against it.

    ``text`` is the raw slice of the source, ``surface`` the decoded words. ``originals`` come best
    first; the empty string is the original of an inserted word. ``evidence`` and ``message`` may be
    put together when they are first read.
    """

    rule: str
    kind: Kind
    severity: Severity
    start: int
    end: int
    text: str
    surface: str
    confidence: float
    originals: tuple[Original, ...]
    evidence: tuple[Evidence, ...]
    message: str

    @classmethod
    def of(
        cls,
        reasons: Reasons,
        *,
        rule: str,
        kind: Kind,
        severity: Severity,
        start: int,
        end: int,
        text: str,
        surface: str,
        confidence: float,
        originals: tuple[Original, ...],
    ) -> Finding:
        """A finding of all its fields but evidence and message, which its reasons give."""
        made: Any = _Draft()
        made.rule, made.kind, made.severity = rule, kind, severity
        made.start, made.end, made.text, made.surface = start, end, text, surface
        made.confidence, made.originals = confidence, originals
        made._reasons = reasons  # noqa: SLF001
        made.__class__ = cls
        return cast("Finding", made)

    def but(self, **fields: object) -> Finding:
        """The finding with other fields; unlike `dataclasses.replace` it reads none of the rest."""
        made = object.__new__(type(self))
        for name, slot in _SLOTS.items():
            try:
                slot.__set__(made, fields[name] if name in fields else slot.__get__(self))
            except AttributeError:
                continue
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as plain values: a class by each piece of evidence would take twice the time."""
        lists = self.originals, self.evidence
        return _finding, (*_PLAIN(self), *(tuple(chain.from_iterable(each)) for each in lists))


class _Draft(Deferred):
    """A finding until its fields are set: those of a frozen value take thrice as long to set."""

    __slots__ = Finding.__slots__


_SLOTS: Mapping[str, MemberDescriptorType] = {
    name: getattr(Finding, name) for name in (*Finding.__slots__, *Deferred.__slots__)
}
"""By field of a finding, what reads it as it is, even if it has no value yet, and first sets it."""


_NAMES = tuple(name for name in Finding.__slots__ if name not in {"originals", "evidence"})
_PLAIN = attrgetter(*_NAMES)


def _finding(*values: Any) -> Finding:
    """A finding from what it is pickled as."""
    *plain, originals, evidence = values
    named = dict(zip(_NAMES, plain, strict=True))
    return Finding(
        **named, originals=_rows(Original, originals), evidence=_rows(Evidence, evidence)
    )


def _rows(kind: Any, values: tuple[object, ...]) -> tuple[Any, ...]:
    """Named tuples of a kind from the values of all, one behind the other."""
    rows = zip(*[iter(values)] * len(kind._fields), strict=True)
    return tuple(map(partial(tuple.__new__, kind), rows))


class Change(NamedTuple):
    """A stretch of the report's text that a restored text has otherwise, and why.

    ``before`` is the text from ``start`` to ``end``: the finding's own, with the neighbours that
    its original does not leave as they are.
    """

    start: int
    end: int
    before: str
    after: str
    finding: Finding


class Provenance(NamedTuple):
    """What a report was made with and from, so that another person can make it again.

    ``data``, ``config`` and ``sha256`` are hexadecimal hashes of the tables and model, of the
    configuration and of the source text (UTF-8, lone surrogates passed through).
    """

    schema: int
    version: str
    data: str
    config: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Report(Folded):
    r"""One document's findings by start, its score and its signals.

    ``score`` is the calibrated probability that the document was spun, ``log_likelihood_ratio``
    (natural log) the same without its prior; both are None where the text is unsupported, and
    ``notes`` then say why. ``words`` counts ``\p{L}+`` matches. ``error`` is set in place of all
    else when a document could not be checked.

    ``signals`` are text-quality signals by name (`detector.signals`), ``quality`` what they come to
    (`detector.quality`): 0 to 1, under a half where a filter of web corpora would drop the text,
    None where it is unsupported. ``quality_reasons`` says what each signal that costs quality
    leaves of it, the worst first, which is the quality.
    """

    verdict: Verdict
    score: float | None
    log_likelihood_ratio: float | None
    words: int
    language: str | None
    findings: tuple[Finding, ...]
    signals: Mapping[str, float]
    provenance: Provenance
    quality: float | None = None
    quality_reasons: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    error: str | None = None
    prose: Prose = field(default=plain(""), repr=False)

    @property
    def text(self) -> str:
        """The source text, in which offsets count."""
        return self.prose.source

    @property
    def signature(self) -> tuple[int, ...] | None:
        """A key by which spins of one text find each other (`detector.signature`).

        128 numbers of 32 bits; the share of equal ones is how much two texts have in common, their
        planted words aside. Worked out anew whenever it is asked for, so that a report whose
        signature nobody reads costs nothing. None where the text is unsupported, or has too few
        words that English does not have.
        """
        if self.verdict is Verdict.UNSUPPORTED or self.language is None:
            return None
        from detector.document import Document
        from detector.host import host
        from detector.signature import signature

        return signature(Document(self.prose, host(self.language)))

    def restored(
        self, min_confidence: float = RESTORE_CONFIDENCE, *, quoted: bool = True
    ) -> tuple[str, tuple[Change, ...]]:
        """The text with presumed originals put back, and the changes that make it so, by start.

        A change is made where it is right with a probability of ``min_confidence``: that of the
        finding being a substitution times that of its best original. One that would leave the
        words around it ungrammatical is not made, nor one where the source writes the words
        otherwise than they read (an entity, markup inside), nor, without ``quoted``, one in a
        quotation; and nothing is where the text is unsupported.
        """
        from detector.restore import restored

        return restored(self, min_confidence, quoted=quoted)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as its fields in their order."""
        return Report, _FIELDS(self)


_FIELDS = attrgetter(*Report.__slots__)

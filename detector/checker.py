"""The library's door: text in, report out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from detector import messages, profiles
from detector._version import __version__
from detector.accepted import without
from detector.bounds import Budget, LateError
from detector.config import Config
from detector.document import Document
from detector.engine import Case, candidates, finding, judge, traces
from detector.host import DATA, host
from detector.languages import codes
from detector.messages import Catalogue, Message, Text
from detector.model import Model
from detector.model import load as load_model
from detector.prose import Prose, plain
from detector.quality import reasons
from detector.report import Finding, Provenance, Report, Verdict
from detector.rules import Rule, Trace
from detector.score import score
from detector.signals import FULL, signals
from detector.storage import loading

if TYPE_CHECKING:
    from detector.certain import Certain

SCHEMA = 1
MIN_WORDS = 20
AUTO = "auto"
FEW_WORDS = Text("only {} of the {} words that a score needs")
OTHER_LANGUAGE = Text("language is {} (by {}), not {}")
ONLY_EXPRESSIONS = Text("in {} only known expressions with a word swapped were looked for")
UNKNOWN = Message("unknown")


@lru_cache(maxsize=8)
def fitted(code: str) -> Model:
    """The model of a host language."""
    path = DATA / code / "model.json"
    with loading(path):
        return load_model(path)


@lru_cache(maxsize=8)
def data_hash(code: str) -> str:
    """SHA-256 of the tables and model of a host language, in hexadecimal."""
    return hashlib.sha256((DATA / code / "MANIFEST.json").read_bytes()).hexdigest()


class Detector:
    """Checks documents of one host language; immutable, thread-safe, picklable.

    With the language ``auto``, each document is read in the host language whose function words it
    has most of.
    Tables and model are loaded once per process, on the first check, and shared by all detectors;
    a pickled detector reopens them. ``prior``, ``profile`` and ``signals`` are shorthand for those
    of the configuration. ValueError when there is no such language or profile.
    """

    __slots__ = ("_digest", "config", "language")

    language: str
    config: Config
    _digest: str

    def __init__(
        self,
        language: str = "fr",
        config: Config | None = None,
        *,
        prior: float | None = None,
        profile: str | None = None,
        signals: str | None = None,
    ) -> None:
        settings = config or Config()
        if profile is not None:
            settings = settings.in_profile(profile)
        if prior is not None:
            settings = replace(settings, prior=prior)
        if signals is not None:
            settings = replace(settings, signals=signals)
        object.__setattr__(self, "language", language)
        object.__setattr__(self, "config", settings)
        object.__setattr__(self, "_digest", settings.digest)
        for code in self._codes:
            host(code)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Detector cannot be changed; make one with another {name}")

    @property
    def _messages(self) -> Catalogue:
        return messages.load(self.config.messages)

    @property
    def _codes(self) -> tuple[str, ...]:
        return codes() if self.language == AUTO else (self.language,)

    def __reduce__(self) -> tuple[Any, ...]:
        return Detector, (self.language, self.config)

    def read(self, text: str | Prose, budget: Budget | None = None) -> Document:
        """A text as words of the host language, unchecked: what else is asked of it begins here."""
        if self.language != AUTO:
            return Document(text, host(self.language), budget)
        documents = (Document(text, host(code), budget) for code in self._codes)
        return max(documents, key=lambda doc: doc.common)

    def check(self, text: str | Prose) -> Report:
        """Report on one text, or on the prose of a file; never raises for what it holds.

        Offsets count in the text, or in the source of the prose. Under 20 words, or in another
        language, the verdict is unsupported, the score None, and ``notes`` say why; artefacts are
        found all the same. ``notes`` also say what was left out because of the bounds of the
        configuration; a text that takes longer than they allow gives a report with an error.
        """
        prose = text if isinstance(text, Prose) else plain(text)
        budget = Budget(self.config.bounds)
        try:
            report = self._checked(self.read(budget.readable(prose), budget))
        except LateError as error:
            return self.failed(prose, error)
        notes = (*report.notes, *map(self._messages.text, budget.notes))
        return replace(report, notes=notes, prose=prose) if budget.notes else report

    def _checked(self, doc: Document) -> Report:
        """The report on a document, with its profile applied."""
        least = self.config.min_confidence
        asked = traces(doc, self._messages, full=self.config.signals == FULL)
        sure = [(rule, item) for rule, item in asked if item.confidence >= least]
        why, language = self._unsupported(doc)
        if why:
            found = [item for _, item in sure]
            notes = tuple(map(self._messages.text, (why, *_asked(doc, language))))
            report = self._report(doc, language, Verdict.UNSUPPORTED, found, notes=notes)
        else:
            report = self._scored(doc, language, sure)
        return profiles.load(self.config.profile).apply(report)

    def _scored(
        self, doc: Document, language: str | None, sure: list[tuple[Rule[Trace], Finding]]
    ) -> Report:
        """The report on a document of the host language in which these traces are sure."""
        model = fitted(doc.host.language.code)
        cases = self._cases(doc, model)
        judged = judge(len(doc), cases, model) if cases else []
        more = sum({rule.name: rule.ratio for rule, _ in sure}.values())
        scored = score(len(doc), judged, model, self.config.prior, more)
        least = self.config.min_confidence
        said = self._messages
        found = [finding(doc, item, model, said) for item in judged if item.confidence >= least]
        found += [item for _, item in sure]
        found.sort(key=_place)
        return self._report(
            doc,
            language,
            scored.verdict,
            found,
            score=scored.value,
            log_likelihood_ratio=scored.log_likelihood_ratio,
        )

    def _cases(self, doc: Document, model: Model) -> list[Case]:
        """The cases of a document of the host language that nobody has accepted."""
        cases = candidates(doc, model)
        return without(doc, cases, self.config.accept) if self.config.accept else cases

    def certain(self, prose: Prose, least: float, earlier: Document | None = None) -> Certain:
        """What a report on a prose would have that is ``least`` certain (`restore.certainty`).

        What ``earlier`` was looked at for the same, on the way to this prose, need not be worked
        out again where it stands as it did. Of more findings than the bounds of the configuration
        allow the surest count; a text that takes longer than these allow has none.
        """
        from detector.certain import Certain, certain
        from detector.precedent import Precedent

        budget = Budget(self.config.bounds)
        try:
            doc = self.read(budget.readable(prose), budget)
            if self._unsupported(doc)[0]:
                return Certain(doc, ())
            if earlier is not None and earlier.host is doc.host:
                doc.precedent = Precedent(earlier, doc)
            model = fitted(doc.host.language.code)
            found = list(certain(doc, self._cases(doc, model), model, least, self._messages))
            budget.spend()
        except LateError:
            return Certain(None, ())
        doc.precedent = None
        sure = [item for item in found if item.confidence >= self.config.min_confidence]
        return Certain(doc, tuple(_in_source(doc.prose, _listed(sure, budget))))

    def check_many(self, texts: Iterable[str | Prose], jobs: int = 1) -> Iterator[Report]:
        """Reports in the order of the texts; a text that fails gives a report with an error."""
        from detector.scale.pool import check_many

        return check_many(self, texts, jobs)

    def failed(self, text: object, error: BaseException) -> Report:
        """The report that stands in for one that could not be made; nothing is measured."""
        prose = text if isinstance(text, Prose) else plain(text if isinstance(text, str) else "")
        said = messages.reason(error)
        if not isinstance(said, Message):
            said = messages.unforeseen(error)
        return Report(
            verdict=Verdict.UNSUPPORTED,
            score=None,
            log_likelihood_ratio=None,
            words=0,
            language=None,
            findings=(),
            signals={},
            provenance=self._provenance(prose, self._codes[0]),
            error=self._messages.text(said),
            prose=prose,
        )

    def _unsupported(self, doc: Document) -> tuple[str, str | None]:
        """Why a text cannot be scored, empty when it can, and its language as far as known."""
        if len(doc.own) < MIN_WORDS:
            return Message(FEW_WORDS, len(doc.own), MIN_WORDS), None
        found = doc.identified
        code = doc.host.language.code
        if found.code != code:
            return Message(OTHER_LANGUAGE, found.code or UNKNOWN, found.how, code), found.code
        return "", found.code

    def _report(
        self,
        doc: Document,
        language: str | None,
        verdict: Verdict,
        findings: list[Finding],
        **rest: Any,
    ) -> Report:
        doc.budget.spend()
        found = signals(doc, self.config.signals)
        supported = verdict is not Verdict.UNSUPPORTED
        costs = reasons(found, self.config.all_limits) if supported else {}
        return Report(
            verdict=verdict,
            score=rest.get("score"),
            log_likelihood_ratio=rest.get("log_likelihood_ratio"),
            words=len(doc),
            language=language,
            findings=tuple(_in_source(doc.prose, _listed(findings, doc.budget))),
            signals=found,
            provenance=self._provenance(doc.prose, doc.host.language.code),
            quality=min(costs.values(), default=1.0) if supported else None,
            quality_reasons=costs,
            notes=rest.get("notes", ()),
            prose=doc.prose,
        )

    def _provenance(self, prose: Prose, code: str) -> Provenance:
        digest = hashlib.sha256(prose.source.encode("utf-8", "surrogatepass")).hexdigest()
        return Provenance(SCHEMA, __version__, data_hash(code), self._digest, digest)


def _place(item: Finding) -> tuple[int, int, str]:
    return item.start, item.end, item.rule


def _listed(found: list[Finding], budget: Budget) -> list[Finding]:
    """As many findings as are listed, the surest, in their order."""
    if budget.lists(len(found)):
        return found
    surest = sorted(found, key=lambda item: -item.confidence)[: budget.bounds.findings]
    return sorted(surest, key=_place)


def _in_source(prose: Prose, found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in the prose as those in its source; not those that end in the reader's own text."""
    if prose.whole:
        yield from found
        return
    for item in found:
        try:
            start, end = prose.span(item.start, item.end)
        except ValueError:
            continue
        text = prose.source[start:end]
        same = (start, text) == (item.start, item.text)
        yield item if same else item.but(start=start, end=end, text=text)


def _asked(doc: Document, language: str | None) -> Iterator[str]:
    """What was looked for all the same in a language that is no host."""
    if language in doc.host.telltales.languages:
        yield Message(ONLY_EXPRESSIONS, language)


@lru_cache(maxsize=1)
def _default() -> Detector:
    return Detector()


def check(text: str | Prose) -> Report:
    """Report on one text or a file's prose with the default detector, which is made once."""
    return _default().check(text)

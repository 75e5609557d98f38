"""The library's door: text in, report out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NoReturn

from detector._version import __version__
from detector.config import Config
from detector.document import Document
from detector.engine import candidates, finding, judge, traces
from detector.host import DATA, host
from detector.languages import codes
from detector.model import Model
from detector.model import load as load_model
from detector.report import Provenance, Report, Verdict
from detector.score import score

SCHEMA = 1
MIN_WORDS = 20
AUTO = "auto"


@lru_cache(maxsize=8)
def _model(code: str) -> Model:
    return load_model(DATA / code / "model.json")


@lru_cache(maxsize=8)
def _data_hash(code: str) -> str:
    return hashlib.sha256((DATA / code / "MANIFEST.json").read_bytes()).hexdigest()


class Detector:
    """Checks documents of one host language; immutable, thread-safe, picklable.

    With the language ``auto``, each document is read in the host language whose function words it
    has most of.
    Tables and model are loaded once per process, on the first check, and shared by all detectors;
    a pickled detector reopens them. ``prior`` is shorthand for that field of the configuration.
    ValueError when there is no such language.
    """

    __slots__ = ("config", "language")

    language: str
    config: Config

    def __init__(
        self, language: str = "fr", config: Config | None = None, *, prior: float | None = None
    ) -> None:
        settings = config or Config()
        if prior is not None:
            settings = Config(min_confidence=settings.min_confidence, prior=prior)
        object.__setattr__(self, "language", language)
        object.__setattr__(self, "config", settings)
        for code in self._codes:
            host(code)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Detector cannot be changed; make one with another {name}")

    @property
    def _codes(self) -> tuple[str, ...]:
        return codes() if self.language == AUTO else (self.language,)

    def __reduce__(self) -> tuple[Any, ...]:
        return Detector, (self.language, self.config)

    def check(self, text: str) -> Report:
        """Report on one text; never raises for what the text holds.

        Under 20 words, or in another language, the verdict is unsupported, the score None, and
        ``notes`` say why; artefacts are found all the same.
        """
        doc = self._read(text)
        found = traces(doc)
        least = self.config.min_confidence
        others = [item for _, item in found if item.confidence >= least]
        why, language = self._unsupported(doc)
        if why:
            unscored, notes = Verdict.UNSUPPORTED, (why, *_asked(doc, language))
            return self._report(doc, language, unscored, notes=notes, findings=tuple(others))
        model = _model(doc.host.language.code)
        judged = judge(len(doc), candidates(doc, model), model)
        ratios = {rule.name: rule.ratio for rule, item in found if item.confidence >= least}
        scored = score(len(doc), judged, model, self.config.prior, sum(ratios.values()))
        believed = [finding(doc, item, model) for item in judged if item.confidence >= least]
        return self._report(
            doc,
            language,
            scored.verdict,
            score=scored.value,
            log_likelihood_ratio=scored.log_likelihood_ratio,
            findings=tuple(sorted(believed + others, key=lambda f: (f.start, f.end, f.rule))),
        )

    def check_many(self, texts: Iterable[str], jobs: int = 1) -> Iterator[Report]:
        """Reports in the order of the texts; a text that fails gives a report with an error."""
        from detector.scale.pool import check_many

        return check_many(self, texts, jobs)

    def failed(self, text: object, error: BaseException) -> Report:
        """The report that stands in for one that could not be made."""
        doc = self._read(text if isinstance(text, str) else "")
        reason = f"{type(error).__name__}: {error}"
        return self._report(doc, None, Verdict.UNSUPPORTED, error=reason)

    def _read(self, text: str) -> Document:
        documents = (Document(text, host(code)) for code in self._codes)
        return max(documents, key=lambda doc: doc.common)

    def _unsupported(self, doc: Document) -> tuple[str, str | None]:
        """Why a text cannot be scored, empty when it can, and its language as far as known."""
        if len(doc) < MIN_WORDS:
            return f"{len(doc)} words, fewer than the {MIN_WORDS} that a score needs", None
        found = doc.identified
        code = doc.host.language.code
        if found.code != code:
            shown = found.code or "unknown"
            return f"language is {shown} (by {found.how}), not {code}", found.code
        return "", found.code

    def _report(self, doc: Document, language: str | None, verdict: Verdict, **rest: Any) -> Report:
        return Report(
            verdict=verdict,
            score=rest.get("score"),
            log_likelihood_ratio=rest.get("log_likelihood_ratio"),
            words=len(doc),
            language=language,
            findings=rest.get("findings", ()),
            signals=_signals(doc),
            provenance=self._provenance(doc),
            notes=rest.get("notes", ()),
            error=rest.get("error"),
            text=doc.text,
        )

    def _provenance(self, doc: Document) -> Provenance:
        digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Provenance(
            SCHEMA, __version__, _data_hash(doc.host.language.code), self.config.digest, digest
        )


def _asked(doc: Document, language: str | None) -> Iterator[str]:
    """What was looked for all the same in a language that is no host."""
    if language in doc.host.telltales.languages:
        yield f"in {language} only known expressions with a word swapped were looked for"


def _signals(doc: Document) -> dict[str, float]:
    """Cheap text-quality signals: shares of function words and of words that lean to English."""
    words = len(doc)
    if not words:
        return {}
    return {"stopword_ratio": doc.common / words, "foreign_ratio": len(doc.leaning) / words}


@lru_cache(maxsize=1)
def _default() -> Detector:
    return Detector()


def check(text: str) -> Report:
    """Report on one text with the default detector, which is made once."""
    return _default().check(text)

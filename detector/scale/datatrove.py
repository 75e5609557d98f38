"""A block for datatrove pipelines: drops what was spun, and says of each document why.

Pipelines for training data lose what a filter drops without a word, unless its statistics and its
exclusion writer speak: this one counts verdicts, rules and reasons, and every document carries its
report, whether it is kept or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter

from detector.checker import Detector
from detector.formats import Checked, Failed
from detector.formats.jsonl import record
from detector.report import Report, Verdict
from detector.scale.pool import check_one

ERROR = "error"


class SpinFilter(BaseFilter):
    """Drops documents by verdict, and by quality where ``min_quality`` is given.

    The reason of a drop is its verdict, ``quality_`` and the signal that costs most of it, or
    ``error`` for a document that could not be checked. Unsupported documents, which are short or
    not French, are kept unless ``drop`` names them. The report goes to the metadata under ``key``,
    as `detector.formats.jsonl` has it with the document's id for a path; None leaves it out.
    Statistics are the number of words, and documents by verdict, by rule that found something in
    them, and by reason. ValueError for a verdict that there is not, or a quality beyond 0 to 1.

    Tables are loaded once in each process of the executor.
    """

    name = "🌀 spin-detector"

    def __init__(
        self,
        drop: Iterable[str] = (Verdict.SPUN,),
        min_quality: float = 0.0,
        *,
        detector: Detector | None = None,
        key: str | None = "spin",
        exclusion_writer: Any = None,
    ) -> None:
        super().__init__(exclusion_writer)
        if not 0 <= min_quality <= 1:
            raise ValueError(f"min_quality is {min_quality}, not between 0 and 1")
        self.drop = frozenset(map(Verdict, drop))
        self.min_quality = min_quality
        self.detector = detector or Detector()
        self.key = key

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether to keep a document, or that and why not; its metadata gain the report."""
        report = check_one(self.detector, doc.text)
        failed = report.error is not None
        self.stat_update(ERROR if failed else f"verdict_{report.verdict}")
        self.stat_update(*sorted({f"rule_{finding.rule}" for finding in report.findings}))
        self.stat_update("words", value=report.words)
        if self.key is not None:
            failure = Failed(doc.id, report.error or "")
            doc.metadata[self.key] = record(
                failure if failed else Checked(doc.id, doc.text, report)
            )
        reason = self._reason(report)
        return (False, reason) if reason else True

    def _reason(self, report: Report) -> str:
        """Why a document is dropped, empty when it is not."""
        if report.error is not None:
            return ERROR
        if report.verdict in self.drop:
            return report.verdict
        if report.quality is not None and report.quality < self.min_quality:
            return f"quality_{next(iter(report.quality_reasons))}"
        return ""

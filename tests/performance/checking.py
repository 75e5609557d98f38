"""What checking costs one process: by sort and length of text, with signals, and by document."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from detector import Detector
from detector.document import Document
from detector.host import Host, host
from detector.mending import Mending
from detector.prose import plain
from detector.report import RESTORE_CONFIDENCE
from detector.rewrite import settled
from detector.signals import EXTENTS
from detector.signals import signals as measure
from tests.performance import material
from tests.performance.measure import (
    ROOT,
    Figure,
    MissingError,
    against_tokens,
    in_turn,
    size,
    spent,
    tokenised,
    words,
)

LENGTHS = {
    "100 B": 100,
    "1 KB": 1_000,
    "10 KB": 10_000,
    "100 KB": 100_000,
    "1 MB": 1_000_000,
    "10 MB": 10_000_000,
}
AT_LEAST = 100_000
"""Bytes that short documents are measured on together."""
LATENCY_WORDS = 1_000
CALLS = 1_000


def sorts(seconds: float) -> Iterator[Figure]:
    """Compare checking clean, technical and spun documents with finding their words."""
    for kind in material.KINDS:
        yield _checked(f"{kind} text", material.documents(kind), seconds)


def web(seconds: float) -> Iterator[Figure]:
    """The same on corpora of the web, beside debates."""
    for corpus in material.WEB:
        name = f"web mix: {corpus}"
        try:
            yield _checked(name, material.web(corpus), seconds)
        except MissingError as error:
            yield Figure(name, None, "", str(error))


def _checked(name: str, texts: Sequence[str], seconds: float) -> Figure:
    ratio, own = against_tokens(_checking(texts), texts, seconds)
    detail = (
        f"{size(texts) / own / 1e6:.2f} MB/s, {len(texts) / own:,.0f} documents/s on one core;"
        f" {len(texts)} documents, {words(texts):,} words"
    )
    return Figure(name, ratio, "x tokenising", detail)


def _checking(texts: Sequence[str]) -> Callable[[], None]:
    detector = Detector()

    def act() -> None:
        for text in texts:
            detector.check(text)

    return act


def lengths(seconds: float) -> Iterator[Figure]:
    """Compare checking documents of growing length with finding their words: cost is linear."""
    rates = {}
    source = ""
    for name, length in LENGTHS.items():
        whole, source = material.page(max(length, AT_LEAST))
        texts = [whole[i : i + length] for i in range(0, len(whole) - length + 1, length)] or [
            whole
        ]
        ratio, own = against_tokens(_checking(texts), texts, seconds)
        rates[name] = size(texts) / own
        detail = f"{rates[name] / 1e6:.2f} MB/s, {len(texts) / own:,.2f} documents/s"
        yield Figure(f"length {name}", ratio, "x tokenising", detail)
    growth = rates["1 KB"] / rates["10 MB"]
    yield Figure("10 MB over 1 KB, by byte", growth, "x", f"1 is linear; {source}")


def signals(seconds: float) -> Iterator[Figure]:
    """Compare measuring signals, in documents that are read already, with finding the words."""
    texts = material.documents("clean")
    french = host("fr")
    for extent in EXTENTS:
        ratios = []
        for _ in range(max(3, round(3 * seconds))):
            read = [_read(text, french) for text in texts]
            ratios.append(spent(_measured, read, extent) / spent(tokenised, texts))
        detail = f"apart from what a check works out anyway; {len(texts)} documents"
        yield Figure(f"{extent} signals", statistics.median(ratios), "x tokenising", detail)


def _measured(read: Sequence[Document], extent: str) -> None:
    for doc in read:
        measure(doc, extent)


def _read(text: str, language: Host) -> Document:
    """A document with everything that a check works out whatever its signals are."""
    doc = Document(text, language)
    _ = doc.common, doc.leaning, doc.kinds
    return doc


def latency(seconds: float) -> Iterator[Figure]:
    """How long a caller waits for one report, once all is loaded."""
    for kind in material.KINDS:
        texts = _cut(material.documents(kind))
        yield _waited(f"latency, {kind}", texts)
    yield _waited("latency, spun, gc.freeze()", _cut(material.documents("spun")), "frozen")


def _cut(documents: Sequence[str]) -> list[str]:
    """Texts of so many words; what is left over is left out."""
    whole = "\n\n".join(documents).split(" ")
    starts = range(0, len(whole) - LATENCY_WORDS + 1, LATENCY_WORDS)
    return [" ".join(whole[at : at + LATENCY_WORDS]) for at in starts]


def _waited(name: str, texts: Sequence[str], *how: str) -> Figure:
    command = [sys.executable, "-m", "tests.performance.waiting", str(CALLS), *how]
    done = subprocess.run(
        command, input=json.dumps(texts), cwd=ROOT, capture_output=True, text=True, check=True
    )
    clock, processor = (sorted(times) for times in zip(*json.loads(done.stdout), strict=True))
    late, working = (times[len(times) * 99 // 100] * 1e3 for times in (clock, processor))
    middle = statistics.median(clock) * 1e3
    detail = (
        f"99 of 100 within {late:.1f} ms; {statistics.median(processor) * 1e3:.1f} and"
        f" {working:.1f} of processor time; {CALLS} calls, {LATENCY_WORDS:,} words each"
    )
    return Figure(name, middle, "ms", detail)


def restore(seconds: float) -> Iterator[Figure]:
    """What putting originals back costs beside checking, of a report and to the fixed point."""
    texts = material.documents("spun")
    detector = Detector()

    def once() -> None:
        for text in texts:
            detector.check(text).restored()

    def settle() -> None:
        for text in texts:
            settled(plain(text), plain, Mending(detector, RESTORE_CONFIDENCE))

    turns = in_turn([_checking(texts), once, settle], seconds)
    for at, name, detail in (
        (1, "restored, one report", "checking once and putting back what is sure"),
        (2, "restored, to the fixed point", "looking for what is sure until nothing is"),
    ):
        ratio = statistics.median(turn[at] / turn[0] for turn in turns)
        yield Figure(name, ratio, "x checking", f"{detail}; {len(texts)} spun documents")

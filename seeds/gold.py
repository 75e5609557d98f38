"""Documents with gold spans: the fixtures of this project and the two reference articles.

The articles are third-party texts and stay out of the project: ``articles.json`` holds their
hashes and gold spans by offset. Their texts are looked for in ``$SPIN_DETECTOR_SEEDS``, then in
``../shared/seeds``, then in ``seeds/articles``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from seeds.sources import SEEDS

FIXTURES = SEEDS.parent / "fixtures"


class GoldSpan(NamedTuple):
    """A planted stretch; ``original`` is None where it cannot be known."""

    start: int
    end: int
    surface: str
    original: str | None
    kind: str
    grade: str


class GoldDocument(NamedTuple):
    """A text with its verdict and spans."""

    name: str
    text: str
    verdict: str
    spans: tuple[GoldSpan, ...]


def _document(record: dict[str, Any], text: str) -> GoldDocument:
    spans = tuple(GoldSpan(**span) for span in record["spans"])
    return GoldDocument(record["document"], text, record["verdict"], spans)


def _text(path: Path, sha256: str) -> str:
    """The text of a file; ValueError when it is not the one that was annotated."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{path}: not the text that its gold record describes")
    return data.decode("utf-8")


def fixtures(kind: str) -> Iterator[GoldDocument]:
    """Fixtures of one folder: spun, clean, hard_negatives, artefacts."""
    for sidecar in sorted((FIXTURES / kind).glob("*.gold.json")):
        record = json.loads(sidecar.read_text(encoding="utf-8"))
        yield _document(record, _text(sidecar.parent / record["document"], record["sha256"]))


def unspun(document: GoldDocument) -> str:
    """The author's text: every original in its place, and nothing where a word was inserted.

    Only for documents all of whose originals are known.
    """
    pieces, at = [], 0
    for span in document.spans:
        pieces += [document.text[at : span.start], span.original or ""]
        at = span.end if span.original else span.end + 1
    return "".join([*pieces, document.text[at:]])


def article_folders() -> list[Path]:
    """Where the reference articles may lie."""
    named = os.environ.get("SPIN_DETECTOR_SEEDS")
    places = [Path(named)] if named else []
    return [*places, SEEDS.parent.parent / "shared" / "seeds", SEEDS / "articles"]


def article(number: str) -> GoldDocument:
    """Reference article "000" or "002"; FileNotFoundError says where it was looked for."""
    records = json.loads((SEEDS / "articles.json").read_text(encoding="utf-8"))
    record = next(r for r in records if r["document"].startswith(number))
    for folder in article_folders():
        path = folder / record["document"]
        if path.is_file():
            return _document(record, _text(path, record["sha256"]))
    looked = ", ".join(map(str, article_folders()))
    raise FileNotFoundError(f"reference article {number} is in none of {looked}")

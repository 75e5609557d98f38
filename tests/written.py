"""What tests of readers ask of any prose, and how they write it down."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from detector.prose import BLOCK, GAP, Prose

DOCUMENTS = Path(__file__).parent / "documents"


def shown(prose: Prose) -> str:
    """Prose with its marks written around it: ``⟦heading:Au marché⟧``."""
    events: list[tuple[int, int, int, str]] = []
    for mark in prose.marks:
        events.append((mark.start, 1, -mark.end, f"⟦{mark.mark}:"))
        events.append((mark.end, 0, -mark.start, "⟧"))
    written, at = [], 0
    for offset, _, _, sign in sorted(events):
        written += [prose.text[at:offset], sign]
        at = offset
    return "".join([*written, prose.text[at:]])


def assert_maps_back(prose: Prose) -> None:
    """Fail unless every piece stands where it says, in order, and the reader owns the rest."""
    at = source = 0
    for piece in prose.pieces:
        own = prose.text[at : piece.start]
        assert not own.replace(BLOCK, "").replace(GAP, ""), own
        assert at <= piece.start < piece.end <= len(prose.text)
        assert source <= piece.source < piece.stop <= len(prose.source)
        if piece.literal:
            raw = prose.source[piece.source : piece.stop]
            assert raw == prose.text[piece.start : piece.end]
        at, source = piece.end, piece.stop
    assert not prose.text[at:].replace(BLOCK, "").replace(GAP, "")
    for mark in prose.marks:
        assert 0 <= mark.start < mark.end <= len(prose.text)


def assert_linear(read: Callable[[str], Prose], unit: str, *ends: str) -> None:
    """Fail where a row of 200,000 characters takes more than ten seconds; half of one is usual."""
    for end in ("", *ends):
        start = time.process_time()
        read(unit * (200_000 // len(unit)) + end)
        assert time.process_time() - start < 10


def near(*parts: str) -> st.SearchStrategy[str]:
    """Text of a format's own signs, in any order, among words and odd characters."""
    words = ("Un été ", "l'ombre", "e\u0301", "🎈", "\x00", "\u00ad", " ", "\t", "\n", "\r\n", "\r")
    chunks = st.sampled_from((*parts, *words)) | st.text(max_size=3)
    return st.lists(chunks, max_size=40).map("".join)


def golden(name: str) -> tuple[str, str]:
    """A document of ``tests/documents``, and its prose as it should be shown."""
    document = DOCUMENTS / name
    shown = document.with_name(f"{name}.prose").read_bytes().decode()
    return document.read_bytes().decode(), shown

"""Prose put together at random, as some reader might."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from detector.prose import Builder, Mark, Prose

REFERENCES = {
    "&eacute;": "é",
    "&nbsp;": "\xa0",
    "\\'": "'",
    "&lt;&gt;": "<>",
    "|n|": "new",
    "x": "y",
}
"""Sources and what they are decoded to: shorter, longer, and as long."""


@st.composite
def proses(draw: st.DrawFn, words: Sequence[str] = ("été", "l'a", "e\u0301", "🎺", ".")) -> Prose:
    """Prose of some of these words with gaps, blocks, decoded units, markup and marks between."""
    steps = st.sampled_from(["take"] * 6 + ["decode", "skip", "gap", "block", "open", "close"])
    source: list[str] = []
    plan: list[tuple[str, str]] = []
    for step in draw(st.lists(steps, max_size=60)):
        chosen = {
            "take": st.sampled_from([*(f"{word} " for word in words), *words]),
            "decode": st.sampled_from(sorted(REFERENCES)),
            "skip": st.sampled_from(["<b>", "\n> ", "`code`"]),
            "open": st.sampled_from(sorted(Mark)),
            "close": st.sampled_from(sorted(Mark)),
        }
        said = draw(chosen[step]) if step in chosen else ""
        plan.append((step, said))
        if step in ("take", "decode", "skip"):
            source.append(said)
    builder = Builder("".join(source))
    at = 0
    for step, said in plan:
        stop = at + len(said)
        if step == "take":
            builder.take(at, stop)
        elif step == "decode":
            builder.decode(at, stop, REFERENCES[said])
        elif step in ("open", "close"):
            getattr(builder, step)(Mark(said))
            stop = at
        elif step in ("gap", "block"):
            getattr(builder, step)()
        at = stop
    return builder.prose()

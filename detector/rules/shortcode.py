"""Rule shortcode."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.97
_VALUE = "|".join(rf"{a}[^{b}\[\]\n]{{0,300}}{b}" for a, b in ('""', "''", "”″", "″″", "””"))


@cache
def _tag() -> regex.Pattern[str]:
    """The pattern, made when the first text calls for it."""
    return regex.compile(
        rf"\[[a-z][a-z0-9_-]{{1,40}}(?:\s{{1,3}}[a-z][a-z0-9_-]{{0,40}}=(?:{_VALUE})){{1,40}}+\s{{0,3}}/?\]"
        r"|\[/?(?:caption|gallery|embed|audio|video|playlist|toc|vc_row|vc_column|vc_column_text"
        r"|et_pb_section|et_pb_row|et_pb_column|et_pb_text|su_note|su_button|su_box|contact-form-7"
        r"|elementor-template|quote|img|url|center|spoiler)\]"
    )


TEXT = Text("a tag that no tool has turned into a page")


@tracer(
    kind="artefact",
    severity="warning",
    needs="[",
    flags=(
        '[[[caption id="photo_12" align="left"]]]Le port au matin.[[[/caption]]]',
        "[[[vc_row]]] Le marché ouvre à sept heures. [[[/vc_row]]]",
    ),
    passes=(
        "Le marché [sic] ouvre [2] à sept heures [voir le plan].",
        "L'attribut [data-role='menu'] et le bouton [OK] sont cités.",
    ),
)
def shortcode(doc: Document) -> Iterator[Trace]:
    """A tag in square brackets that a publishing tool should have turned into something else.

    WordPress and forums write captions, galleries and columns so. A scraper that takes the source
    of a post, or a site that lost the plugin, shows the tag itself. That says that the text was
    taken or moved by a machine, not that it was spun.

    Example: "[caption id=…]Le port au matin.[/caption]"
    """
    for match in _tag().finditer(doc.text):
        clue = Clue("shortcode", 1.0, "form", TEXT)
        start, end = match.span()
        yield Trace(start, end, CONFIDENCE, clue)

"""``spin-detector audit``: how often the verdict is right in a collection, and how much is spun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detector import arguments, files
from detector.console import Trouble, show
from detector.messages import Message, Text, reason
from detector.terminal import Page

if TYPE_CHECKING:
    from detector.scale.audit import Estimate, Stratum

HEAD = Text("Scores | Documents | Labelled | Spun | Share | 95 % interval")
RANGE = Text("{:.1f} to {:.1f}")
SHARE, INTERVAL = Text("{:.1%}"), Text("{:.1%} to {:.1%}")
PRECISION = Text("Precision of a score of {:.1f} and more: {}")
PREVALENCE = Text("Spun documents in the collection: {}")
PRIOR = Text("spin-detector scan --prior {:.3g} takes it into account.")
UNKNOWN = Text("not known: some range of scores has no labels")


@click.command("audit")
@click.argument("file", metavar="FILE")
@arguments.MESSAGES
def command(file: str, spoken: str | None) -> None:
    """Print the precision and prevalence that the labels in FILE tell, with Wilson intervals.

    FILE is what spin-detector scan --audit has drawn, with spun or clean written into its first
    column; rows that have neither are left out.
    """
    messages = arguments.spoken(arguments.projects(messages=spoken))
    from detector.scale import audit

    try:
        # Spreadsheets begin what they save with a byte order mark.
        strata = audit.read(Path(file).read_text("utf-8-sig"))
    except OSError as error:
        raise Trouble(Message("{}: {}", file, files.reason(error)), messages) from error
    except ValueError as error:
        raise Trouble(Message("{}: {}", file, reason(error)), messages) from error
    show(lambda page: _lines(strata, page), messages)


def _lines(strata: list[Stratum], page: Page) -> Iterator[str]:
    from detector.scale import audit
    from detector.scale.sample import bounds

    rows = [page.say(HEAD).split(" | ")]
    for each in strata:
        known = audit.estimate([each])
        counts = (page.say("{:,}", n) for n in (each.documents, each.labelled, each.spun))
        shares = (page.say(SHARE, known.share), _interval(known, page)) if known else ("", "")
        rows.append([page.say(RANGE, *bounds(each.number)), *counts, *shares])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell.rjust(width) for cell, width in cells).rstrip() + "\n"
    yield "\n"
    for score, known in audit.precision(strata):
        yield page.say(PRECISION, score, _said(known, page)) + "\n"
    prevalence = audit.estimate(strata)
    yield page.say(PREVALENCE, _said(prevalence, page)) + "\n"
    if prevalence and 0 < prevalence.share < 1:
        yield page.say(PRIOR, prevalence.share) + "\n"


def _said(known: Estimate | None, page: Page) -> str:
    if known is None:
        return page.say(UNKNOWN)
    return page.say("{} ({})", page.say(SHARE, known.share), _interval(known, page))


def _interval(known: Estimate, page: Page) -> str:
    return page.say(INTERVAL, known.low, known.high)

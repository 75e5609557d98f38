"""``spin-detector decide``: what people say of a dossier's findings, written beside it."""

from __future__ import annotations

from pathlib import Path

import click

from detector import arguments
from detector.console import Trouble, told
from detector.dossier import decided, decisions, order
from detector.dossier.decisions import Decision, Verdict
from detector.messages import Message, Plural, Text, reason
from detector.terminal import visible

UNDECIDED = "undecided"
DECISIONS = Plural(Text("{:,} decision"), Text("{:,} decisions"))


@click.command("decide")
@click.argument("folder", metavar="DIR")
@click.argument("verdict", type=click.Choice([*map(str, Verdict), UNDECIDED]))
@click.argument("findings", metavar="FINDING...", nargs=-1, required=True)
@click.option("--remark", metavar="TEXT", default="", help="Why; the finding's page shows it.")
def command(folder: str, verdict: str, findings: tuple[str, ...], remark: str) -> None:
    """Decide about FINDINGs of the dossier in DIR, by the names that its pages show.

    Decisions are lines of decisions.tsv in DIR, which any editor changes as well. They are counted
    when the dossier is made again. Words that were rejected become accepted ones by accept --from,
    and all that was decided documents to measure detectors on by labels.
    """
    messages = arguments.spoken(arguments.projects())
    there = Path(folder)
    try:
        order.read(there)
        known = decisions.read(there)
    except (order.OrderError, decisions.DecisionsError) as error:
        raise Trouble(reason(error), messages) from error
    strange = sorted(set(findings) - decided.names(there))
    if strange:
        raise Trouble(Message("“{}” names no finding", strange[0]), messages)
    if verdict == UNDECIDED:
        known = {name: each for name, each in known.items() if name not in findings}
    else:
        known |= dict.fromkeys(findings, Decision(Verdict(verdict), remark))
    name = visible(str(there / decisions.NAME))
    with told(name, messages):
        decisions.write(there, known)
    click.echo(f"{name}: {messages.counted(len(known), DECISIONS)}")

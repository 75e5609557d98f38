"""``spin-detector labels``: a dossier's decisions as documents to measure detectors on."""

from __future__ import annotations

from pathlib import Path

import click

from detector import arguments
from detector.console import BROKEN, CLEAN, Trouble, tell, told
from detector.dossier import decisions, labels, order
from detector.formats import Failed
from detector.messages import reason
from detector.terminal import visible
from detector.wording import DOCUMENTS


@click.command("labels")
@click.argument("folder", metavar="DIR")
@click.option("--output", metavar="FOLDER", required=True, help="The folder to write.")
@click.pass_context
def command(context: click.Context, folder: str, output: str) -> None:
    """Write the documents of the dossier in DIR about which something was decided, with gold.

    Texts and spans are as fixtures/README.md describes them: what was confirmed is to be found,
    what was rejected is not, the rest is left aside. The paths of the dossier begin in the current
    folder; a document whose source has changed is left out, and the exit status is 2.
    """
    messages = arguments.spoken(arguments.projects())
    there, status, written = Path(folder), CLEAN, 0
    try:
        order.read(there)
        known = decisions.read(there)
    except (order.OrderError, decisions.DecisionsError) as error:
        raise Trouble(reason(error), messages) from error
    with told(visible(output), messages):
        for made in labels.write(there, known, Path(output)):
            if isinstance(made, Failed):
                tell(made, messages)
                status = BROKEN
            else:
                written += 1
    click.echo(f"{visible(output)}: {messages.counted(written, DOCUMENTS)}")
    context.exit(status)

"""How sure a rule that needs no model may be of what it finds: measured, not felt.

Clean text says how often a phrase stands there by honest chance. The confidence is the share of
finds that are real among documents of which one in a hundred was spun and holds one find in 1,000
words: by Bayes, p r / (p r + (1 - p) f), with f = (false + 1/2) / words, the estimate of a rate by
Jeffreys. Only training blocks are read, which no table of phrases draws on. What is found there is
counted as false, though some of it is real: the figure is a lower bound. Rules may say less, as
that of assistants' courtesy does: the corpora hold no letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import click

from detector.document import Document
from detector.host import host
from detector.rules import tracers
from seeds import corpora

PREVALENCE = 0.01
"""Share of documents that were spun."""
FINDS = 0.001
"""Finds per word in one that was."""


def confidence(false: int, words: int) -> float:
    """Share of a rule's finds that are real, by its false ones in so many clean words."""
    true = PREVALENCE * FINDS
    return true / (true + (1 - PREVALENCE) * (false + 0.5) / words)


def alarms(names: Collection[str]) -> tuple[Counter[str], int]:
    """What some rules find in the training blocks, all counted as false, and the words read."""
    asked = [rule for rule in tracers() if rule.name in names]
    found: Counter[str] = Counter()
    words = 0
    for corpus in corpora.names():
        for text in corpora.documents(corpus, "train"):
            doc = Document(text, host("fr"))
            words += len(doc)
            for rule in asked:
                found[rule.name] += sum(1 for _ in rule.find(doc))
    return found, words


def main() -> None:
    """Print the false finds of each rule and its confidence."""
    names = [rule.name for rule in tracers() if not rule.full]
    found, words = alarms(names)
    for name in names:
        click.echo(f"{name:26}{found[name]:6}{confidence(found[name], words):8.3f}")
    click.echo(f"{words:,} words")


if __name__ == "__main__":
    main()

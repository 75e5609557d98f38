"""What the tables are counted from: documents with gold, and what the detector says of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

import click

from seeds import corpora
from seeds.gold import fixtures
from tests.quality import simulated
from tests.quality.outcomes import Check, Outcome, outcome, outcomes
from tests.quality.simulated import SETTINGS, Setting
from tests.quality.verdicts import Spin

CLEAN, HARD = "clean fixtures", "hard negatives"


class Sizes(NamedTuple):
    """How much of the corpora is read, and by which seed it is drawn."""

    lines: int
    clean_lines: int
    seed: int


class Material(NamedTuple):
    """Everything that was checked, before anything is counted."""

    fixtures: list[Outcome]
    clean: dict[str, list[Outcome]]
    """By name: the clean fixtures, the hard negatives, the corpora."""
    spins: dict[Setting, list[Spin]]

    @property
    def spun(self) -> dict[Setting, list[Outcome]]:
        """The spun documents by how they were spun."""
        return {setting: [spun for spun, _ in pairs] for setting, pairs in self.spins.items()}

    @property
    def corpora(self) -> list[Outcome]:
        """The clean documents of all corpora."""
        return [o for name, group in self.clean.items() if name not in (CLEAN, HARD) for o in group]


def of_fixtures(check: Check) -> Material:
    """The hand-written documents, checked."""
    clean = {
        name: outcomes(fixtures(kind), check)
        for name, kind in ((CLEAN, "clean"), (HARD, "hard_negatives"))
    }
    return Material(outcomes(fixtures("spun"), check), clean, {})


def with_corpora(
    material: Material,
    sizes: Sizes,
    check: Check,
    settings: Sequence[Setting] = SETTINGS,
    names: Sequence[str] = (),
) -> Material:
    """Documents of the test blocks added, clean and spun in every setting.

    Of all corpora unless some are named.
    """
    clean = dict(material.clean)
    spins: dict[Setting, list[Spin]] = {setting: [] for setting in settings}
    for corpus in names or corpora.names():
        lines = max(sizes.lines, sizes.clean_lines)
        clean[corpus] = outcomes(simulated.sample(corpus, sizes.seed, lines), check)
        count = len(simulated.sample(corpus, sizes.seed, sizes.lines))
        for original in clean[corpus][:count]:
            for setting, pairs in spins.items():
                made = simulated.spun(original.document, setting, sizes.seed)
                if made is not None:
                    pairs.append((outcome(made, check), original))
        click.echo(f"{corpus}: {count} documents spun", err=True)
    return material._replace(clean=clean, spins=spins)


def have_corpora() -> bool:
    """Whether the corpora are there; says so when they are not, and fails where they must be."""
    try:
        corpora.folder()
    except FileNotFoundError as absent:
        if os.environ.get("CI") == "true":
            raise
        click.echo(f"{absent}; only the fixtures are measured", err=True)
        return False
    return True

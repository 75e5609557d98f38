"""Train without what is then measured: thesaurus families, homographs, sources.

    python -m tests.quality.held_out [--only NAME...] [--json FILE]

Five models are trained into ``build/models``, which takes some ten minutes each; one of the same
code, tables and lists that lies there is taken as it is. Two know one thesaurus family each and
none of a fifth of the homographs; three were trained without some registers, all sources of which
stand together, so that no sibling of a source teaches its ways. N-grams keep what they were counted
from, which is never a test block.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from detector.host import DATA
from seeds import train
from seeds.sources import SEEDS
from seeds.spinner import FAMILIES, Family
from tests.quality.evaluate import COMPARED, SEED
from tests.quality.findings import alarms_table
from tests.quality.material import Material, Sizes, with_corpora
from tests.quality.outcomes import Outcome, detector
from tests.quality.simulated import SETTINGS, Setting, registers
from tests.quality.tables import Table, markdown, plain
from tests.quality.transfer import Held, homographs_table, transfer_table, without

ROOT = SEEDS.parent
MODELS = ROOT / "build" / "models"
COMMITTED = "committed"
FOLDS = (
    ("edited", "web", "administrative"),
    ("technical",),
    ("marketing", "literary"),
)
"""Registers that are left out of training together."""


class Plan(NamedTuple):
    """A model to train: its name, and what it does without."""

    name: str
    held: Held

    @property
    def options(self) -> list[str]:
        """What `seeds.train` is told."""
        families = [part for family in self.held.trained for part in ("--family", family)]
        sources = [part for corpus in self.held.sources for part in ("--leave-out", corpus)]
        return [*families, *sources, *(["--hold-out-homographs"] * self.held.homographs)]


def sources(fold: Iterable[str]) -> tuple[str, ...]:
    """The corpora of some registers."""
    return tuple(corpus for corpus, register in registers().items() if register in fold)


def plans() -> dict[str, Plan]:
    """All models by name."""
    found = [Plan(f"only-{family}", Held((family,), homographs=True)) for family in FAMILIES]
    found += [Plan(f"without-{fold[0]}", Held(sources=sources(fold))) for fold in FOLDS]
    return {plan.name: plan for plan in found}


def fingerprint() -> str:
    """Hash of everything that a model is made by and from but the corpora: code, lists, tables."""
    paths = [*(ROOT / "detector").rglob("*.py"), *SEEDS.glob("*.py"), *SEEDS.glob("*.tsv")]
    paths += [path for path in (DATA / "fr").iterdir() if path.suffix in (".bin", ".marisa")]
    hashes = (hashlib.sha256(path.read_bytes()).digest() for path in sorted(paths))
    return hashlib.sha256(b"".join(hashes)).hexdigest()[:12]


def trained(plan: Plan, folder: Path = MODELS) -> Path:
    """The model of a plan, trained unless one of the same making is there."""
    path = folder / f"{plan.name}-{fingerprint()}.json"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        click.echo(f"training {path.name}", err=True)
        unfinished = path.with_suffix(".unfinished")
        train.main([*plan.options, "--output", str(unfinished)], standalone_mode=False)
        unfinished.rename(path)
    return path


def joined(titled: Sequence[tuple[str, Table]], title: str) -> Table:
    """Tables of the same columns as one, which says by which model each row was made."""
    (_, first), *_ = titled
    rows = tuple((name, *row) for name, table in titled for row in table.rows)
    return Table(title, ("model", *first.columns), rows, first.notes)


def _spun(
    model: Path | None, sizes: Sizes, settings: Sequence[Setting], dropped: Sequence[Family] = ()
) -> dict[Setting, list[Outcome]]:
    with detector(model) as check, without(dropped):
        return with_corpora(Material([], {}, {}), sizes, check, settings).spun


def _clean(model: Path | None, sizes: Sizes, corpora: Sequence[str]) -> dict[str, list[Outcome]]:
    with detector(model) as check:
        return with_corpora(Material([], {}, {}), sizes, check, (), corpora).clean


def family_tables(models: dict[str, Path], sizes: Sizes) -> Iterator[Table]:
    """Tables (a) and (b), and the homographs, of the models that know one family."""
    tenth = [setting for setting in SETTINGS if setting.intensity == COMPARED]
    usual = _spun(None, sizes, tenth)
    transfer = [(COMMITTED, transfer_table(usual, Held()))]
    homographs = [(COMMITTED, homographs_table(usual, Held()))]
    for name, path in models.items():
        known = plans()[name].held
        other = [setting for setting in tenth if setting.family not in known.trained]
        for dropped in ((), [setting.family for setting in other]):
            held = known._replace(indexed=[f for f in FAMILIES if f not in dropped])
            spun = _spun(path, sizes, other, dropped)
            with without(dropped):
                transfer.append((name, transfer_table(spun, held)))
            if not dropped:
                homographs.append((name, homographs_table(spun, held)))
    yield joined(transfer, "Held out: thesaurus families")
    yield joined(homographs, "Held out: homographs")


def sources_table(models: dict[str, Path], sizes: Sizes) -> Table:
    """False findings in sources that training did without, beside those of the committed model."""
    tables = []
    for name, path in models.items():
        left_out = tuple(plans()[name].held.sources)
        for model, file, absent in ((COMMITTED, None, ()), (name, path, left_out)):
            clean = _clean(file, sizes, left_out)
            tables.append((model, alarms_table(clean, registers(), 0, absent)))
    return joined(tables, "Held out: sources")


@click.command()
@click.option("--only", "names", multiple=True, type=click.Choice(list(plans())), help="A model.")
@click.option("--lines", default=1000, show_default=True, help="Lines per corpus to spin.")
@click.option("--clean-lines", default=10_000, show_default=True, help="Lines to leave clean.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the tables there.")
def main(names: tuple[str, ...], lines: int, clean_lines: int, output: Path | None) -> None:
    """Train what is missing, and print the tables of what was held out."""
    models = {name: trained(plan) for name, plan in plans().items() if not names or name in names}
    found: list[Table] = []
    families = {name: path for name, path in models.items() if plans()[name].held.homographs}
    folds = {name: path for name, path in models.items() if name not in families}
    if families:
        found += family_tables(families, Sizes(lines, 0, SEED))
    if folds:
        found.append(sources_table(folds, Sizes(0, clean_lines, SEED)))
    click.echo("\n".join(map(markdown, found)), nl=False)
    if output:
        text = json.dumps([plain(table) for table in found], indent=1, ensure_ascii=False)
        output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Train the model on simulated spins and store it as plain JSON beside the tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click

from detector.document import Document
from detector.engine import Case, Proposal, examine, judge, propose, survivors
from detector.evidence import Company, option_features
from detector.host import host
from detector.model import Additive, Curve, Model
from detector.score import document_clues
from seeds.fitting import fit, fit_ranking, rows
from seeds.samples import Sample, samples
from seeds.spinner import Planted
from seeds.tables.__main__ import DATA, write_manifest

SEED = 20
PRIOR = 0.5
LIMITS = {"libreoffice_help": 6000, "gutenberg": 6000, "debats": 9000, "php_fr": 6000}
"""Lines taken of the corpora that would otherwise outweigh the rest."""
CLEAN_WEIGHT = 2.0
"""Weight of a case of a clean document: a false alarm costs more than a miss."""
NOTHING = Additive(0.0, {"": Curve((0.0,), (0.0,))})


class Prepared(NamedTuple):
    """A sample read once: its document and its proposals."""

    sample: Sample
    doc: Document
    proposals: list[Proposal]


def prepare(found: Iterable[Sample]) -> list[Prepared]:
    """Read every sample; this is where the time goes."""
    prepared = []
    for sample in found:
        doc = Document(sample.text, host("fr"))
        prepared.append(Prepared(sample, doc, propose(doc)))
    return prepared


def gold(item: Prepared, proposal: Proposal) -> Planted | None:
    """The planted span that a proposal overlaps, if any."""
    start, end = item.doc.span(proposal.first, proposal.stop)
    return next((p for p in item.sample.spans if start < p.end and p.start < end), None)


def ranking(prepared: Sequence[Prepared]) -> dict[str, float]:
    """Fit the ranking on the planted spans whose original is among the options."""
    groups = []
    for item in prepared:
        for proposal in item.proposals:
            planted = gold(item, proposal)
            span = item.doc.span(proposal.first, proposal.stop)
            if planted is None or span != (planted.start, planted.end):
                continue
            options = [o for o in proposal.place.options if o.number or proposal.may_delete]
            texts = [option.text for option in options]
            if planted.original.lower() in texts and len(texts) > 1:
                features = [option_features(proposal.place, option) for option in options]
                groups.append((features, texts.index(planted.original.lower())))
    click.echo(f"ranking: {len(groups)} places", err=True)
    return fit_ranking(groups)


def labelled(item: Prepared, cases: Sequence[Case]) -> list[bool]:
    """Whether each case was planted."""
    return [gold(item, case.proposal) is not None for case in cases]


def train(prepared: Sequence[Prepared]) -> Model:
    """All four parts, each fitted on what the one before makes of the samples."""
    model = Model(ranking(prepared), NOTHING, NOTHING, NOTHING, PRIOR)
    cases = [
        [case for p in item.proposals if (case := examine(item.doc, p, model)) is not None]
        for item in prepared
    ]
    labels = [labelled(item, found) for item, found in zip(prepared, cases, strict=True)]
    weights = [
        [1.0 if item.sample.spans else CLEAN_WEIGHT] * len(found)
        for item, found in zip(prepared, cases, strict=True)
    ]
    model = model._replace(first=fit(rows(_clues(cases)), _flat(labels), _flat(weights)))

    clues, marks, loads = [], [], []
    for item, found in zip(prepared, cases, strict=True):
        kept = survivors(found, model)
        company = Company(len(item.doc), (case.other(p) for case, p in kept))
        for case, p in kept:
            clues.append((*case.clues, *company.clues(case.other(p))))
            marks.append(gold(item, case.proposal) is not None)
            loads.append(1.0 if item.sample.spans else CLEAN_WEIGHT)
    model = model._replace(second=fit(rows(clues), marks, loads))

    totals = [document_clues(len(item.doc), judge(item.doc, model)) for item in prepared]
    spun = [bool(item.sample.spans) for item in prepared]
    return model._replace(document=fit(rows(totals), spun, strength=0.3))


def _clues(cases: Iterable[Iterable[Case]]) -> list[Sequence[Any]]:
    return [case.clues for found in cases for case in found]


def _flat(nested: Iterable[Iterable[Any]]) -> list[Any]:
    return [value for inner in nested for value in inner]


def dump(model: Model, path: Path) -> None:
    """Write a model as JSON, one curve a line so that changes can be read."""

    def additive(part: Additive) -> dict[str, Any]:
        curves = {name: curve._asdict() for name, curve in sorted(part.curves.items())}
        return {"intercept": part.intercept, "curves": curves}

    data = {
        "prior": model.prior,
        "ranking": dict(model.ranking),
        "first": additive(model.first),
        "second": additive(model.second),
        "document": additive(model.document),
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=DATA / "model.json")
@click.option("--leave-out", multiple=True, help="A corpus to train without.")
def main(output: Path, leave_out: tuple[str, ...]) -> None:
    """Train on the training blocks of all corpora."""
    Random(SEED)
    found = samples("train", seed=SEED, limits=LIMITS, leave_out=leave_out)
    dump(train(prepare(found)), output)
    if output.parent == DATA:
        write_manifest(DATA)
    click.echo(f"wrote {output}", err=True)


if __name__ == "__main__":
    sys.exit(main())

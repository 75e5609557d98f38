"""The pipeline: document, rules, candidates, evidence, model in two passes, findings."""

from __future__ import annotations

from typing import NamedTuple

from detector.document import Document
from detector.evidence import Company, Other, category, clues
from detector.model import Model, Ranked, probability
from detector.options import Place, place
from detector.report import Evidence, Finding, Original
from detector.rules import Clue, Rule, rules

MAX_ORIGINALS = 5
MIN_ORIGINAL = 0.02
"""An original less likely than this is not named, unless it is the best."""


class Proposal(NamedTuple):
    """A span that at least one rule proposed, with the rules' own clues."""

    first: int
    stop: int
    place: Place
    rules: tuple[tuple[Rule, Clue], ...]

    @property
    def may_delete(self) -> bool:
        """Whether a rule holds that the span was inserted rather than swapped."""
        return any(rule.name == "expansion" for rule, _ in self.rules)


class Case(NamedTuple):
    """A proposal with its originals ranked and all clues that it has by itself."""

    proposal: Proposal
    ranked: tuple[Ranked, ...]
    clues: tuple[Clue, ...]
    category: str

    def other(self, probability: float) -> Other:
        """The case as the other cases of its document see it."""
        return Other(self.proposal.place.surface, self.category, probability)


class Judged(NamedTuple):
    """A case with the probability that both passes give it, and the weighed evidence."""

    case: Case
    confidence: float
    evidence: tuple[Evidence, ...]


def propose(doc: Document) -> list[Proposal]:
    """Every span that some rule proposes, in order; equal spans are merged."""
    found: dict[tuple[int, int], list[tuple[Rule, Clue]]] = {}
    for rule in rules():
        for candidate in rule.find(doc):
            span = (candidate.first, candidate.stop)
            found.setdefault(span, []).append((rule, candidate.clue))
    proposals = []
    for (first, stop), named in sorted(found.items()):
        here = place(doc, first, stop)
        if here is not None:
            proposals.append(Proposal(first, stop, here, tuple(named)))
    return proposals


def examine(doc: Document, proposal: Proposal, model: Model) -> Case | None:
    """Rank a proposal's originals and gather its clues; None when nothing can have stood there."""
    here = proposal.place
    options = [o for o in here.options if o.number or proposal.may_delete]
    if not options:
        return None
    ranked = model.rank(here, options)
    best = ranked[0].option
    closeness = model.closeness(here, best)
    own = clues(doc, proposal.first, proposal.stop, here, best, closeness)
    given = tuple(clue for _, clue in proposal.rules)
    return Case(proposal, tuple(ranked), (*given, *own), category(here))


def survivors(cases: list[Case], model: Model) -> list[tuple[Case, float]]:
    """Cases with first-pass probabilities; of overlapping ones the likeliest, then the longest."""
    scored = [(case, probability(model.first.logit(case.clues))) for case in cases]
    scored.sort(key=lambda item: (-item[1], item[0].proposal.first - item[0].proposal.stop))
    taken: set[int] = set()
    kept = []
    for case, value in scored:
        tokens = range(case.proposal.first, case.proposal.stop)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append((case, value))
    return sorted(kept, key=lambda item: item[0].proposal.first)


def candidates(doc: Document, model: Model) -> list[Case]:
    """Every case of a document, overlapping ones included."""
    return [case for p in propose(doc) if (case := examine(doc, p, model)) is not None]


def judge(words: int, cases: list[Case], model: Model) -> list[Judged]:
    """Both passes over the cases of a document of so many words, in order of place."""
    first = survivors(cases, model)
    company = Company(words, (case.other(value) for case, value in first))
    judged = []
    for case, value in first:
        everything = (*case.clues, *company.clues(case.other(value)))
        confidence = probability(model.second.logit(everything))
        judged.append(Judged(case, confidence, model.second.weigh(everything)))
    return judged


def finding(doc: Document, judged: Judged) -> Finding:
    """A believed case as the caller sees it; named by the rule whose clue weighs most."""
    proposal = judged.case.proposal
    weights = {item.id: item.weight for item in judged.evidence}
    named, clue = max(
        proposal.rules, key=lambda pair: (weights.get(pair[1].id, -99.0), pair[0].name)
    )
    start, end = doc.span(proposal.first, proposal.stop)
    text = doc.text[start:end]
    chosen = originals(doc, judged.case)
    return Finding(
        rule=named.name,
        kind=named.kind,
        severity=named.severity,
        start=start,
        end=end,
        text=text,
        surface=text,
        confidence=judged.confidence,
        originals=chosen,
        evidence=judged.evidence,
        message=_message(text, chosen, clue),
    )


def originals(doc: Document, case: Case) -> tuple[Original, ...]:
    """Presumed originals in the case of the surface, best first."""
    found: dict[str, float] = {}
    for item in case.ranked:
        text = _in_case(doc, case.proposal, item.option.text)
        found[text] = found.get(text, 0.0) + item.probability
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_ORIGINALS]
    return tuple(Original(t, p) for i, (t, p) in enumerate(best) if not i or p >= MIN_ORIGINAL)


def _in_case(doc: Document, proposal: Proposal, text: str) -> str:
    written = doc.slice(proposal.first, proposal.stop)
    if len(written) > 1 and written.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if written[:1].isupper() else text


def _message(text: str, chosen: tuple[Original, ...], clue: Clue) -> str:
    best = chosen[0].text
    if not best:
        return f"“{text}” looks inserted: {clue.text}."
    return f"“{text}” looks like a thesaurus synonym of “{best}”: {clue.text}."

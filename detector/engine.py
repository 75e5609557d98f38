"""The pipeline: document, rules, candidates, evidence, model in passes, findings."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from detector.company import Fields, Measured, company, ids
from detector.document import Document
from detector.evidence import CATEGORIES, category, clues
from detector.interplay import traits
from detector.lexicon import Mark
from detector.messages import Catalogue, Text
from detector.model import Additive, Model, logit, probability
from detector.options import Option, Place, place
from detector.report import Evidence, Finding, Kind, Original
from detector.rules import Candidate, Clue, Row, Rule, Trace, proposers, tracers
from detector.trees import Named, Trees

if TYPE_CHECKING:
    from detector.ranks import Ranked

CORROBORATION = 0.3
"""First-pass probability of a case from which rules that do not stand alone are asked."""
DOUBT = -3.5
"""Log-odds by the curves from which trees look at a case again; .03 as a probability."""
TRUST = 0.7
"""How far what trees say takes the place of what the curves say. Alone they find less of what
persons spun: 74 of 100 planted words of the fixtures instead of 77."""
EXPANSION = "expansion"
"""The rule that holds a span to be inserted rather than swapped."""
MAX_ORIGINALS = 5
MIN_ORIGINAL = 0.02
"""An original less likely than this is not named, unless it is the best."""
SWAPPED = Text("“{}” looks like a thesaurus synonym of “{}”: {}.")
INSERTED = Text("“{}” looks inserted: {}.")
INTERPLAY = Text("what these clues say in each other's company")


class Proposal(NamedTuple):
    """A span that at least one rule proposed, with the rules' own clues."""

    first: int
    stop: int
    place: Place
    rules: tuple[tuple[Rule[Candidate], Clue], ...]

    @property
    def alone(self) -> bool:
        """Whether one of its rules stands alone."""
        return any(rule.alone for rule, _ in self.rules)

    @property
    def may_delete(self) -> bool:
        """Whether a rule holds that the span was inserted rather than swapped."""
        return EXPANSION in [rule.name for rule, _ in self.rules]

    @property
    def options(self) -> tuple[Option, ...]:
        """What may have stood there: nothing at all only where a rule holds that."""
        options = self.place.options
        if not options or options[-1].known.number or self.may_delete:
            return options
        return options[:-1]


class Case(NamedTuple):
    """A proposal with its originals ranked and all clues that it has by itself."""

    proposal: Proposal
    ranked: list[Ranked]
    clues: tuple[Row, ...]
    category: str
    accepted: bool
    first_pass: float
    """Probability of having been planted, the rest of the document left aside."""
    logit: float
    """What the second pass makes of the case's own clues."""


class Judged(NamedTuple):
    """A case with the clues that the rest of its document adds, and the probability of it all.

    ``interplay`` is what trees add to the log-odds of the curves.
    """

    case: Case
    company: Measured
    confidence: float
    interplay: float


_PROPOSAL: Callable[[tuple[object, ...]], Proposal] = partial(tuple.__new__, Proposal)
_CASE: Callable[[tuple[object, ...]], Case] = partial(tuple.__new__, Case)
_ORIGINAL: Callable[[tuple[str, float]], Original] = partial(tuple.__new__, Original)
"""Values of their fields in a row, at half the cost of naming them."""

Found = dict[tuple[int, int], list[tuple[Rule[Candidate], Clue]]]


def ask(doc: Document, named: Iterable[Rule[Candidate]]) -> Found:
    """What each of these rules says of which span."""
    found: Found = {}
    for rule in named:
        for first, stop, clue in rule.find(doc):
            found.setdefault((first, stop), []).append((rule, clue))
    return found


def proposals(doc: Document, found: Found) -> list[Proposal]:
    """One proposal per span, in order."""
    return [
        _PROPOSAL((first, stop, here, tuple(found[first, stop])))
        for first, stop in sorted(found)
        if (here := place(doc, first, stop)) is not None
    ]


def propose(doc: Document) -> list[Proposal]:
    """Every span that any rule proposes, whatever the document is like."""
    return proposals(doc, ask(doc, proposers()))


def examine(doc: Document, proposal: Proposal, model: Model) -> Case | None:
    """Rank a proposal's originals and gather its clues; None when nothing can have stood there."""
    first, stop, here, rules = proposal
    options = here.options
    if options and not options[-1][0].number:
        options = proposal.options
    if not options:
        return None
    ranking = model.ranking
    ranked = ranking.rank(here, options)
    best, certainty = ranked[0]
    kind, closeness = category(here), ranking.closeness[best[0].link]
    everything = clues(doc, rules, (first, stop), here, kind, best, closeness, certainty)
    alone, together = model.joint.logits(everything)
    known = here.marks & Mark.ACCEPTED != 0 or first in doc.borrowed
    return _CASE((proposal, ranked, everything, kind, known, probability(alone), together))


def survivors(cases: Iterable[Case]) -> list[Case]:
    """Of overlapping cases the likeliest by the first pass, then the longest; in order of place."""
    kept: list[Case] = []
    chain: list[Case] = []
    end = 0
    for case in cases:
        first, stop, _, _ = case.proposal
        if first < end:
            chain.append(case)
            end = max(end, stop)
        else:
            kept += chain if len(chain) < 2 else _apart(chain)
            chain, end = [case], stop
    return kept + (chain if len(chain) < 2 else _apart(chain))


def _apart(chain: list[Case]) -> list[Case]:
    """Those of a chain of overlapping cases that survive."""
    taken: set[int] = set()
    kept = []
    for case in sorted(chain, key=lambda c: (-c.first_pass, c.proposal.first - c.proposal.stop)):
        tokens = range(case.proposal.first, case.proposal.stop)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(case)
    return sorted(kept, key=lambda case: case.proposal.first)


def candidates(doc: Document, model: Model) -> list[Case]:
    """Every case of a document, overlapping ones included.

    Rules that do not stand alone are asked when some case that does is at all likely.
    """
    found = ask(doc, (rule for rule in proposers() if rule.alone))
    cases = _examined(doc, proposals(doc, found), model)
    if not corroborated(cases):
        return cases
    more = ask(doc, (rule for rule in proposers() if not rule.alone))
    known = {(case.proposal.first, case.proposal.stop): case for case in cases}
    fresh = {span: given for span, given in more.items() if span not in known}
    cases = [
        _joined(case, more[span], model) if span in more else case for span, case in known.items()
    ]
    cases += _examined(doc, proposals(doc, fresh), model)
    return sorted(cases, key=lambda case: (case.proposal.first, case.proposal.stop))


def _joined(case: Case, given: list[tuple[Rule[Candidate], Clue]], model: Model) -> Case:
    """A case with what more rules say of it."""
    (first, stop, here, rules), ranked, known, kind, accepted, _, _ = case
    everything = (*[clue for _, clue in given], *known)
    alone, together = model.joint.logits(everything)
    proposal = _PROPOSAL((first, stop, here, (*rules, *given)))
    odds = probability(alone), together
    return _CASE((proposal, ranked, everything, kind, accepted, *odds))


def corroborated(cases: Iterable[Case]) -> bool:
    """Whether a document holds a case of a rule that stands alone which is at all likely."""
    return any(case.proposal.alone and case.first_pass >= CORROBORATION for case in cases)


def _examined(doc: Document, found: Iterable[Proposal], model: Model) -> list[Case]:
    """What becomes of proposals; a document that has been looked at before may know."""
    cases, known = [], doc.precedent
    for proposal in found:
        case = known.case(proposal) if known else None
        case = case or examine(doc, proposal, model)
        if case is not None:
            doc.cases[proposal.first, proposal.stop] = case
            cases.append(case)
    return cases


def judge(words: int, cases: list[Case], model: Model) -> list[Judged]:
    """The second pass over the cases of a document of so many words, in order of place.

    It adds what the first makes of the document's other words.
    """
    kept = survivors(cases)
    return judged(words, kept, range(len(kept)), model)


def judged(words: int, cases: list[Case], wanted: Sequence[int], model: Model) -> list[Judged]:
    """The same of those cases of some numbers; all of them survived and are evidence."""
    found = accompanied(words, cases, wanted)
    curves = by_curves(found, model)
    sure = list(curves)
    if looked := doubtful(curves):
        numbers, those = [wanted[i] for i in looked], [found[i] for i in looked]
        rows = read(words, cases, numbers, those, model.trees)
        for i, seen in zip(looked, model.forest.logits(rows), strict=True):
            sure[i] += TRUST * (seen - sure[i])
    return [
        _JUDGED((case, others, probability(last), last - first))
        for (case, others, _), first, last in zip(found, curves, sure, strict=True)
    ]


class Accompanied(NamedTuple):
    """A case with what the others of its document come to for it, and the values of that."""

    case: Case
    company: Measured
    values: tuple[float, ...]

    def clues(self) -> Iterator[Named]:
        """The values, each with the identifier of its clue."""
        return zip(ids(self.case.category), self.values, strict=False)


def by_curves(found: Iterable[Accompanied], model: Model) -> list[float]:
    """Log-odds of cases by the second pass, trees left aside."""
    weigh = model.rest.logit
    return [weigh(case.category, values, case.logit) for case, _, values in found]


def doubtful(curves: Iterable[float]) -> list[int]:
    """Numbers of the cases that trees look at: those that the curves hold to be at all likely."""
    return [i for i, curve in enumerate(curves) if curve >= DOUBT]


def read(
    words: int, cases: list[Case], wanted: list[int], found: Sequence[Accompanied], trees: Trees
) -> array[float]:
    """What trees read of the cases of some numbers, found with their company, a row for each."""
    values = trees.blank(len(wanted))
    traits(words, cases, wanted, CATEGORIES, values)
    trees.fill(values, [each.case.clues for each in found])
    trees.fill(values, [each.clues() for each in found])
    return values


def accompanied(
    words: int, cases: list[Case], wanted: Sequence[int] | None = None
) -> list[Accompanied]:
    """The cases of some numbers, or all, with what the others of the document come to for each."""
    numbers = list(range(len(cases)) if wanted is None else wanted)
    return [
        _ACCOMPANIED((cases[i], _MEASURED(fields), values))
        for i, (fields, values) in zip(numbers, company(words, cases, numbers), strict=True)
    ]


_JUDGED: Callable[[tuple[Case, Measured, float, float]], Judged]
_JUDGED = partial(tuple.__new__, Judged)
_MEASURED: Callable[[Fields], Measured] = partial(tuple.__new__, Measured)
_ACCOMPANIED: Callable[[tuple[Case, Measured, tuple[float, ...]]], Accompanied]
_ACCOMPANIED = partial(tuple.__new__, Accompanied)
"""Values of their fields in a row, at half the cost of naming them."""


class Said(NamedTuple):
    """What the evidence and the message of a believed case are made from."""

    model: Additive
    clues: tuple[Row, ...]
    company: Measured
    interplay: float
    clue: Clue
    written: str
    best: str
    messages: Catalogue

    def evidence(self) -> tuple[Evidence, ...]:
        """All clues with their weights, and what trees add to these."""
        weight, code = self.interplay, self.messages.code
        found = self.model.weigh((*self.clues, *self.company.clues()), code)
        return (*found, Evidence("interplay", weight, weight, "model", INTERPLAY, (), code))

    def message(self) -> str:
        """The finding in words, by the clue that weighs most."""
        say, written, best = self.messages.say, self.written, self.best
        why = say(self.clue.template, *self.clue.parts)
        return say(SWAPPED, written, best, why) if best else say(INSERTED, written, why)


_SAID: Callable[[tuple[object, ...]], Said] = partial(tuple.__new__, Said)
"""A `Said` of its fields in a row, at half the cost of naming them."""


def finding(doc: Document, judged: Judged, model: Model, messages: Catalogue) -> Finding:
    """A believed case as the caller sees it; named by the rule whose clue weighs most."""
    case, company, confidence, interplay = judged
    named, clue = _telling(_fitting(case), model.together)
    start, end = doc.span(case.proposal.first, case.proposal.stop)
    written = doc.text[start:end]
    chosen = originals(written, case)
    reasons = _SAID(
        (model.together, case.clues, company, interplay, clue, written, chosen[0][0], messages)
    )
    return Finding.of(
        reasons,
        rule=named.name,
        kind=named.kind,
        severity=named.severity,
        start=start,
        end=end,
        text=written,
        surface=written,
        confidence=confidence,
        originals=chosen,
    )


def traces(
    doc: Document, messages: Catalogue, *, full: bool = False
) -> list[tuple[Rule[Trace], Finding]]:
    """What the rules find that need no model, by start, with the rule of each.

    Of those of a kind that overlap the surest stays, then the longest. ``full`` says whether rules
    that cost much are asked. None finds more than the document's budget allows.
    """
    asked = (rule for rule in called_for(doc) if full or not rule.full)
    budget, most = doc.budget, doc.budget.bounds.findings + 1
    found = []
    for rule in asked:
        if budget.timed:
            budget.spend()
        for trace in islice(rule.find(doc), most):
            found.append((rule, _traced(doc, rule, trace, messages)))  # noqa: PERF401
    budget.lists(len(found))
    found.sort(key=lambda pair: (-pair[1].confidence, pair[1].start - pair[1].end, pair[1].start))
    kept: list[tuple[Rule[Trace], Finding]] = []
    taken: dict[Kind, list[tuple[int, int]]] = {}
    for rule, item in found:
        spans = taken.setdefault(item.kind, [])
        at = bisect(spans, (item.start, item.end))
        beside = spans[max(at - 1, 0) : at + 1]
        if all(item.end <= start or end <= item.start for start, end in beside):
            spans.insert(at, (item.start, item.end))
            kept.append((rule, item))
    return sorted(kept, key=lambda pair: (pair[1].start, pair[1].end, pair[0].name))


def called_for(doc: Document) -> Iterator[Rule[Trace]]:
    """The rules that may find something in a document, by its characters and its telltales."""
    marks, telltales = doc.marks, doc.telltales
    return (
        rule
        for rule in tracers()
        if (telltales or not rule.telltale) and not (rule.needs and rule.needs.isdisjoint(marks))
    )


def _traced(doc: Document, rule: Rule[Trace], item: Trace, messages: Catalogue) -> Finding:
    start, end, confidence, clue, presumed = item
    weight = logit(min(max(confidence, 1e-9), 1 - 1e-9))
    evidence = (Evidence(clue.id, clue.value, weight, *clue[2:], messages.code),)
    message = messages.say(clue.template, *clue.parts)
    text = doc.text[start:end]
    return Finding(
        rule=rule.name,
        kind=rule.kind,
        severity=rule.severity,
        start=start,
        end=end,
        text=text,
        surface=text,
        confidence=confidence,
        originals=presumed,
        evidence=evidence,
        message=message,
    )


def _telling(
    pairs: tuple[tuple[Rule[Candidate], Clue], ...], model: Additive
) -> tuple[Rule[Candidate], Clue]:
    """Of some rules and their clues those that weigh most."""
    if len(pairs) == 1:
        return pairs[0]
    weights = {clue.id: model.logit((clue,), 0.0) for _, clue in pairs if clue.id in model.curves}
    return max(pairs, key=lambda pair: (weights.get(pair[1].id, -99.0), pair[0].name))


def _fitting(case: Case) -> tuple[tuple[Rule[Candidate], Clue], ...]:
    """The case's rules that hold what its best original says: inserted, or swapped."""
    if len(case.proposal.rules) == 1:
        return case.proposal.rules
    inserted = not case.ranked[0][0].number
    fitting = tuple(pair for pair in case.proposal.rules if (pair[0].name == EXPANSION) == inserted)
    return fitting or case.proposal.rules


def originals(written: str, case: Case) -> tuple[Original, ...]:
    """Presumed originals in the case of the surface as written, best first.

    Those that were not weighed keep their part of the probability.
    """
    weighed = case.proposal.place.weighed
    if written.islower():
        rows: list[tuple[float, str]] = []
        for option, share in case.ranked:
            part = -share * weighed
            if -part < MIN_ORIGINAL and rows and part != rows[0][0]:
                break
            rows.append((part, option[0][0]))
    else:
        rows = [(-share * weighed, option[0][0]) for option, share in case.ranked]
        found: dict[str, float] = {}
        for share, text in rows:
            cased = _in_case(written, text)
            found[cased] = found.get(cased, 0.0) + share
        rows = [(share, text) for text, share in found.items()]
    if len(rows) > 1:
        rows = sorted(rows)[:MAX_ORIGINALS]
        rows = [row for row in rows if -row[0] >= MIN_ORIGINAL] or rows[:1]
    return tuple([_ORIGINAL((text, -share)) for share, text in rows])


def _in_case(written: str, text: str) -> str:
    if len(written) > 1 and written.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if written[:1].isupper() else text

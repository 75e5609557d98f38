"""Reports as values: what travels between processes is small, and equal where it arrives."""

from __future__ import annotations

import copy
import pickle
import pickletools

from detector import check
from detector.messages import Message
from detector.report import Evidence, Original, Report
from tests.reports import finding, report

TEXT = "Les functions de la ville."
PROOF = Evidence("proof", 1.0, 2.0, "table", "{} and {}", (Message("a {}", "b"), 3.5), "fr")


def carried(original: Report) -> Report:
    """A report that went through a pickle."""
    copied = pickle.loads(pickle.dumps(original))  # noqa: S301
    assert isinstance(copied, Report)
    return copied


def test_a_report_is_the_same_in_another_process() -> None:
    bare = finding(TEXT, 4, 13, originals=(), evidence=())
    full = finding(TEXT, 4, 13, evidence=(PROOF,) * 2)
    original = report(bare, full, text=TEXT, notes=("a",), quality_reasons={"oov_ratio": 0.5})
    for copied in (carried(original), copy.deepcopy(original)):
        assert copied == original
        assert copied.findings[0].originals == ()
        kinds = {type(each) for found in copied.findings for each in found.evidence}
        assert kinds == {Evidence}
        assert {type(each) for each in copied.findings[1].originals} == {Original}
        told = copied.findings[1].evidence[0].parts[0]
        assert isinstance(told, Message)
        assert (told.template, told.parts) == ("a {}", ("b",))


def test_pieces_of_evidence_are_carried_without_their_class() -> None:
    proofs = [tuple(Evidence(str(i), i, i, "table", "{}", (i,)) for i in range(n)) for n in (1, 50)]
    few, many = (report(finding(TEXT, 4, 13, evidence=each), text=TEXT) for each in proofs)
    assert _calls(few) == _calls(many)


def test_reports_of_the_detector_are_the_same_in_another_process() -> None:
    original = check("Le maire a déclaré que les functions de la ville étaient closes. " * 4)
    assert original.findings
    assert carried(original) == original


def _calls(value: object) -> int:
    """How many objects are made by calling something when a value is read back."""
    made = {"REDUCE", "NEWOBJ", "NEWOBJ_EX", "BUILD"}
    return sum(op.name in made for op, _, _ in pickletools.genops(pickle.dumps(value)))

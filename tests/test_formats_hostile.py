"""No document, path, message or word can break a format or act on who reads it."""

from __future__ import annotations

import json
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import formats
from detector.formats import Checked, Failed, Result
from detector.report import Evidence, Original, Severity
from detector.terminal import Page
from tests.reports import HOSTILE_PATH, HOSTILE_TEXT, documents, finding, report

ANYTHING = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    [HOSTILE_TEXT, HOSTILE_PATH]
)
ACTING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JSON = ("json", "gitlab", "rdjson", "sarif")
TAGS = frozenset(
    "a article b body button caption dd details div dl dt footer h1 h2 h3 head header html input "
    "ins label li main mark meta nav ol p rect script section span style summary svg table tbody "
    "td th thead title tr ul".split()
)


@st.composite
def results(draw: st.DrawFn) -> list[Result]:
    """A document full of whatever comes, and a file that is as odd."""
    text, path = draw(ANYTHING), draw(ANYTHING)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    found = finding(
        text,
        start,
        end,
        originals=(Original(text, 0.5), Original(path, 0.4)),
        evidence=(Evidence("e", 1.0, 1.0, path, path.replace("{", "{{").replace("}", "}}")),),
        message=text,
        severity=draw(st.sampled_from(Severity)),
    )
    part = draw(st.none() | st.just(path))
    made = report(found, found, text=text, notes=(text,))
    return [Checked(path, text, made, part, {"author": path}), Failed(path, text)]


def output(name: str, found: list[Result], by: str = "folder") -> str:
    written = "".join(formats.load(name).render(found, Page(by=by)))
    written.encode()
    return written


@pytest.mark.parametrize("name", formats.names())
@given(found=results())
def test_nothing_acts_on_a_screen(name: str, found: list[Result]) -> None:
    acting = {char for char in output(name, found) if unicodedata.category(char) in ACTING}
    # JSON holds private and unassigned characters as they are; they do nothing.
    assert {char for char in acting if unicodedata.category(char) not in {"Co", "Cn"}} <= {"\n"}


@pytest.mark.parametrize("name", JSON)
@given(found=results())
def test_json_is_json(name: str, found: list[Result]) -> None:
    assert json.loads(output(name, found))


@given(found=results())
def test_junit_is_xml(found: list[Result]) -> None:
    root = ET.fromstring(output("junit", found))
    assert [suite.tag for suite in root] == ["testsuite", "testsuite"]


@given(found=results())
def test_commands_stay_commands(found: list[Result]) -> None:
    *commands, closing = output("github", found).splitlines()
    assert len(commands) == 3
    for command in commands:
        level, properties = command.removeprefix("::").split("::")[0].split(" ", 1)
        assert level in {"error", "warning", "notice"}
        names = [named.split("=")[0] for named in properties.split(",")]
        assert set(names) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert names[-1] == "title"
        assert ":" not in properties
    assert closing.startswith("Checked 1 document")


class Elements(HTMLParser):
    """Which elements and attributes a page has, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@given(found=results())
def test_the_page_has_only_its_own_elements(found: list[Result]) -> None:
    page = Elements()
    page.feed(output("html", found, by="author"))
    assert page.tags <= TAGS
    assert not {name for name in page.attributes if name.startswith(("on", "style", "src"))}


def test_hostile_text_is_shown_as_text() -> None:
    page = Elements()
    page.feed(output("html", documents()))
    assert "Le </mark></style><script>alert(1)</script> " in page.text


def test_a_run_without_documents() -> None:
    assert [name for name in formats.names() if not output(name, [])] == [
        "concise",
        "github",
        "jsonl",
        "text",
    ]
    assert json.loads(output("gitlab", [])) == []
    assert json.loads(output("rdjson", []))["diagnostics"] == []
    assert json.loads(output("sarif", []))["runs"][0]["results"] == []
    assert json.loads(output("json", []))["documents"] == []
    assert len(ET.fromstring(output("junit", []))) == 0
    assert "<h1>Nothing was checked</h1>" in output("html", [])
    assert "There was nothing to check." in output("summary", [])

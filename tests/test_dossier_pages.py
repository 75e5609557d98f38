"""Pages of a dossier: what they say as golden files, what they are made of, and how large they get.

``--update-golden`` writes the golden files anew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings

from detector.dossier import expectation, index
from detector.dossier.decisions import Decision, Verdict
from detector.dossier.index import Whole, pages
from detector.dossier.order import Maker, Order
from detector.dossier.page import MOST, Setting, render
from detector.dossier.record import Entry
from detector.formats import Checked, Failed, Result
from detector.formats.html.overview import Row
from detector.messages import load
from detector.report import Evidence, Kind
from detector.report import Verdict as Called
from detector.terminal import Page
from tests.reports import HOSTILE_TEXT, checked, documents, spoken
from tests.test_formats_hostile import TAGS, Elements, results

GOLDEN = Path(__file__).with_name("golden") / "dossier"
FIGURES = {
    "data": "d" * 64,
    "registers": {
        "trade": {
            "documents": 20, "suspect": 5, "spun": 1, "words": 4000, "findings": [9] * 7
        },
        "web": {"documents": 180, "suspect": 5, "spun": 1, "words": 96_000, "findings": [11] * 7},
    },
    "spun": {
        "documents": 4, "gold": 50, "found": 40, "predicted": 41, "right": 40, "named": 48,
        "first": 30,
    },
}  # fmt: skip
MAKER = Maker("0.1.0", "c" * 64, "d" * 64)
ORDER = Order(("presse", "sûr.txt"), by="field:agency")


@pytest.fixture(autouse=True)
def figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures that do not change with the model."""
    monkeypatch.setattr(expectation, "_read", lambda: FIGURES)


def setting(result: Checked) -> Setting:
    names = [f"{number:016x}" for number in range(len(result.report.findings))]
    decided = {names[0]: Decision(Verdict.UNSURE, HOSTILE_TEXT)} if names else {}
    agency = "Zoé <& fils>"
    return Setting(agency, "suppliers/1.html", "1.json", "5" * 64, ORDER, names, decided)


def page_of(result: Checked, page: Page | None = None) -> str:
    return render(result, setting(result), page or Page()).decode()


def entry(number: int, group: str = "agence", **fields: object) -> Entry:
    made_up = {
        "title": f"articles/{group}/2026/document-au-nom-assez-long-{number:05}.txt",
        "group": group,
        "score": number % 1000 / 1000,
        "verdict": Called.SPUN if number % 1000 >= 900 else Called.CLEAN,
        "words": 400,
        "findings": 12,
        "notes": (),
        "anchor": f"documents/{number:016x}.html",
    }
    return Entry(Row(**(made_up | fields)), (1, 2, 3) if number % 2 else (0, 0, 0))  # type: ignore[arg-type]


def listed(
    *entries: Entry, page: Page | None = None, failed: tuple[Failed, ...] = ()
) -> dict[str, str]:
    whole = Whole(entries, failed, ORDER, MAKER, 0.7, 2)
    return {name: data.decode() for name, data in pages(whole, page or Page())}


def bare(html: str) -> str:
    """A page without its style."""
    return re.sub(r"(?<=<style>).*(?=</style>)|(?<=sha256-).*?(?=&)", "…", html, flags=re.DOTALL)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_golden(code: str, request: pytest.FixtureRequest) -> None:
    page = Page(messages=load(code))
    results = documents() if code == "en" else spoken(page.messages)
    shown = [page_of(each, page) for each in results if isinstance(each, Checked)]
    odd = entry(3, "", verdict=Called.UNSUPPORTED, score=None, anchor="documents/3.html")
    lists = listed(
        entry(995), entry(2), odd, page=page, failed=(Failed("perdu\udcff.txt", "raison"),)
    )
    text = "\n".join(map(bare, (*shown, *lists.values()))).replace("><", ">\n<")
    path = GOLDEN / f"{code}.html"
    if request.config.getoption("--update-golden"):
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


def test_weights_add_up_to_the_confidence() -> None:
    weak = tuple(Evidence(f"weak{n}", 0.1, 0.1, "document", "{} of them", (n,)) for n in range(4))
    page = checked("Un [[board]] ici.", confidence=0.9)
    (found,) = page.report.findings
    evidence = (*found.evidence, *weak)
    page = page._replace(report=replace(page.report, findings=(replace(found, evidence=evidence),)))
    html = page_of(page)
    table = html.split('class="clues"')[1].split("</table>")[0]
    rows = [re.sub("<[^>]*>", "|", row) for row in table.split("<tr>")[2:]]
    weights = [float(re.findall(r"[+-]\d+\.\d\d", row)[0]) for row in rows]
    assert sum(weights[:-1]) == pytest.approx(weights[-1], abs=0.02)
    assert weights[-1] == pytest.approx(math.log(9), abs=0.01)
    assert "4 weaker clues together" in rows[-3]
    assert "before any clue" in rows[-2]


def test_what_is_proved_by_its_form_has_no_intercept() -> None:
    html = page_of(checked("Un [[%MOT%]] ici.", kind=Kind.ARTEFACT, originals=()))
    assert "before any clue" not in html
    assert "Presumed" not in html


def test_a_page_shows_so_many_findings_and_says_how_many_more() -> None:
    html = page_of(checked("Le [[mot]]. " * (MOST + 5)))
    assert html.count('class="trace error"') == MOST
    assert "…and 5 more findings." in html


def test_a_policy_stands_on_every_page() -> None:
    for html in (page_of(checked("Le [[mot]].")), *listed(entry(1)).values()):
        policy = unescape(
            html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
        )
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'",
            policy,
        )
        assert "<script" not in html
        assert "http" not in re.sub(r"http-equiv|<style>.*</style>", "", html, flags=re.DOTALL)


@settings(max_examples=30)
@given(results())
def test_a_page_has_only_its_own_elements(found: list[Result]) -> None:
    own = TAGS | set("blockquote code figcaption figure path tfoot wbr".split())
    for each in found:
        if isinstance(each, Checked):
            page = Elements()
            page.feed(page_of(each))
            for html in listed(entry(1, each.path, title=each.path)).values():
                page.feed(html)
            assert page.tags <= own
            assert not {name for name in page.attributes if name.startswith(("on", "style", "src"))}


def many(number: int, suppliers: int) -> Iterator[Entry]:
    return (entry(i, f"agence-{i % suppliers}") for i in range(number))


@pytest.mark.parametrize("suppliers", [1, 40, 1000])
def test_no_list_is_large(suppliers: int) -> None:
    found = listed(*many(6000, suppliers))
    assert max(map(len, found.values())) < 400_000
    index = found["index.html"]
    for name, html in found.items():
        for target in re.findall(r'href="([^"#]*)"', html):
            path = (Path(name).parent / target).as_posix()
            known = re.sub(r"[^/]+/\.\./", "", path)
            assert known in found or known.startswith("documents/")
    assert "6,000 documents" in index
    titles = {
        title
        for name, html in found.items()
        if name.startswith("suppliers")
        for title in re.findall(r'href="\.\./documents/(\w+)\.html"', html)
    }
    assert len(titles) == 6000


def test_suppliers_are_counted_and_compared_with_mistakes() -> None:
    entries = [entry(999, "b")] * 3 + [entry(0, "b")] * 7 + [entry(0, "a")] * 90
    entries += [entry(0, "a", verdict=Called.UNSUPPORTED, score=None)] * 10
    html = listed(*entries)["index.html"]
    table = html.split('class="suppliers"')[1].split("</table>")[0]
    rows = [unescape(re.sub("<[^>]*>", " ", row)).split() for row in table.split("<tr>")[2:]]
    assert [row[:5] for row in rows] == [
        ["b", "10", "4,000", "3", "30%"],
        ["a", "100", "40,000", "0", "0%"],
    ]
    assert rows[0][5:8] == ["11%", "to", "60%"]
    assert rows[1][8:12] == ["0.9", "at", "most", "3.2"]
    assert "10 documents have no score and do not count towards the shares" in html
    assert "8.8 false findings are to be expected" in html
    assert "2 decisions are about findings that are gone" in html


def test_nothing_at_all_has_an_index() -> None:
    assert list(listed()) == [index.FIRST]
    assert "Nothing was checked" in listed()[index.FIRST]

"""The page as it is written: what it is made of, in which order, and what it keeps in memory."""

from __future__ import annotations

import base64
import hashlib
import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from detector.formats import Checked, Failed, Result
from detector.formats.html import render
from detector.formats.html.elements import Markup, block, tag
from detector.report import Verdict
from detector.terminal import Page
from tests.reports import checked, documents, finding, report


def page(*found: Result, by: str = "folder") -> str:
    return "".join(render(found, Page(by=by)))


def rows(html: str, section: str) -> list[list[str]]:
    """The texts of a section's table, without its heads."""
    table = html.split(f'<section id="{section}"')[1].split("</section>")[0]
    return [
        [unescape(re.sub(r"<[^>]*>", " ", cell)).strip() for cell in re.split("</t[hd]>", row)[:-1]]
        for row in table.split("<tr>")[2:]
    ]


def spread(*scores: float) -> list[Result]:
    return [
        Checked(f"{number}.txt", "mot", report(score=score, text="mot"))
        for number, score in enumerate(scores)
    ]


def test_the_policy_allows_the_page_s_own_style_and_script_only() -> None:
    html = page(*documents())
    policy = unescape(
        re.findall(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', html)[0]
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_documents_come_by_score_in_the_table_and_below() -> None:
    found = [checked("le [[mot]]", f"{score}.txt") for score in (0.2, 0.95, 0.6)]
    ranked = [
        each._replace(report=replace(each.report, score=float(each.path[:-4]))) for each in found
    ]
    html = page(*ranked, *documents()[2:3])
    names = [row[0].split()[0] for row in rows(html, "documents")]
    assert names == ["0.95.txt", "0.6.txt", "0.2.txt", "bref.txt"]
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", html) == names[:3]
    targets = re.findall(r'href="#(d\d+)"', html)
    assert targets == re.findall(r'<article id="(d\d+)"', html) == ["d2", "d3", "d1"]


def test_scores_spread_over_ten_columns() -> None:
    html = page(*spread(0.0, 0.05, 0.1, 0.89, 0.9, 1.0))
    counts = re.findall(r'<span class="count[^"]*">(\d+)</span>', html)
    assert counts == ["2", "1", "0", "0", "0", "0", "0", "0", "1", "2"]


def test_groups_are_folders_or_fields() -> None:
    zoe, ali = {"author": "Zoé"}, {"author": "Ali"}
    found: list[Result] = [
        checked("[[mot]]", "a/1.txt")._replace(fields=zoe),
        checked("[[mot]]", "a/b/2.txt")._replace(fields=zoe),
        checked("mot", "3.txt")._replace(fields=ali),
        checked("mot", "a/4.txt"),
    ]
    assert [row[:3] for row in rows(page(*found), "groups")] == [
        ["a", "2", "1"],
        ["a/b", "1", "1"],
        [".", "1", "0"],
    ]
    assert [row[:3] for row in rows(page(*found, by="author"), "groups")] == [
        ["Zoé", "2", "2"],
        ["none", "1", "0"],
        ["Ali", "1", "0"],
    ]
    assert "By author" in page(*found, by="author")


@pytest.mark.parametrize(
    ("scores", "headline"),
    [
        ((), "Nothing was checked"),
        ((0.1,), "Nothing found in 1 document"),
    ],
)
def test_the_headline_without_findings(scores: tuple[float, ...], headline: str) -> None:
    assert f"<h1>{headline}</h1>" in page(*spread(*scores))


def test_the_headline_says_the_worst() -> None:
    clean = checked("un [[mot]]")
    clean = clean._replace(report=replace(clean.report, verdict=Verdict.CLEAN))
    assert "<h1>1 finding in 2 documents</h1>" in page(clean, checked("mot"))
    assert "<h1>1 of 1 document looks spun</h1>" in page(checked("[[mot]]"))
    assert "<h1>2 of 3 documents look spun</h1>" in page(
        checked("[[mot]]"), checked("[[mot]]"), checked("mot")
    )


def test_what_lies_far_from_findings_is_folded() -> None:
    line = "Rien à signaler sur cette ligne de prose ordinaire.\n"
    html = page(
        checked(line * 100 + "Un [[board]] de trop.\n" + line * 100 + "Un autre [[board]].\n")
    )
    text = html.split('<div class="text"')[1].split("</div><ol")[0]
    assert text.count("<details>") == 2
    for folded in re.findall(r"</summary>(.*?)</details>", text, re.DOTALL):
        assert folded.startswith("Rien")
        assert folded.endswith("\n")
        assert "<mark" not in folded
    shown = re.sub(
        r'<ins>.*?</ins>|<span class="card".*?</span></span>|<summary.*?</summary>', "", text
    )
    bare = unescape(re.sub(r"<[^>]*>", "", shown.partition(">")[2]))
    assert bare == f"{line * 100}Un board de trop.\n{line * 100}Un autre board.\n"


def test_a_short_text_is_shown_whole() -> None:
    html = page(checked("Une phrase. " * 50 + "[[board]]" + " Une phrase." * 50))
    assert "<details>" not in html


def test_endless_stretches_are_left_out() -> None:
    html = page(checked("mot " * 100_000 + "[[board]]"))
    assert len(html) < 60_000
    assert re.search(r"3\d\d,\d\d\d characters left out here", html)


def test_findings_that_overlap_are_all_there() -> None:
    text = "un grand board de bord"
    found = [finding(text, *span) for span in ((3, 14), (9, 14), (12, 17))]
    html = page(Checked("a.txt", text, report(*found, text=text)))
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["grand board", "", " de"]
    assert html.count('role="tooltip"') == 3


def test_ids_are_unique_and_referred_to() -> None:
    html = page(*documents())
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    referred = re.findall(r' (?:aria-describedby|aria-labelledby|href)="#?([^"]*)"', html)
    assert set(referred) <= set(ids)


def test_texts_wait_on_disk() -> None:
    prose = "Une phrase qui ne dit rien. " * 700

    def many() -> Iterator[Result]:
        for number in range(60):
            yield checked(f"{prose}[[board]]{prose}", f"{number}.txt")

    tracemalloc.start()
    size = sum(map(len, render(many(), Page())))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 2_000_000
    assert peak < 1_000_000


def test_plain_strings_are_escaped_and_markup_is_not() -> None:
    made = tag("p", "a<b", tag("b", "&"), Markup("<i></i>"), title='"', data_x=1, hidden=True)
    assert made == '<p title="&quot;" data-x="1" hidden>a&lt;b<b>&amp;</b><i></i></p>'
    assert tag("meta", name="x", content=False) == '<meta name="x">'
    assert block("a\r\nb\rc\x1b<") == "a\nb\nc\\x1b&lt;"


def test_lost_files_are_listed() -> None:
    html = page(Failed("<perdu>", "No such file"))
    assert "<li><b>&lt;perdu&gt;</b>: No such file</li>" in html

"""The job summary: read as GitHub reads Markdown, short whatever the run."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from detector.formats import Checked, Failed, Result
from detector.formats.summary import render
from detector.report import Verdict
from detector.terminal import Page, visible
from tests.reports import checked, documents, report

MARKDOWN = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])


class Rendered(HTMLParser):
    """The elements of rendered Markdown, and the cells of its tables."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.inside = False
        self.cells: list[str] = []
        self.feed(MARKDOWN.render(source))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


def summary(*found: Result) -> str:
    return "".join(render(found, Page()))


def test_documents_by_score_and_the_findings_of_the_worst() -> None:
    found: list[Result] = [
        Checked("net.txt", "Bien.", report()),
        Checked("bas.txt", "Bref", report(score=0.6, verdict=Verdict.SUSPECT)),
        checked("le [[money]]", "haut.txt"),
        Failed("perdu.txt", "gone"),
    ]
    cells = Rendered(summary(*found)).cells
    assert "net.txt" not in cells
    assert cells.index("haut.txt") < cells.index("bas.txt") < cells.index("money")
    assert cells[7:14] == ["0.998", "spun", "haut.txt", "42", "1", "0", "0"]
    assert cells[-10:-5] == ["1", "money", "plus", "97%", "foreign-word"]
    assert cells[-2:] == ["perdu.txt", "gone"]
    assert "…and 1 more document." in summary(*found)


@given(st.text(st.characters(exclude_categories=()), max_size=150))
def test_any_path_reads_as_it_is(path: str) -> None:
    page = Rendered(summary(checked("le [[money]]", path), Failed(path, path)))
    assert set(page.tags) <= set("h2 h3 p table thead tbody tr th td strong".split())
    assert " ".join(page.cells[9].split()) == " ".join(visible(path).split())


def test_hostile_documents_bring_no_markup_links_or_mentions() -> None:
    output = summary(
        *documents(), checked("[[www.exemple.fr]] @moi https://exemple.fr", "www.x.fr")
    )
    page = Rendered(output)
    assert set(page.tags) <= set("h2 h3 p table thead tbody tr th td strong".split())
    assert "@" not in output
    assert "www." not in output
    assert "://" not in output


def test_it_stays_short() -> None:
    worst = checked(("le [[" + "money" * 999 + "]] ") * 200, "chemin/" * 999)
    many = [worst._replace(path=f"{number}{worst.path}") for number in range(300)]
    output = summary(*many, *(Failed(str(number), "gone" * 999) for number in range(300)))
    assert len(output.encode()) < 200_000
    assert "…and 250 more documents." in output
    assert "…and 280 more files." in output
    assert "…and 180 more findings." in output

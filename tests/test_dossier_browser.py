"""A dossier in a real browser: on a phone, in the dark, on paper, and under attack."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detector import Detector
from detector.commands.dossier import command
from detector.report import Original, Report
from tests.chromium import ATTACKS, CONTRAST, NEEDED, every, opened, requested, started
from tests.reports import finding, report

pytestmark = NEEDED
SPUN = "Il est additionally grand, et la maison tall aussi.\n\nRien ici.\n\nUne autre maison tall."


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


class Scripted(Detector):
    """A detector that finds attacks and two words, and says what it found with the attack."""

    __slots__ = ()

    def check(self, text: Any) -> Report:
        prose = text
        found = [
            finding(
                prose.text,
                match.start(),
                match.end(),
                originals=(Original(match[0], 0.9),),
                message=match[0],
            )
            for word in (*ATTACKS, "additionally", "tall")
            for match in re.finditer(re.escape(word), prose.text)
        ]
        notes = tuple(each.text for each in found[:1])
        return report(*sorted(found, key=lambda each: each.start), text=prose.text, notes=notes)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of which texts, file names, suppliers and remarks attack whoever reads it."""
    folder = tmp_path_factory.mktemp("dossier")
    rows = []
    for number, attack in enumerate(ATTACKS):
        name = re.sub(r"[/\0]", "∕", attack)[:80]
        path = folder / "art" / f"{number} {name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Un {attack} de trop {attack}", "utf-8")
        quoted = attack.replace('"', '""')
        rows.append(f'"art/{path.name.replace(chr(34), chr(34) * 2)}","{quoted}"')
    (folder / "art" / "spun.txt").write_text(SPUN, "utf-8")
    (folder / "qui.csv").write_text("path,supplier\n" + "\n".join(rows) + "\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("detector.arguments.Detector", Scripted)
        for _ in range(2):
            arguments = ["art", "--output", "d", "--by", "csv:qui.csv", "--messages", "en"]
            command.main(arguments, standalone_mode=False)
            names = {
                name
                for page in (folder / "d" / "documents").glob("*.html")
                for name in re.findall(r'id="f([0-9a-f]{16})"', page.read_text("utf-8"))
            }
            lines = (f"{name}\tconfirmed\t{ATTACKS[0]}\n" for name in sorted(names))
            (folder / "d" / "decisions.tsv").write_text("".join(lines), "utf-8")
    return folder / "d"


def pages(dossier: Path) -> list[Path]:
    return sorted(dossier.rglob("*.html"))


def spun(dossier: Path) -> Path:
    (page,) = (each for each in pages(dossier) if "maison <mark>" in each.read_text("utf-8"))
    return page


def test_hostile_documents_run_and_request_nothing(browser: Any, dossier: Path) -> None:
    seen = 0
    for path in pages(dossier):
        page = opened(browser, path)
        assert page.execute_script("return window.hit") is None
        assert (
            every(page, "script, iframe, img, base, svg a, main style, [onload], [onerror]") == []
        )
        assert page.get_log("browser") == []
        assert requested(page) <= {path.as_uri()}
        marked = [mark.get_attribute("textContent") for mark in every(page, "mark")]
        seen += sum(any(attack.startswith(text) for attack in ATTACKS) for text in marked)
    assert seen == 2 * len(ATTACKS)


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_nothing_scrolls_sideways(browser: Any, dossier: Path, width: int) -> None:
    for path in pages(dossier):
        page = opened(browser, path, width)
        assert page.execute_script("return document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everything_can_be_read(browser: Any, dossier: Path, dark: bool) -> None:
    for path in (dossier / "index.html", spun(dossier), *sorted(dossier.glob("suppliers/*"))[:1]):
        contrast = opened(browser, path, dark=dark).execute_script(CONTRAST)
        assert len(contrast) > 10
        assert {name: ratio for name, ratio in contrast.items() if ratio < 4.5} == {}


def box(page: Any, selector: str, number: int = 0) -> dict[str, float]:
    element = every(page, selector)[number]
    script = "return arguments[0].getBoundingClientRect().toJSON()"
    return dict(page.execute_script(script, element))


def test_sentences_stand_side_by_side_where_there_is_room(browser: Any, dossier: Path) -> None:
    for width, aside, paper in ((1200, True, False), (360, False, False), (700, True, True)):
        page = opened(browser, spun(dossier), width, paper=paper)
        printed, presumed = (box(page, "figure", number) for number in (0, 1))
        assert (printed["top"] == presumed["top"]) is aside
        assert (printed["left"] == presumed["left"]) is not aside


def test_a_phone_names_the_figures_of_a_supplier(browser: Any, dossier: Path) -> None:
    page = opened(browser, dossier / "index.html", 360)
    (cell, *_) = every(page, ".suppliers td[data-head='Documents']")
    shown = "return getComputedStyle(arguments[0], '::before').content"
    assert page.execute_script(shown, cell) == '"Documents"'
    assert not every(page, ".suppliers thead")[0].is_displayed()
    page = opened(browser, dossier / "index.html", 1200)
    assert every(page, ".suppliers thead")[0].is_displayed()
    assert page.execute_script(shown, every(page, ".suppliers td")[0]) == "none"


def test_an_interval_is_drawn(browser: Any, dossier: Path) -> None:
    page = opened(browser, dossier / "index.html")
    ground, interval = box(page, ".plot .ground"), box(page, ".plot .interval")
    assert ground["left"] <= interval["left"] < interval["right"] <= ground["right"]


def test_paper_has_all_that_the_screen_has(browser: Any, dossier: Path) -> None:
    page = opened(browser, spun(dossier), paper=True)
    assert not any(each.is_displayed() for each in every(page, "nav, .skip"))
    assert all(each.is_displayed() for each in every(page, "blockquote, .clues td, .facts dd"))
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    made = page.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    data = base64.b64decode(made["data"])
    assert data.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 4


def test_landmarks_and_headings_are_in_order(browser: Any, dossier: Path) -> None:
    for path in (dossier / "index.html", spun(dossier)):
        page = opened(browser, path)
        assert [len(every(page, f"body > {name}")) for name in ("header", "main", "footer")] == [
            1,
            1,
            1,
        ]
        levels = [int(heading.tag_name[1]) for heading in every(page, "h1, h2, h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        every(page, "body")[0].send_keys("\ue004")
        assert page.switch_to.active_element.text == "Skip to the content"

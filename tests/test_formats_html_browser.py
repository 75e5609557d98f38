"""The page in a real browser: by keyboard, on a phone, in the dark, on paper, and under attack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from detector import Detector, session
from detector.formats import Checked, Result
from detector.formats.html import render
from detector.report import Original, Severity
from detector.terminal import FOLDER, Page
from seeds.gold import FIXTURES
from tests.chromium import ATTACKS, CONTRAST, NEEDED, every, opened, requested, started, webdriver
from tests.reports import checked, documents, finding, report

pytestmark = NEEDED


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Any:
    """Show a page of results, as `opened` does."""

    def shown(results: list[Result], width: int = 1200, by: str = FOLDER, **how: bool) -> Any:
        path = tmp_path / "page.html"
        path.write_bytes("".join(render(results, Page(by=by))).encode())
        return opened(browser, path, width, **how)

    return shown


def hostile() -> list[Result]:
    found: list[Result] = []
    for attack in ATTACKS:
        text = f"Un {attack} de trop {attack}"
        spot = finding(text, 3, 3 + len(attack), originals=(Original(attack, 0.9),), message=attack)
        made = report(spot, text=text, notes=(attack,), language='fr" onclick="window.hit = 1')
        found.append(Checked(attack, text, made, attack))
    return found


def test_focus_shows_the_evidence_and_escape_puts_it_away(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    page = show(documents())
    page.execute_script("document.querySelector('#originals').focus()")
    page.switch_to.active_element.send_keys(Keys.TAB)
    mark = page.switch_to.active_element
    assert (mark.tag_name, mark.text) == ("mark", "framework")
    (card,) = every(page, f"#{mark.get_attribute('aria-describedby')}")
    assert card.is_displayed()
    assert card.text.splitlines() == [
        "trame 50% or structure 40%",
        "an English word stands where French wants another",
        "plus is far likelier here",
        "a thesaurus gives it for plus",
        "foreign-word, 97% sure",
    ]
    mark.send_keys(Keys.ESCAPE)
    assert not card.is_displayed()
    mark.send_keys(Keys.TAB)
    assert sum(card.is_displayed() for card in every(page, ".card")) == 1
    page.switch_to.active_element.send_keys(Keys.SHIFT, Keys.TAB)
    assert card.is_displayed()


def test_pointing_shows_the_evidence(show: Any) -> None:
    page = show(documents())
    mark = every(page, "mark")[1]
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    webdriver.ActionChains(page).move_to_element(mark).perform()
    shown = [card for card in every(page, ".card") if card.is_displayed()]
    assert [card.get_attribute("id") for card in shown] == [mark.get_attribute("aria-describedby")]


@pytest.mark.parametrize("width", [360, 1200])
def test_cards_stay_on_the_screen(show: Any, width: int) -> None:
    edges = checked("[[board]] au début, et des mots jusqu'au bout de la ligne, puis " * 9)
    page = show([edges], width)
    for mark in every(page, "mark"):
        page.execute_script(
            "arguments[0].scrollIntoView({block: 'center'});arguments[0].focus()",
            mark,
        )
        (card,) = [card for card in every(page, ".card") if card.is_displayed()]
        box = page.execute_script("return arguments[0].getBoundingClientRect().toJSON()", card)
        assert 0 <= box["left"] < box["right"] <= width
        assert 0 <= box["top"] < box["bottom"] <= 800


@pytest.mark.parametrize("results", [documents(), hostile()], ids=["documents", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_nothing_scrolls_sideways(show: Any, results: list[Result], width: int) -> None:
    page = show(results, width)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    page.execute_script("document.querySelector('mark').focus()")
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_hostile_documents_run_and_request_nothing(show: Any) -> None:
    page = show(hostile())
    assert len(every(page, "article")) == len(ATTACKS)
    marked = {mark.get_attribute("textContent") for mark in every(page, "mark")}
    assert marked == set(ATTACKS)
    ran_and_asked_for_nothing(page)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".rst", ".adoc", ".mdx"])
def test_hostile_files_that_are_read_and_checked_do_nothing(
    show: Any, tmp_path: Path, suffix: str
) -> None:
    spun = (FIXTURES / "spun" / "epargne.txt").read_text("utf-8")
    paths = []
    for number, attack in enumerate(ATTACKS[:-1]):
        name = attack.replace("/", "\u2215")[:60]
        paths.append(tmp_path / f"{number}{name}{suffix}")
        text = spun.replace("wealth", f"wealth {attack}")
        paths[-1].write_text(text.replace("insurance", f"{attack}insurance"), "utf-8")
    results: list[Result] = []
    for result in session.check(map(str, paths), lambda name: Detector()):
        assert isinstance(result, Checked)
        results.append(result._replace(fields={"author": result.path}))
    page = show(results, by="author")
    assert len(every(page, "article")) == len(paths)
    assert {"wealth"} <= {mark.text for mark in every(page, "mark")}
    titles = {title.get_attribute("textContent") for title in every(page, "h3")}
    assert titles == set(map(str, paths))
    ran_and_asked_for_nothing(page)


def ran_and_asked_for_nothing(page: Any) -> None:
    """No script but ours ran, no element but ours is there, nothing but the page was asked for."""
    assert page.execute_script("return window.hit") is None
    assert every(page, "iframe, img, base, svg a, main script, main style") == []
    assert page.get_log("browser") == []
    asked = requested(page)
    assert asked <= {page.current_url.partition("#")[0]}


def test_the_policy_stops_what_escaping_would_miss(show: Any) -> None:
    page = show(documents())
    page.execute_async_script(
        "const done = arguments[0];"
        "document.body.insertAdjacentHTML('beforeend', `<img src='data:,' onerror='window.hit = 1'>"
        "<a id=bad href='javascript:window.hit = 1' onclick='window.hit = 1'>x</a>"
        "<p id=styled style='position: fixed'>`);"
        "document.querySelector('#bad').click(); setTimeout(done, 300)"
    )
    assert page.execute_script("return window.hit") is None
    (styled,) = every(page, "#styled")
    assert styled.value_of_css_property("position") == "static"
    assert any("Content Security Policy" in entry["message"] for entry in page.get_log("browser"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everything_can_be_read(show: Any, dark: bool) -> None:
    page = show([*documents(), checked("[[mot]]", severity=Severity.NOTE)], dark=dark)
    backdrop = page.execute_script("return getComputedStyle(document.body).backgroundColor")
    channels = [int(value) for value in backdrop[4:-1].split(",")]
    assert max(channels) < 60 if dark else min(channels) > 200
    page.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    contrast = page.execute_script(CONTRAST)
    assert len(contrast) > 20
    assert {name: ratio for name, ratio in contrast.items() if ratio < 4.5} == {}


def test_paper_shows_what_cards_say(show: Any) -> None:
    page = show(documents(), paper=True)
    page.execute_script("document.querySelector('mark').focus()")
    assert not any(card.is_displayed() for card in every(page, ".card, .switch, .skip, nav"))
    notes = every(page, ".notes li")
    assert len(notes) == 5
    assert notes[0].text == (
        "Line 2: framework for trame or structure (97% sure). an English word stands where French"
        " wants another"
    )


def test_notes_are_for_paper_only(show: Any) -> None:
    assert not any(notes.is_displayed() for notes in every(show(documents()), ".notes"))


def test_a_click_or_a_key_sorts_a_table(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    page = show(documents())

    def column(number: int) -> list[str]:
        cells = every(page, f"#documents tbody tr > :nth-child({number})")
        return [cell.text.split()[0] for cell in cells]

    name, score, _, words = every(page, "#documents thead button")
    by_score = column(2)
    assert by_score == [*sorted(by_score[:-1], reverse=True), "–"]
    words.click()
    assert column(4) == ["42", "42", "42", "42", "42", "1"]
    words.click()
    assert column(4) == ["1", "42", "42", "42", "42", "42"]
    name.send_keys(Keys.ENTER)
    assert column(1)[0] == "bref.txt"
    heads = every(page, "#documents thead th")
    assert [head.get_attribute("aria-sort") for head in heads] == ["ascending", None, None, None]
    score.send_keys(Keys.SPACE)
    assert column(2) == by_score


def test_a_long_table_sorts_numbers_as_numbers(show: Any) -> None:
    found: list[Result] = [
        Checked(f"{words}.txt", "mot", report(words=words, text="mot")) for words in (9, 1200, 80)
    ]
    page = show(found)
    every(page, "#documents thead button")[3].click()
    shown = [cell.text for cell in every(page, "#documents tbody tr > :nth-child(4)")]
    assert shown == ["1,200", "80", "9"]


def test_originals_can_be_hidden(show: Any) -> None:
    page = show(documents())
    assert every(page, "ins")[0].is_displayed()
    every(page, "#originals")[0].click()
    assert not any(original.is_displayed() for original in every(page, "ins"))


def test_folded_text_opens_by_keyboard(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    page = show([checked("Rien à signaler.\n" * 200 + "Un [[board]].")])
    (fold,) = every(page, "summary")
    fold.send_keys(Keys.ENTER)
    assert every(page, "details")[0].get_attribute("open") == "true"


def test_landmarks_and_headings_are_in_order(show: Any) -> None:
    page = show(documents())
    assert [len(every(page, f"body > {name}")) for name in ("header", "main", "footer")] == [1] * 3
    levels = [int(heading.tag_name[1]) for heading in every(page, "h1, h2, h3, h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert every(page, "html")[0].get_attribute("lang") == "en"
    assert every(page, ".text")[0].get_attribute("lang") == "fr"
    page.execute_script("document.body.focus()")
    every(page, "body")[0].send_keys("\ue004")
    assert page.switch_to.active_element.text == "Skip to the content"

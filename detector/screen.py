"""Which of a document's findings are shown: what somebody decided about them after they were made.

The score stays what it is. It says what the document is like, not what its authors want to hear of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from detector.formats import Checked
from detector.messages import Catalogue
from detector.report import Finding
from detector.settings import Settings

COMMENT = "spin-detector:"
"""What a comment that silences findings holds, whatever the format."""


def screen(checked: Checked, settings: Settings, messages: Catalogue) -> Checked:
    """A document without the findings that its comments silence or that no selected rule has.

    What there is to say of the comments is said in the language of ``messages``.
    """
    if COMMENT in checked.text:
        from detector.suppress import suppress

        checked = suppress(checked, messages)
    return select(checked, settings)


def shown(
    path: str, text: str, found: tuple[Finding, ...], settings: Settings
) -> tuple[Finding, ...]:
    """Those of a document's findings that are shown, without a word on its comments."""
    if COMMENT in text:
        from detector.suppress import heard

        found = heard(path, text, found)
    return tuple(filter(partial(_selected, settings), found))


def _selected(settings: Settings, finding: Finding) -> bool:
    """Whether a finding is of a selected rule."""
    if finding.rule in settings.ignore:
        return False
    return not settings.select or finding.rule in settings.select


def select(checked: Checked, settings: Settings) -> Checked:
    """A document with the findings of selected rules only."""
    if not settings.select and not settings.ignore:
        return checked
    return keep(checked, partial(_selected, settings))


def keep(checked: Checked, wanted: Callable[[Finding], bool]) -> Checked:
    """A document with those of its findings that are wanted."""
    kept = tuple(filter(wanted, checked.report.findings))
    if len(kept) == len(checked.report.findings):
        return checked
    return checked._replace(report=replace(checked.report, findings=kept))

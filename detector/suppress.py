"""Comments by which a document's authors silence findings, in the document's own syntax.

``<!-- spin-detector: ignore-next-line foreign-word -->``. After the name comes a directive, after
that the rules that it is for, all where none is named, each with a word where it is for that word
only: ``foreign-word=cash``. The comments are looked for in the raw text, so that they work in every
format whose reader drops comments, front matter included. Plain text has none of its own and takes
those of HTML, which nobody has to learn anew and which no prose contains by chance.

Comments that silence nothing are findings themselves: they outlive what they were written for, or
never did what their author meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import PurePath

from detector.document import fold
from detector.formats import Checked
from detector.lines import line_end, line_starts
from detector.messages import ENGLISH, Catalogue, Message
from detector.report import Evidence, Finding, Kind, Severity, Verdict
from detector.screen import COMMENT
from detector.suggest import hinted, nearest, one_of

RULE = "unused-suppression"
_HTML, _BRACES = ("<!--", "-->"), ("{/*", "*/}")
_SYNTAX = {
    ".mdx": (_HTML, _BRACES),
    ".rst": (("..", ""),),
    ".adoc": (("//", ""),),
    ".asciidoc": (("//", ""),),
    ".po": (("#.", ""), ("#", "")),
    ".pot": (("#.", ""), ("#", "")),
}
"""What opens and closes a comment, by suffix; one that nothing closes has its line for itself."""
_ENTRIES = {".po", ".pot"}
"""Suffixes of formats in which a comment stands before an entry of several lines."""
_NEXT, _LINE, _FILE = "ignore-next-line", "ignore-line", "ignore-file"
_START, _END = "ignore-start", "ignore-end"
IDLE = Message("This comment silences nothing")
DIRECTIVES = (_END, _FILE, _LINE, _NEXT, _START)
_SCOPE = re.compile(r'(?P<rule>[^\s,=]+)(?:=(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s,]+)))?[\s,]*')
MAX_COMMENTS = 1_000
"""Comments of a document that are read; nobody writes more."""
MAX_SCOPES = 1_000
"""Characters of a comment that are read."""
_BEFORE = 16
"""Characters in which a comment must have been opened before the name."""


@dataclass(slots=True)
class _Comment:
    """A directive at a place, the lines (from 1) that it silences, and what is wrong with it."""

    start: int
    end: int
    line: int
    directive: str
    scopes: tuple[tuple[str, str | None], ...]
    first: int = 0
    last: int = 0
    wrong: Message | None = None
    used: bool = field(default=False, compare=False)

    def silences(self, finding: Finding, line: int) -> bool:
        """Whether a finding that begins on a line is one that this comment is for."""
        if self.wrong or not self.first <= line <= self.last:
            return False
        if not self.scopes:
            return finding.rule != RULE
        return any(
            rule == finding.rule and (word is None or fold(word) == fold(finding.surface))
            for rule, word in self.scopes
        )


@cache
def rule_names() -> frozenset[str]:
    """Every rule that a finding can have."""
    from detector.rules import rules

    return frozenset({rule.name for rule in rules()} | {RULE})


def suppress(checked: Checked, messages: Catalogue = ENGLISH) -> Checked:
    """A document without the findings that its comments silence, but with the idle comments."""
    starts = line_starts(checked.text)
    comments = _comments(checked.text, starts, PurePath(checked.path).suffix.lower())
    if not comments:
        return checked
    kept = [each for each in checked.report.findings if not _silenced(each, comments, starts)]
    if checked.report.verdict is not Verdict.UNSUPPORTED:
        idle = (_idle(comment, checked.text, messages) for comment in comments if not comment.used)
        kept += [each for each in idle if not _silenced(each, comments, starts)]
    kept.sort(key=lambda finding: (finding.start, finding.end))
    return checked._replace(report=replace(checked.report, findings=tuple(kept)))


def heard(path: str, text: str, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of a document's findings that its comments do not silence."""
    starts = line_starts(text)
    comments = _comments(text, starts, PurePath(path).suffix.lower())
    return tuple([each for each in found if not _silenced(each, comments, starts)])


def _silenced(finding: Finding, comments: Iterable[_Comment], starts: Sequence[int]) -> bool:
    line = bisect_right(starts, finding.start)
    for comment in comments:
        if comment.silences(finding, line):
            comment.used = True
            return True
    return False


def _comments(text: str, starts: Sequence[int], suffix: str) -> list[_Comment]:
    """The comments of a text in order, each with the lines that it is for."""
    found = list(islice(_read(text, starts, _SYNTAX.get(suffix, (_HTML,))), MAX_COMMENTS))
    own = {comment.line for comment in found}
    opened: list[_Comment] = []
    for comment in found:
        comment.first = comment.last = comment.line
        if comment.directive == _NEXT:
            comment.first = _next(text, starts, comment.line, own)
            paragraph = suffix in _ENTRIES
            comment.last = _last(text, starts, comment.first) if paragraph else comment.first
        elif comment.directive == _FILE:
            comment.first, comment.last = 1, len(starts)
        elif comment.directive == _START:
            comment.last = len(starts)
            opened.append(comment)
        elif comment.directive == _END:
            _close(comment, opened)
    return found


def _read(
    text: str, starts: Sequence[int], syntax: Iterable[tuple[str, str]]
) -> Iterator[_Comment]:
    at = text.find(COMMENT)
    while at >= 0:
        after = at + len(COMMENT)
        line = bisect_right(starts, at)
        stop = line_end(text, starts, line)
        near = max(starts[line - 1], at - _BEFORE)
        before = text[near:at].rstrip(" \t")
        for opener, closer in syntax:
            alone = near == starts[line - 1] and before.strip() == opener
            if alone or (closer and before.endswith(opener)):
                start = near + len(before) - len(opener)
                close = text.find(closer, after, stop) if closer else stop
                close = stop if close < 0 else close
                yield _comment(text[after:close], start, min(close + len(closer), stop), line)
                after = close
                break
        at = text.find(COMMENT, after)


def _comment(body: str, start: int, end: int, line: int) -> _Comment:
    directive, _, rest = body.strip().partition(" ")
    scopes = tuple(
        (match["rule"], match["word"] if match["quoted"] is None else match["quoted"])
        for match in _SCOPE.finditer(rest.strip()[:MAX_SCOPES])
    )
    comment = _Comment(start, end, line, directive, scopes)
    unknown = [rule for rule, _ in scopes if rule not in rule_names()]
    if directive not in DIRECTIVES:
        wrong = Message("There is no directive “{}”", directive)
        if nearest(directive, DIRECTIVES):
            comment.wrong = hinted(wrong, directive, DIRECTIVES)
        else:
            comment.wrong = Message("{}; it is {}", wrong, one_of(DIRECTIVES))
    elif unknown:
        wrong = Message("There is no rule “{}”", unknown[0])
        comment.wrong = hinted(wrong, unknown[0], rule_names())
    return comment


def _close(comment: _Comment, opened: list[_Comment]) -> None:
    """End the stretch that was opened last, for the same rules where this names any."""
    for at in reversed(range(len(opened))):
        if not comment.scopes or opened[at].scopes == comment.scopes:
            opened.pop(at).last = comment.line
            comment.used = True
            return
    comment.wrong = comment.wrong or Message("There is no {} before this {}", _START, _END)


def _next(text: str, starts: Sequence[int], line: int, own: Container[int]) -> int:
    """The next line that is neither blank nor holds a comment like the one on this line."""
    line += 1
    while line < len(starts) and (line in own or _blank(text, starts, line)):
        line += 1
    return line


def _last(text: str, starts: Sequence[int], line: int) -> int:
    """The last line before a blank one."""
    while line < len(starts) and not _blank(text, starts, line + 1):
        line += 1
    return line


def _blank(text: str, starts: Sequence[int], line: int) -> bool:
    return not text[starts[line - 1] : line_end(text, starts, line)].strip()


def _idle(comment: _Comment, text: str, messages: Catalogue) -> Finding:
    message = comment.wrong or IDLE
    said = Evidence(
        "suppression", 1.0, 0.0, "comment", message.template, message.parts, messages.code
    )
    return Finding(
        rule=RULE,
        kind=Kind.QUALITY,
        severity=Severity.NOTE,
        start=comment.start,
        end=comment.end,
        text=text[comment.start : comment.end],
        surface=text[comment.start : comment.end],
        confidence=1.0,
        originals=(),
        evidence=(said,),
        message=f"{messages.text(message)}.",
    )

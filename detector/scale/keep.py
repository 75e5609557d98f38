"""Which documents to keep: comparisons of what reports say, joined by and, or, not and parentheses.

    score < 0.5 and quality > 0.6 and (language == "fr" or words >= 1000)

=============  =================================================================================
figures        score, log_likelihood_ratio, quality, words, findings (how many), each signal, and
               each rule: how many findings it has
texts          verdict, language; compared by == and != with a text in quotation marks
none           what is not known, such as the score of an unsupported document; by == and != only
comparisons    < <= > >= == !=, chained as in 0.1 < score < 0.5
=============  =================================================================================

As in SQL, a comparison with what is not known is neither true nor false, nor is what follows from
it, and a document is kept only where the whole is true. Nothing is run: an expression is read once
into comparisons, and what it cannot mean is an error that points at the column.
"""

from __future__ import annotations

import math
import operator
import re
import string
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from detector import signals
from detector.messages import Message
from detector.report import Report, Verdict
from detector.rules import rules
from detector.suggest import hinted, nearest, one_of

MAX_LENGTH = 10_000
MAX_DEPTH = 100
Value = float | str | None

_NUMBER, _TEXT, _NONE = "number", "text", "none"
_FIGURES = ("score", "log_likelihood_ratio", "quality", "words", "findings")
_TEXTS = ("verdict", "language")
_WORDS = ("and", "or", "not", "none")
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>-?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?(?![\w.]))
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<name>[A-Za-z_][\w-]*)
      | (?P<sign><=|>=|==|!=|<|>|\(|\))
      | (?P<end>\Z)
    )""",
    re.VERBOSE | re.ASCII,
)
_WORD = re.compile(r"\S+", re.ASCII)
_COMPARE: Final[Mapping[str, Callable[..., bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_EQUALITY = ("==", "!=")


class KeepError(ValueError):
    """An expression that means nothing; ``column``, from 1, is where."""

    def __init__(self, message: Message, column: int) -> None:
        super().__init__(message)
        self.column = column


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Operand(NamedTuple):
    """A value as written, or the name of one that a report has."""

    kind: str
    name: str
    value: Value


class _Comparison(NamedTuple):
    left: _Operand
    sign: str
    right: _Operand
    text: str

    def truth(self, known: Mapping[str, Value]) -> bool | None:
        operands = (self.left, self.right)
        left, right = (known[each.name] if each.name else each.value for each in operands)
        if _NONE not in (self.left.kind, self.right.kind) and (left is None or right is None):
            return None
        return _COMPARE[self.sign](left, right)


class _Not(NamedTuple):
    inner: _Node
    text: str

    def truth(self, known: Mapping[str, Value]) -> bool | None:
        inner = self.inner.truth(known)
        return None if inner is None else not inner


class _Joined(NamedTuple):
    """Parts of which all are to be true, or any."""

    parts: tuple[_Node, ...]
    all: bool

    def truth(self, known: Mapping[str, Value]) -> bool | None:
        found = [part.truth(known) for part in self.parts]
        if (not self.all) in found:
            return not self.all
        return None if None in found else self.all


_Node = _Comparison | _Not | _Joined


class Keep(NamedTuple):
    """A condition that documents are kept by; ``text`` is how it was written."""

    text: str
    node: _Node

    def reasons(self, report: Report) -> tuple[str, ...]:
        """The parts of the condition for which a document is dropped; none where it is kept."""
        known = values(report)
        if self.node.truth(known):
            return ()
        return tuple(dict.fromkeys(_blamed(self.node, known)))


def _blamed(node: _Node, known: Mapping[str, Value]) -> Iterator[str]:
    """The smallest parts that keep a node from being true."""
    if isinstance(node, _Joined):
        for part in node.parts:
            if not part.truth(known):
                yield from _blamed(part, known)
    else:
        yield node.text


def parse(text: str, extent: str = signals.FULL) -> Keep:
    """Read a condition; KeepError where it has no meaning.

    Of signals it may name those of an extent of `detector.signals`.
    """
    if len(text) > MAX_LENGTH:
        raise KeepError(Message("it is longer than {:,} characters", MAX_LENGTH), MAX_LENGTH + 1)
    return Keep(text, _Parser(text, extent).whole())


def values(report: Report) -> Mapping[str, Value]:
    """Everything that a condition can name, as far as it is known of a document."""
    known: dict[str, Value] = dict.fromkeys((*signals.names(), *_rule_names()))
    known |= report.signals
    known |= dict.fromkeys(_rule_names(), 0)
    for finding in report.findings:
        known[finding.rule] = float(known[finding.rule] or 0) + 1
    return known | {
        "score": report.score,
        "log_likelihood_ratio": report.log_likelihood_ratio,
        "quality": report.quality,
        "words": report.words,
        "findings": len(report.findings),
        "verdict": report.verdict.value,
        "language": report.language,
    }


def _rule_names() -> tuple[str, ...]:
    return tuple(rule.name for rule in rules())


class _Parser:
    """Reads an expression from left to right, one token ahead."""

    def __init__(self, text: str, extent: str) -> None:
        self._text = text
        self._extent = extent
        self._depth = 0
        self._token = self._next(0)

    def whole(self) -> _Node:
        node = self._either()
        if self._token.kind != "end":
            raise self._unexpected(Message("“and”, “or” or the end"))
        return node

    def _either(self) -> _Node:
        return self._joined("or", self._both)

    def _both(self) -> _Node:
        return self._joined("and", self._one)

    def _joined(self, word: str, part: Callable[[], _Node]) -> _Node:
        parts = [part()]
        while self._token.text == word:
            self._advance()
            parts.append(part())
        return parts[0] if len(parts) == 1 else _Joined(tuple(parts), word == "and")

    def _one(self) -> _Node:
        first = self._token
        if first.text not in ("not", "("):
            return self._comparisons()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise KeepError(Message("it is nested more than {} deep", MAX_DEPTH), first.start + 1)
        self._advance()
        if first.text == "not":
            inner = self._one()
            node: _Node = _Not(inner, self._written(first.start))
        else:
            node = self._either()
            if self._token.text != ")":
                raise self._unexpected(Message("“and”, “or” or “)”"))
            self._advance()
        self._depth -= 1
        return node

    def _comparisons(self) -> _Node:
        start, left = self._token, self._operand()
        if self._token.text not in _COMPARE:
            raise self._unexpected(Message("one of {}", " ".join(_COMPARE)))
        found: list[_Node] = []
        while self._token.text in _COMPARE:
            sign, after = self._token, self._advance()
            right = self._operand()
            self._comparable(left, sign, right, after)
            found.append(_Comparison(left, sign.text, right, self._written(start.start)))
            start, left = after, right
        return found[0] if len(found) == 1 else _Joined(tuple(found), all=True)

    def _operand(self) -> _Operand:
        token = self._token
        if token.kind == "number":
            value = float(token.text)
            if math.isinf(value):
                raise KeepError(Message("{} is too large", token.text), token.start + 1)
            operand = _Operand(_NUMBER, "", value)
        elif token.kind == "text":
            operand = _Operand(_TEXT, "", token.text[1:-1])
        elif token.text == "none":
            operand = _Operand(_NONE, "", None)
        elif token.kind == "name" and token.text not in _WORDS:
            operand = _Operand(self._kind(token), token.text, None)
        else:
            raise self._unexpected(Message("a figure, a number or a text"))
        self._advance()
        return operand

    def _kind(self, token: _Token) -> str:
        name, column = token.text, token.start + 1
        if name in _TEXTS:
            return _TEXT
        measured = signals.names()
        if self._extent != signals.FULL and name in measured and signals.is_deep(name):
            raise KeepError(Message("“{}” is measured with --signals full only", name), column)
        if name in _FIGURES or name in measured or name in _rule_names():
            return _NUMBER
        known = (*_FIGURES, *_TEXTS, *measured, *_rule_names())
        # Names of signals have the sign that suggestions do without.
        alike = {each.replace("_", "-"): each for each in known}
        unknown = Message("no report has “{}”", name)
        close = alike.get(nearest(name, alike))
        raise KeepError(
            Message("{}; did you mean “{}”?", unknown, close) if close else unknown, column
        )

    def _comparable(self, left: _Operand, sign: _Token, right: _Operand, after: _Token) -> None:
        kinds = {left.kind, right.kind} - {_NONE}
        if len(kinds) > 1:
            raise KeepError(Message("a number and a text are never the same"), after.start + 1)
        if sign.text not in _EQUALITY and (_TEXT in kinds or _NONE in (left.kind, right.kind)):
            wrong = Message("texts and none are compared by {} only", " ".join(_EQUALITY))
            raise KeepError(wrong, sign.start + 1)
        for one, other in ((left, right), (right, left)):
            verdicts = tuple(Verdict)
            if one.name == "verdict" and other.value and other.value not in verdicts:
                unknown = Message("a verdict is {}", one_of(verdicts))
                raise KeepError(hinted(unknown, other.value, verdicts), after.start + 1)

    def _written(self, start: int) -> str:
        """What was read from there, with single spaces."""
        return " ".join(self._text[start : self._before].split())

    def _advance(self) -> _Token:
        self._before = self._token.end
        self._token = self._next(self._token.end)
        return self._token

    def _next(self, start: int) -> _Token:
        match = _TOKEN.match(self._text, start)
        if match is None or match.lastgroup is None:
            rest = self._text[start:]
            column = start + len(rest) - len(rest.lstrip(string.whitespace)) + 1
            sign = self._text[column - 1]
            if sign in "\"'":
                raise KeepError(Message("the text is not closed"), column)
            if sign == "=":
                raise KeepError(Message("“=” is written “==”"), column)
            raise KeepError(Message("“{}” has no meaning here", _WORD.findall(rest)[0]), column)
        kind = match.lastgroup
        return _Token(kind, match[kind], match.start(kind), match.end(kind))

    def _unexpected(self, wanted: Message) -> KeepError:
        token = self._token
        found = Message("“{}”", token.text) if token.text else Message("the end")
        return KeepError(Message("{} is wanted, not {}", wanted, found), token.start + 1)

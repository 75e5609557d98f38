"""What there is to read about rules: the commands rules and explain, and Markdown of the same."""

from __future__ import annotations

import re
import sys
from html import unescape
from itertools import pairwise

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from markdown_it import MarkdownIt

from detector import guide
from detector.cli import cli, main
from detector.rules import AnyRule, rules
from detector.signals import documentation, names
from detector.terminal import Page, visible

EACH = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_rules_lists_every_rule_on_a_line() -> None:
    lines = invoke("rules").splitlines()
    assert [line.split()[0] for line in lines] == [rule.name for rule in rules()]
    for line, rule in zip(lines, rules(), strict=True):
        name, kind, severity, summary = re.split(r"\s{2,}", line)
        assert (name, kind, severity) == (rule.name, rule.kind, rule.severity)
        assert rule.documentation.startswith(summary)


@EACH
def test_explain_shows_documentation_and_examples(rule: AnyRule) -> None:
    output = invoke("explain", rule.name)
    assert output.startswith(f"{rule.name}: {rule.kind}, {rule.severity}\n\n")
    told = " ".join(output.split())
    assert all(word in told for word in " ".join(rule.documentation.split()).split(" "))
    assert all(f"\n    {visible(example)}\n" in output for example in rule.passes)
    lines = output.split("\n")
    marked = [
        above[4:][below.index("^") - 4 : below.rindex("^") - 3]
        for above, below in pairwise(lines)
        if set(below.strip()) == {"^"}
    ]
    examples = [guide.sentence(example) for example in rule.flags]
    spans = [text[start:end] for text, found in examples for start, end in found]
    for shown, span in zip(marked, spans, strict=True):
        assert shown
        assert visible(span).startswith(shown)


def test_an_example_can_have_several_spans() -> None:
    assert guide.sentence("a [[b]] c [[de]]") == ("a b c de", ((2, 3), (6, 8)))


def test_explain_fits_the_page() -> None:
    page = Page(width=40)
    lines = "".join(guide.screen(rules()[0], page)).splitlines()
    described = lines[: lines.index("Leaves alone")]
    assert max(map(len, described)) <= 40


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("foreign-wrod", "There is no rule “foreign-wrod”; did you mean “foreign-word”?"),
        ("zzz\x1b", "There is no rule “zzz\\x1b”; spin-detector rules lists them."),
    ],
)
def test_an_unknown_rule_is_an_error_with_a_hint(
    name: str, hint: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["spin-detector", "explain", name])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 2
    assert hint in capsys.readouterr().err


@EACH
def test_markdown_says_the_same(rule: AnyRule) -> None:
    html = MarkdownIt().render(guide.markdown(rule, Page()))
    text = unescape(re.sub(r"</?(?:p|ul|li|strong|em|code)>", "", html))
    for word in re.findall(r"\w+", rule.documentation):
        assert word in text
    for example in rule.flags:
        shown, spans = guide.sentence(example)
        assert visible(shown) in text
        strong = [unescape(each) for each in re.findall("<strong>(.*?)</strong>", html)]
        assert all(visible(shown[start:end]) in strong for start, end in spans)
    assert all(visible(example) in text for example in rule.passes)


@EACH
def test_plain_says_the_same(rule: AnyRule) -> None:
    assert guide.plain(rule, Page()).split() == rule.documentation.split()


def test_the_shell_completes_names_of_rules() -> None:
    complete = ShellComplete(cli, {}, "spin-detector", "_COMPLETE")
    found = complete.get_completions(["explain"], "foreign-")
    assert [item.value for item in found] == ["foreign-phrase", "foreign-word"]


@pytest.mark.parametrize("name", names())
def test_explain_knows_signals(name: str) -> None:
    output = invoke("explain", name)
    assert output.startswith(f"{name}: signal\n\n")
    assert " ".join(documentation(name).split()) in " ".join(output.split())
    assert all(len(line) <= 88 for line in output.splitlines())

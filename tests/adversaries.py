"""Documents that somebody may write to hold up whoever checks them, of any length."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from detector.host import host
from detector.lexicon import Gate

FIXTURES = Path(__file__).parents[1] / "fixtures"
Make = Callable[[int], str]
HOST = host("fr")


def ordinary() -> tuple[str, ...]:
    """Clean documents as people write them, that time is compared with."""
    return tuple(path.read_text("utf-8") for path in sorted((FIXTURES / "clean").glob("*.txt")))


def _row(unit: str) -> Make:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _nest(opening: str, core: str, closing: str) -> Make:
    def made(size: int) -> str:
        number = size // (len(opening) + len(closing))
        return opening * number + core + closing * number

    return made


@cache
def _surfaces(*, native: bool) -> tuple[str, ...]:
    """Words that rules look at, of the host language or not."""
    words = sorted(word for word in HOST.lexicon._words.keys() if word.isalpha())  # noqa: SIM118
    random.Random(1).shuffle(words)
    gates = ((word, HOST.lexicon.gate(word)) for word in words[:60_000])
    hot = [(word, gate) for word, gate in gates if gate & Gate.HOT]
    return tuple(word for word, gate in hot if bool(gate & Gate.NATIVE) == native)[:3_000]


def _among(words: Callable[[], Sequence[str]], sentence: int = 0) -> Make:
    """Words among as many function words, in sentences of some length."""

    def made(size: int) -> str:
        chance, common = random.Random(2), sorted(HOST.language.common)
        listed = words()
        found: list[str] = []
        length = 0
        while length < size:
            end = "." if sentence and len(found) % sentence == sentence - 1 else ""
            found.append(chance.choice(listed if len(found) % 2 else common) + end)
            length += len(found[-1]) + 1
        return " ".join(found)[:size]

    return made


def _twice(size: int) -> str:
    """A sentence as long as the text, and again with some of its words swapped."""
    words = [word for word in HOST.lexicon._words.keys("ra") if word.isalpha() and len(word) > 7]
    number = size // (2 * 13)
    said = [f"de {words[i % len(words)]}" for i in range(number)]
    again = [words[-1 - i % 97] if i % 9 == 4 else each for i, each in enumerate(said)]
    return f"{' '.join(said)}. {' '.join(again)}.".capitalize()


def _noise(size: int) -> str:
    chance = random.Random(3)
    return "".join(chr(chance.randrange(32, 0x3000)) for _ in range(size))


TEXTS: dict[str, Make] = {
    "one word": _row("a"),
    "one accented word": _row("é"),
    "one word of marks": _row("e\u0301"),
    "one letter with marks": lambda size: "e" + "\u0301" * size,
    "one word of strange letters": _row("Å"),
    "spaces": _row(" "),
    "line ends": _row("\n"),
    "one line": _row(" ".join(ordinary()).replace("\n", " ")),
    "nested spintax": _nest("{a|", "b", "}"),
    "open spintax": _row("{a|"),
    "spintax": _row("{beau|joli|{grand|vaste}} temps "),
    "parentheses": _nest("(", "a", ")"),
    "brackets": _row("[a "),
    "percent signs": _row("%a"),
    "foreign candidates": _among(lambda: _surfaces(native=False)),
    "native candidates": _among(lambda: _surfaces(native=True), 9),
    "one candidate": _row("le scarce "),
    "names": _row("Wall Avenue "),
    "foreign": _row("the additional journey was a scarce pleasure and they spoke of it. "),
    "quotation marks": _row("« a "),
    "emphasis": _row("*a"),
    "digits in words": _row("a1"),
    "elisions": _row("l'"),
    "compounds": _row("a-"),
    "hidden characters": _row("a\u200b"),
    "turned words": _row("\u202ea"),
    "misread": _row("Ã©tÃ© "),
    "misread all through": _row("â€™Ã©"),
    "mixed scripts": _row("gаr "),
    "conversions": lambda size: f"un gîte à 5{_row(' 777')(size)} miles (3 km) ",
    "amounts": _row("1 $ 1€ ($1) "),
    "addresses": _row("?utm_source=a&utm_medium=b"),
    "one sentence": _row("La rivière passe sous le vieux pont du village endormi. "),
    "one paragraph": _row("La rivière passe sous le vieux pont du village endormi.\n\n"),
    "a loop": _row("encore et "),
    "items": _row("- a\n"),
    "bullets": _row("•\n"),
    "numbers": _row("1.\n"),
    "shortcodes": _row("[a][/a]"),
    "assistants": _row("En tant que modèle de langage "),
    "tortured phrases": _row("conscience contrefaite intellect factice "),
    "abbreviations": _row("M. A. "),
    "surrogates": _row("\ud800"),
    "noise": _noise,
    "one sentence twice": _twice,
}
"""Plain texts by what they consist of."""

MARKUP: dict[str, tuple[str, Make]] = {
    "HTML elements": (".html", _nest("<div>", "mot", "</div>")),
    "open HTML elements": (".html", _row("<b><i>")),
    "HTML attributes": (".html", _row("<a b='c' ")),
    "HTML comments": (".html", _row("<!-- ")),
    "entities": (".html", _row("&eacute;&amp")),
    "Markdown quotations": (".md", _row("> ")),
    "Markdown lists": (".md", _row("  - a\n")),
    "Markdown emphasis": (".md", _row("*a **b ")),
    "Markdown links": (".md", _row("[a](b ")),
    "Markdown brackets": (".md", _nest("[", "a", "](b)")),
    "Markdown tables": (".md", _row("|a")),
    "backticks": (".md", lambda size: "".join("`" * i + "a" for i in range(1, int(size**0.5)))),
    "MDX braces": (".mdx", _nest("{", "a", "}")),
    "JSON front matter": (".md", lambda size: '{"a": "' + '\\"' * (size // 2)),
    "YAML front matter": (".md", lambda size: "---\n" + 'a: "\n' * (size // 5)),
    "reStructuredText": (".rst", _row("`a` :b:`c` ")),
    "AsciiDoc": (".adoc", _row("a:b[c ")),
    "gettext": (".po", _row('msgid "a"\nmsgstr "b"\n')),
    "notebook": (".ipynb", _nest("[", "1", "]")),
}
"""Files by what they consist of, with the suffix that says how they are read."""

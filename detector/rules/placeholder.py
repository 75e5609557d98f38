"""Rule placeholder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from detector.document import Document, fold
from detector.messages import Text
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.99
SLOTS = frozenset(
    "keyword keywords keyword1 keyword2 keyword3 mainkeyword focuskeyword seedkeyword kw kw1 kw2"
    " targetkeyword primarykeyword cityname companyname brandname businessname productname"
    " blogname sitename anchortext backlink moneysite articletitle".split()
)
"""What generators of text call their variables in English, whatever language they write."""
_NAME = r"[\p{L}\p{M}\d]+(?:[ _’'-][\p{L}\p{M}\d]+){0,4}"


@cache
def _slot() -> regex.Pattern[str]:
    """The pattern, made when the first text calls for it."""
    return regex.compile(
        rf"%%?(?P<name>{_NAME})%%?|\{{{{?\s?(?P<name>{_NAME})\s?\}}?\}}|\[\[?(?P<name>{_NAME})\]?\](?!\()"
        rf"|\#\#?(?P<name>{_NAME})\#\#?|<<(?P<name>{_NAME})>>"
    )


_PLUGIN = (
    r"\[ad_\d{1,2}\]|(?<![%\w])%%(?:title|sitename|sitedesc|sep|excerpt|primary_category|focuskw)%%"
)
_SENTINEL = regex.compile(r"(?:^|\n)[ \t]*((?P<unit>[1-9]\d{1,2}[1-9])(?P=unit)+)[ \t]*(?=\n|$)")
_APART = r"[ _’'-]"
_opens = Sieve(regex.compile(r"[%{[#<]\Z|\{\{|\[").search)
_parts = Sieve(_SENTINEL.search)
PLUGIN = Text("a plugin that republishes other sites left its mark")
VARIABLE = Text("a variable that nothing was filled in for")
SIGN = Text("a sign by which a script tells title and body apart")


@tracer(
    kind="artefact",
    severity="error",
    ratio=3.8,
    needs="%{[#<123456789",
    flags=(
        "Trouvez un [[%KEYWORD%]] à [[{ville}]] dès demain.",
        "Le meilleur [[{{mainKeyword}}]] de l'année.",
        "Nos conseils pour choisir.\n\n[[[ad_1]]]\n\nRendez-vous dans notre agence.",
        "Le titre du billet\n[[911911]]\nLe corps du billet.",
        "Contactez [[[Nom de l'entreprise]]] sans attendre.",
    ),
    passes=(
        "Le taux passe de 12 % à 15 % en ville, soit 3 % de plus.",
        "La vue affiche {{ article.titre }} et {keyword: valeur}.",
        "Elle habite [en ville] et suit le mot-dièse #ville, sans plus.",
        "Lisez [ville](ville.html) puis %PATH% et %DATE%.",
        "Il est né en\n1914\net mort en\n19141918.",
        "Appelez le\n100100\nou le\n3030.",
    ),
)
def placeholder(doc: Document) -> Iterator[Trace]:
    """A variable that a generator of text should have filled in, or a mark that its plugin left.

    Templates for thousands of pages name the keyword, the town or the firm between signs of their
    own: *%KEYWORD%*, *{ville}*, *{{mainKeyword}}*. Only names that such generators use are taken,
    so that the variables of programs pass. Plugins that republish feeds leave *[ad_1]*, and
    scripts that join title and body a line of digits such as *911911*. The ratio is that of
    `spintax`, for the same reason and measured alike.

    Example: "Trouvez un %KEYWORD% à {ville}."
    """
    if _opens(doc.between):
        for match in regex.finditer(_PLUGIN, doc.text):
            yield _trace(match, PLUGIN)
        known = doc.host.language.slots
        for match in _slot().finditer(doc.text):
            name = regex.sub(_APART, "", fold(match["name"]))
            if name in SLOTS or name in known:
                yield _trace(match, VARIABLE)
    if _parts(doc.between):
        for match in _SENTINEL.finditer(doc.text):
            yield _trace(match, SIGN, 1)


def _trace(match: regex.Match[str], why: Text, group: int = 0) -> Trace:
    start, end = match.span(group)
    return Trace(start, end, CONFIDENCE, Clue("placeholder", 1.0, "form", why))

"""Markdown and MDX: what of a document is read, where it stands, and what its markup says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector import Detector, readers
from detector.prose import BLOCK, GAP, Mark, Prose
from detector.readers import markdown, mdx
from tests.written import assert_linear, assert_maps_back, golden, near, shown

PIECES = near(
    *"[ ] ( ) ! * _ ` ``` ~~~ ~~ > - 1. | --- *** === # {#a} ::: : $ $$ <b> </b> <!--".split(),
    *"--> \\ <div> </div> &amp; {{ }} {% %} { } </A> [^1] [^1]: http://a.b c@d.e [x]".split(),
    *("+++", "import x", "export ", "<A b={c}>", '<a lang="en">', '[x]: y "t"', "[!NOTE]", "`{"),
    *("| a | b |\n|---|---|\n", "---\ntitle: 'a", '{"title": "a', '+++\ntitle = "a', "    "),
    *("# ", "> ", "- ", "  \n", "\n\n", "\ufffc", "\u2028", "\x0b", "\ud800"),
)
HOSTILE = (
    *"[ > * **a ` ``a ![ [a](b [a][ < <!-- <a {{a {% {#a \\ &# a.b@ http:// $a <b> [^1] ~~".split(),
    *(
        "> ",
        "- ",
        "```\n",
        "| a |\n|---|\n",
        '[a]: b "c"\n',
        '![](a "b")',
        "{{% math %}",
        "a\n: b\n",
    ),
)
HOSTILE_MDX = (
    "{",
    "{/*",
    "`{",
    "<A ",
    '<A b="',
    "<A b={",
    "<A\n\n",
    "import a\n\n",
    "\n\nexport {",
    "```",
)


def read(text: str) -> Prose:
    found = markdown.prose(text)
    assert_maps_back(found)
    return found


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("potager.md", markdown),
        ("fanfare.md", markdown),
        ("phare.md", markdown),
        ("crepes.mdx", mdx),
    ],
)
def test_a_page_is_read_as_its_readers_read_it(name: str, reader: readers.Reader) -> None:
    document, expected = golden(name)
    found = reader.prose(document)
    assert_maps_back(found)
    assert shown(found) == expected


@settings(max_examples=300)
@given(st.text() | PIECES)
def test_any_text_has_prose_that_stands_where_it_says(text: str) -> None:
    read(text)
    assert_maps_back(mdx.prose(text))


@given(st.lists(st.from_regex(r"[a-zà-ÿ🎈\u0301]{1,8}", fullmatch=True), min_size=1))
def test_text_without_markup_is_read_to_the_letter(words: list[str]) -> None:
    text = " ".join(words)
    assert read(text).text.removesuffix(BLOCK) == text


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    assert_linear(markdown.prose, unit)


@pytest.mark.parametrize("unit", HOSTILE_MDX)
def test_time_is_linear_in_hostile_mdx(unit: str) -> None:
    assert_linear(mdx.prose, unit)


@pytest.mark.parametrize("unit", ["- ", "> ", "1. ", "*a ", "[", "<b>", "**"])
def test_nesting_has_no_depth_that_fails(unit: str) -> None:
    found = read(unit * 20_000 + "mot")
    assert "mot" in found.text
    assert len(found.marks) < 10 or unit == "*a "


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("un **mot** long", "un mot long"),
        ("l'*été*", "l'été"),
        ("ad*dition*al", "additional"),
        ("caf&eacute; &amp; th\\*", "café & th*"),
        ("le `code` dort", f"le {GAP} dort"),
        ("le ``co`de`` dort", f"le {GAP} dort"),
        ("soit $x$ ou $$y$$", f"soit {GAP} ou {GAP}"),
        ("5 $ ou 6 $", "5 $ ou 6 $"),
        ("un <b>mot</b> et<br>puis", f"un mot et{GAP}puis"),
        ("un <code>mot *x*</code> et", f"un {GAP} et"),
        ("un <!-- mot --> et", f"un {GAP} et"),
        ("voir <http://a.fr/b>.", f"voir {GAP}."),
        ("voir http://a.fr/b_c?d=e, puis", f"voir {GAP}, puis"),
        ("à moi@a.fr ou www.a.fr !", f"à {GAP} ou {GAP} !"),
        ("[un lien](/a_b_c)", "un lien"),
        ("[un lien](/a 'Son titre')", f"un lien{GAP}Son titre{GAP}"),
        ("[un lien](/a (Son titre))", f"un lien{GAP}Son titre{GAP}"),
        ('![un chat](a.png "L\\"ami")', f'un chat{GAP}L"ami{GAP}'),
        ("note[^1].\n\n[^1]: En bas.", f"note.{BLOCK}En bas."),
        ("~~barré~~ oui", "barré oui"),
        ("- [x] fait\n- [ ] reste", f"fait{BLOCK}reste"),
        ("# Titre\nTexte", f"Titre{BLOCK}Texte"),
        ("Titre\n===\nTexte", f"Titre{BLOCK}Texte"),
        ("a\r\nb  \r\nc\\\r\nd", "a\r\nb\r\nc\r\nd"),
        ("{{< fig >}}mot {{ x\n}} fin", f"mot {GAP} fin"),
        ("{% highlight ruby %}x{% endhighlight %} fin", " fin"),
        ("il faut {{ fermer\n\nensuite", f"il faut {{{{ fermer{BLOCK}ensuite"),
        ("<div>\nmot\n</div>\n\nfin", "fin"),
        ("    code\n\nfin", "fin"),
        ("~~~\ncode\n", ""),
        ("un :tada: deux 12:30:45", f"un {GAP} deux 12:30:45"),
        ("\ud800 mot", "\ud800 mot"),
    ],
)
def test_what_is_read(written: str, text: str) -> None:
    assert read(written).text.removesuffix(BLOCK) == text


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("*un* __deux__", ["emphasised un", "emphasised deux"]),
        ("[un *deux*](/a)", ["link un deux", "emphasised deux"]),
        ("[un][a]\n\n[a]: /b", ["link un"]),
        ("> un\n\ndeux", ["quoted un"]),
        ("> [!TIP]\n> un", []),
        ("# un *deux*", ["heading un deux", "emphasised deux"]),
        ("<em>un</em> <a href='b'>deux</a>", ["emphasised un", "link deux"]),
        ("<i lang='en'>un</i> <b lang=fr>deux", ["emphasised un", "foreign un", "emphasised deux"]),
        ("<q>un\n\ndeux</q>", ["quoted un"]),
        ("**un <b>deux** trois</b>", ["emphasised un deux trois"]),
    ],
)  # fmt: skip
def test_what_is_marked(written: str, marked: list[str]) -> None:
    found = read(written)
    assert [f"{m.mark} {found.text[m.start : m.end].strip()}" for m in found.marks] == marked


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("import A from 'b'\nexport const c = 1\n\nmot", "mot"),
        ("mot\nimport de fruits", "mot\nimport de fruits"),
        ("un {a ? '}' : {b: `}`}} mot", f"un {GAP} mot"),
        ("un { jamais fermé, <A /> mot", f"un {{ jamais fermé, {GAP} mot"),
        ("un <A b={<C/>} d=\"e>f\">mot</A>", f"un {GAP}mot{GAP}"),
        ("<Note>\n\n    Un *mot* ici.\n\n</Note>", f"Un *mot* ici.\n{BLOCK}{GAP}"),
        ("le <strong>mot</strong>", "le mot"),
        ("3 < 4 <5 <a", "3 < 4 <5 <a"),
        ("`{` et \\{ et ``<A``", f" et {{ et {GAP}"),
    ],
)  # fmt: skip
def test_what_is_read_of_mdx(written: str, text: str) -> None:
    found = mdx.prose(written)
    assert_maps_back(found)
    assert found.text.removesuffix(BLOCK) == text


def test_findings_stand_in_the_file() -> None:
    text = (
        '---\ntitle: "Le plus grand, le additional \\xe0 c\\xf4t\\xe9"\n---\n'
        "> Le village est le **additi**onal grand de la vall&eacute;e, et la rivière passe\n"
        "> sous le pont. `additional` [Le marché](/additional) se tient le samedi sur la place.\n\n"
        "Le moulin tourne encore, mais c'est le &#97;dditional simple de tous.\n"
    )
    found = Detector().check(markdown.prose(text))
    assert [item.surface for item in found.findings] == ["additional"] * 3
    assert [item.text for item in found.findings] == [
        "additional",
        "additi**onal",
        "&#97;dditional",
    ]
    assert all(text[item.start : item.end] == item.text for item in found.findings)


def test_front_matter_reads_titles_as_headings() -> None:
    found = read("---\ntitle: Un titre\nother: rien\n---\nTexte")
    assert found.text.removesuffix(BLOCK) == f"Un titre{BLOCK}Texte"
    assert [(m.mark, found.text[m.start : m.end]) for m in found.marks] == [
        (Mark.HEADING, "Un titre")
    ]

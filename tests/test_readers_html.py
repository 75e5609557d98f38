"""HTML: what of a page is read, where it stands, and that no markup breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, GAP, Prose
from detector.readers import html
from tests.written import assert_linear, assert_maps_back, golden, near, shown

PIECES = near(
    *"<p> </p> <b> </b> <i> <a </a> <nav> </nav> <ul> <li> </ul> <code> </code> <td> <br>".split(),
    *"<script> </script> <title> </title> <!-- --> <? ?> <! < > & &eacute; &#233; &#x".split(),
    *"{{ }} {% %} = ' \" /> href=x lang='en' title='Un deux trois' <img alt= <div> </div>".split(),
)
HOSTILE = (
    "< & </ <! <!-- <? <% {{ {% {# <a <a/ <p> <b> </b> <b><div> <div></b> <script> <title> <li> "
    '<ul><li><a> <table><td> &a &# &#x &#99999999 <a="> <a="\'> <ql="c>" =" <nav> <pre><code>'
).split()


def read(text: str, *, furniture: bool = False) -> Prose:
    found = html.prose(text, furniture=furniture)
    assert_maps_back(found)
    return found


def test_a_page_is_read_as_its_visitors_read_it() -> None:
    document, expected = golden("marche.html")
    assert shown(read(document)) == expected


@given(st.text() | PIECES)
def test_any_text_has_prose_that_stands_where_it_says(text: str) -> None:
    read(text)
    read(text, furniture=True)


@given(st.text(st.characters(exclude_characters="<&{\u00ad"), min_size=1))
def test_text_without_markup_is_read_to_the_letter(text: str) -> None:
    assert read(text).text in (text, "")
    assert read(f"<p>x{text}x</p>").text == f"x{text}x"


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    assert_linear(html.prose, unit, '">', "</b>" * 50_000)


def test_line_endings_and_odd_characters_stay() -> None:
    text = "<p>Un\r\nété\rà\tl'ombre 🎈 e\u0301 \x00 fin.</p>"
    assert read(text).text == text[3:-4]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("l&rsquo;&eacute;t&eacute;", "l’été"),
        ("&#233;t&#xE9; &#128;", "été €"),
        ("R&D, R&amp;D, &nbsp;&inconnu; & &;", "R&D, R&D, \u00a0&inconnu; & &;"),
        ("&eacutet&eacute et &notin;", "été et ∉"),
        ("so&shy;l\u00adeil, char<wbr>rue", "soleil, charrue"),
        ("&#x1F388;&#55555;&#0;&#1114112;", "🎈\ufffd\ufffd\ufffd"),
        (f"&#{'9' * 5000};", f"&#{'9' * 5000};"),
        ("&amp;eacute;", "&eacute;"),
        ("a < b > c <3 <", "a < b > c <3 <"),
    ],
)
def test_references_are_decoded_where_they_stand(written: str, text: str) -> None:
    assert read(f"<p>{written}</p>").text == text


def test_a_word_with_a_reference_spans_all_of_it() -> None:
    source = "<p>Un caf&eacute; noir</p>"
    found = read(source)
    start = found.text.index("café")
    begin, end = found.span(start, start + 4)
    assert source[begin:end] == "caf&eacute;"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Un<p>deux<div>trois</div>quatre", "Un|deux|trois|quatre"),
        ("<ul><li>un<li>deux</ul>trois", "un|deux|trois"),
        ("<dl><dt>un<dd>deux<dt>trois</dl>", "un|deux|trois"),
        ("<table><tr><td>un<td>deux<tr><th>trois</table>", "un|deux|trois"),
        ("un<hr>deux<h2>trois</h2>quatre", "un|deux|trois|quatre"),
        ("un<br>deux<br> <br>trois", "un deux |trois"),
        ("<p>un</p>\n\n  <p>deux</p>", "un|deux"),
        ("<select><option>un</select>deux<button>trois</button>quatre", "deux|trois|quatre"),
    ],
)
def test_no_sentence_runs_over_the_edge_of_a_block(markup: str, text: str) -> None:
    assert read(markup).text.rstrip().split(BLOCK) == text.split("|")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>un <nav>deux <p>trois",
        "<div><nav>un deux</div> trois",
        "un <code>deux</p> trois",
        "un <pre>deux <p>trois",
        "<b><i>un</b> deux</i> trois",
        "<textarea>un deux trois",
        "<title>un deux trois",
        "<a href='x>un deux trois",
        '<p class="a>un deux trois</p>',
        "</b></p></nav>un deux trois",
        "<nav/>un deux trois",
        "<b><nav>rien</b></nav> un deux trois",
        "<aside>un deux<article> trois",
    ],
)
def test_forgotten_and_crossed_tags_swallow_nothing(markup: str) -> None:
    assert "".join(read(markup).text.split()).removesuffix("</p>") == "undeuxtrois"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>deux</script>",
        "<SCRIPT>if (a</b>c) '<p>deux</p>'</Script >",
        "<style>deux</style>",
        "<!-- deux > -->",
        "<!-->",
        "<?php echo '>deux' ?>",
        "<!DOCTYPE deux>",
        "</ deux>",
        "<template><p>deux</template>",
        "<iframe>deux</iframe>",
        "<del>deux</del>",
    ],
)
def test_what_is_hidden_leaves_no_trace(markup: str) -> None:
    assert read(f"<p>un{markup}trois</p>").text == "untrois"


@pytest.mark.parametrize(
    "markup",
    [
        *(f"<{name}>deux<b>!</b></{name}>" for name in ("code", "kbd", "samp", "svg", "math")),
        "<img src=x>",
        "<img src=x alt=' '>",
        r"<img alt='{\displaystyle x}'>",
        "{{ deux }}",
        "{% if a < b %}",
        "<%= deux %>",
        "<code><code>deux</code>!</code>",
    ],
)
def test_what_is_left_out_of_a_line_leaves_a_gap(markup: str) -> None:
    assert read(f"<p>un {markup} trois</p>").text == f"un {GAP} trois"


FURNITURE = (
    "<nav>deux</nav>",
    "<aside>deux</aside>",
    "<header>deux</header>",
    "<footer><section>deux</section></footer>",
    "<ul><li><a href=x>deux</a></li> <li> | <a href=y><b>deux</b></a><ul></ul></ul>",
)


@pytest.mark.parametrize("markup", FURNITURE)
def test_furniture_is_left_out_unless_asked_for(markup: str) -> None:
    page = f"<p>un</p>{markup}<p>trois</p>"
    assert read(page).text == f"un{BLOCK}trois"
    assert "deux" in read(page, furniture=True).text


def test_lists_with_words_beside_their_links_are_read() -> None:
    assert read("<ul><li><a href=x>un</a> deux</ul>").text == "un deux"
    assert read("<ul><li><a href=x>un</a><li>deux</ul>").text == f"un{BLOCK}deux"


def test_an_article_has_its_own_header_and_footer() -> None:
    markup = "<main><header>un</header><footer>deux</footer></main><footer>trois</footer>"
    assert read(markup).text == f"un{BLOCK}deux"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>un <img alt='Un chat'> deux</p>", "un |Un chat| deux"),
        ("<img alt='L&apos;été' title=\"Sous l'orme\">", "L'été|Sous l'orme"),
        ("<img alt='Un chat' title='Un chat'>", "Un chat"),
        ("<p title='Titre'>un</p>", "Titre|un"),
        ("<p>un <a href=x title='Un deux trois'>lien</a></p>", "un |Un deux trois|lien"),
        ("<p>un <a href=x title='Un deux trois'>Un deux trois</a></p>", "un Un deux trois"),
        ("<p>un <a href=x title='Lien'>mot</a></p>", "un mot"),
        ("<abbr title='Un deux trois quatre'>UDTQ</abbr>", "UDTQ"),
        ("<p data-title='un deux trois' class='title'>quatre</p>", "quatre"),
        ("<p data-x=\" title='un deux trois' \">quatre</p>", "quatre"),
        (
            "<meta name=keywords content='un'><meta content='deux' NAME='Description'>trois",
            "deux|trois",
        ),
        ("<p title=Un&nbsp;mot>deux", "Un\u00a0mot|deux"),
    ],
)
def test_titles_and_alternative_texts_are_blocks_of_their_own(markup: str, text: str) -> None:
    assert read(markup).text.split(BLOCK) == text.split("|")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h3>un</h3>deux", "⟦heading:un⟧|deux"),
        ("un <em>deux</em> <b></b><i></i>trois", "un ⟦emphasised:deux⟧ trois"),
        ("un <a href=x>deux</a> <a name=y>trois</a>", "un ⟦link:deux⟧ trois"),
        ("<q>un <cite>deux</cite></q> trois", "⟦quoted:un deux⟧ trois"),
        ("<p>un <b>deux<p>trois", "un deux|trois"),
        ("<p lang=en>un<p>deux", "⟦foreign:un⟧|deux"),
        ("<div lang='EN-gb'>un <p lang=fr_CA>deux</p> <p>trois</p></div>quatre",
         "⟦foreign:un ⟧|deux|⟦foreign:trois⟧|quatre"),
        ("<span xml:lang=de>un</span> <span lang=''>deux</span>", "⟦foreign:un⟧ deux"),
        ("<html lang=en><body lang=en>un", "un"),
    ],
)  # fmt: skip
def test_elements_mark_their_words(markup: str, expected: str) -> None:
    assert shown(read(markup)).split(BLOCK) == expected.split("|")


def test_template_sources_are_read_around_their_templates() -> None:
    source = "---\ntitle: Le port\nlayout: a\n---\n<p>un {% if a > b %}<b>deux</b>{% endif %}"
    source += "{% comment %}<p>trois</p>{% endcomment %}<a href={% url %}>{{ '<i>' }}</a></p>"
    assert shown(read(source)) == f"⟦heading:Le port⟧{BLOCK}un {GAP}⟦emphasised:deux⟧{GAP}"


def test_addresses_are_gaps() -> None:
    written = "<p>Sur www.port.fr, https://port.fr/a?b=1 ou &agrave; moi@port.fr.</p>"
    assert read(written).text == f"Sur {GAP}, {GAP} ou à {GAP}."


def test_marks_of_left_out_elements_end_with_them() -> None:
    markup = "<p>un <code><b>deux</code> trois</p><nav><h2 lang=en>quatre</nav>cinq"
    assert shown(read(markup)) == f"un {GAP} trois{BLOCK}cinq"

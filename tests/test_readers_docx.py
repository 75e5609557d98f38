"""Documents of word processors: what stands in them after revision, with marks by style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, GAP
from detector.readers import Source, docx
from tests.test_archive import packed
from tests.written import assert_maps_back, shown

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Type="http://x/extended-properties" Target="docProps/app.xml"/>'
    '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
)
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Maison"><w:name w:val="Titre maison"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:styleId="Citation"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Code"><w:name w:val="Source Code"/></w:style>
<w:style w:styleId="CodeCar"><w:name w:val="Verbatim Char"/></w:style>
<w:style w:styleId="Fort"><w:name w:val="Strong"/></w:style>
<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>"""


def document(body: str, space: str = W, **notes: str) -> bytes:
    def whole(name: str, inside: str) -> bytes:
        spaces = f'xmlns:w="{space}" xmlns:m="urn:m" xmlns:mc="urn:mc"'
        return f"<w:{name} {spaces}>{inside}</w:{name}>".encode()

    members = {
        "_rels/.rels": RELATIONS.encode(),
        "word/document2.xml": whole("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": STYLES.encode(),
    }
    return packed(members | {f"word/{k}.xml": whole(k, v) for k, v in notes.items()})


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def read(body: str, space: str = W) -> Source:
    (source,) = docx.parts(document(body, space))
    assert_maps_back(source.prose)
    return source


@pytest.mark.parametrize("space", [W, STRICT])
def test_paragraphs_are_put_together_from_their_runs(space: str) -> None:
    body = paragraph(run("La ma"), run("rée "), run("monte &amp; descend.")) + paragraph(run("Fin"))
    source = read(body, space)
    assert source.part == "word/document2.xml"
    assert source.text == source.prose.text == f"La marée monte & descend.{BLOCK}Fin"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("un"), style="Titre1"), "⟦heading:un⟧"),
        (paragraph(run("un"), style="Maison"), "⟦heading:un⟧"),
        (paragraph(run("un"), style="Citation"), "⟦quoted:un⟧"),
        (paragraph(run("un"), style="A"), "un"),
        (paragraph(run("un "), run("deux", '<w:b/><w:i w:val="1"/>')), "un ⟦emphasised:deux⟧"),
        (paragraph(run("un", '<w:b w:val="0"/>')), "un"),
        (paragraph(run("un", '<w:rStyle w:val="Fort"/>')), "⟦emphasised:un⟧"),
        (paragraph(run("un", "<w:b/>"), run(" deux", "<w:i/>")), "⟦emphasised:un deux⟧"),
        (paragraph(run("un "), f"<w:hyperlink>{run('deux')}</w:hyperlink>"), "un ⟦link:deux⟧"),
        ("<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>" + run("un") + "</w:p>", "un"),
        (
            paragraph(run("un "), run("two", '<w:lang w:val="en-GB"/>'), run(" trois quatre")),
            "un ⟦foreign:two⟧ trois quatre",
        ),
        (paragraph(run("un deux", '<w:lang w:val="en-US"/>'), run(" trois")), "un deux trois"),
        (paragraph(run("un", '<w:lang w:val="fr-CA"/>')), "un"),
    ],
)
def test_formatting_marks_its_words(body: str, expected: str) -> None:
    assert shown(read(body).prose) == expected


UN, DEUX = "<w:t>un </w:t>", "<w:t>deux</w:t>"
CODE = run("x", '<w:rStyle w:val="CodeCar"/>')


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:r>{UN}<w:tab/>{DEUX}<w:br/>{UN}</w:r>", "un \tdeux\nun "),
        (f"<w:r>{DEUX}<w:noBreakHyphen/><w:softHyphen/>{DEUX}</w:r>", "deux\u2011deux"),
        (f"<w:r>{UN}</w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>{run('de')}", "un de"),
        (f"<w:ins>{run('un')}</w:ins><w:moveFrom>{run('x')}</w:moveFrom>", "un"),
        (f"<w:r>{UN}<w:instrText>HYPERLINK x</w:instrText>{DEUX}</w:r>", "un deux"),
        (f"<w:r>{UN}<w:drawing/></w:r>{run(' deux')}", f"un {GAP} deux"),
        (f"<w:r>{UN}</w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", f"un {GAP}"),
        (f"<w:r>{UN}</w:r>{CODE}{run(' de')}", f"un {GAP} de"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("un"), "un"),
        ("<w:bookmarkStart/>texte perdu" + run("un"), "un"),
    ],
)
def test_only_what_stands_there_is_read(inside: str, text: str) -> None:
    assert read(f"<w:p>{inside}</w:p>").prose.text == text


def test_a_text_box_is_read_once_and_before_the_paragraph_around_it() -> None:
    box = "<w:p><w:r><w:t>boîte</w:t></w:r></w:p>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    source = read(f"<w:p>{run('un')}<w:r>{both}<w:t> deux</w:t></w:r></w:p>")
    assert source.text == f"boîte{BLOCK}un deux"


def test_code_and_empty_paragraphs_are_no_paragraphs() -> None:
    body = paragraph(run("un")) + paragraph(run("x = 1"), style="Code") + paragraph() + "<w:p/>"
    assert read(body + paragraph(run("deux"))).text == f"un{BLOCK}deux"


def test_cells_are_paragraphs() -> None:
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("un", "deux"))
    assert read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").text == f"un{BLOCK}deux"


def test_notes_are_parts_of_their_own() -> None:
    note = f'<w:footnote w:id="1">{paragraph(run("Une note."))}</w:footnote>'
    sources = list(docx.parts(document(paragraph(run("un")), footnotes=note, endnotes="")))
    assert [(source.part, source.text) for source in sources] == [
        ("word/document2.xml", "un"),
        ("word/footnotes.xml", "Une note."),
        ("word/endnotes.xml", ""),
    ]


WORDS = st.text(st.characters(exclude_categories=["C"], exclude_characters="<&>"), min_size=1)
FORMATS = st.sampled_from(["", "<w:b/>", '<w:lang w:val="en"/>', '<w:rStyle w:val="CodeCar"/>'])


@given(st.lists(st.lists(st.tuples(WORDS, FORMATS), max_size=4), max_size=4))
def test_any_runs_have_prose_that_stands_where_it_says(body: list[list[tuple[str, str]]]) -> None:
    source = read("".join(paragraph(*(run(*each) for each in runs)) for runs in body))
    kept = ["".join(text for text, how in runs if "CodeCar" not in how) for runs in body]
    assert source.text == BLOCK.join(text for text in kept if text)


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^_rels/\.rels is missing$"):
        list(docx.parts(packed({"a": b""})))
    with pytest.raises(ValueError, match=r"^_rels/\.rels names no document$"):
        list(docx.parts(packed({"_rels/.rels": b"<Relationships/>"})))
    with pytest.raises(ValueError, match=r"^word/document2\.xml is missing$"):
        list(docx.parts(packed({"_rels/.rels": RELATIONS.encode()})))
    members = {"_rels/.rels": RELATIONS.encode(), "word/document2.xml": b"<!DOCTYPE a><a/>"}
    with pytest.raises(ValueError, match=r"document2\.xml has a document type definition"):
        list(docx.parts(packed(members)))


def test_deep_nesting_is_no_recursion() -> None:
    deep = "<w:sdt>" * 20_000 + paragraph(run("un")) + "</w:sdt>" * 20_000
    assert read(deep).text == "un"

"""Books: chapters in reading order, and what makes a book unreadable."""

from __future__ import annotations

import pytest

from detector.prose import BLOCK
from detector.readers import Source, epub
from tests.test_archive import packed
from tests.written import assert_maps_back

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/livre.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>
<item id="deux" href="chap%C3%AEtre%202.xhtml" media-type="application/xhtml+xml"/>
<item id="un" href="../texte/un.xhtml#debut" media-type="application/xhtml+xml"/>
<item id="carte" href="carte.svg" media-type="image/svg+xml"/>
<item id="reste" href="reste.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="un"/><itemref idref="carte"/><itemref idref="deux"/>
<itemref idref="un"/><itemref idref="zero"/></spine></package>"""
UN = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Le phare</title></head>
<body><h1>I</h1><p>La lampe s&#8217;éteint<br/>au matin.</p></body></html>"""
DEUX = "<html><body><p>Le gardien l\xe2che tout.</p></body></html>"
BOOK = {
    "META-INF/container.xml": CONTAINER.encode(),
    "OEBPS/livre.opf": PACKAGE.encode(),
    "texte/un.xhtml": UN.encode(),
    "OEBPS/chapître 2.xhtml": DEUX.encode("cp1252"),
    "OEBPS/reste.xhtml": b"<p>Jamais lu</p>",
}


def read(**changed: bytes) -> list[Source]:
    return list(
        epub.parts(packed({**BOOK, **{k.replace("_", "/"): v for k, v in changed.items()}}))
    )


def test_chapters_come_in_reading_order() -> None:
    first, second = read()
    assert (first.part, second.part) == ("texte/un.xhtml", "OEBPS/chapître 2.xhtml")
    assert first.prose.text == BLOCK.join(["Le phare", "I", "La lampe s’éteint au matin."])
    assert first.text == UN
    assert second.prose.text == "Le gardien lâche tout."
    assert second.notes == ("read as cp1252, because it is not valid UTF-8",)
    for source in first, second:
        assert_maps_back(source.prose)


def without(name: str) -> bytes:
    return packed({member: data for member, data in BOOK.items() if member != name})


@pytest.mark.parametrize("name", list(BOOK)[:4])
def test_what_is_missing_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name} is missing$"):
        list(epub.parts(without(name)))


def test_encrypted_chapters_are_refused_and_encrypted_fonts_are_not() -> None:
    entry = '<encryption><CipherReference URI="{}"/></encryption>'
    member = "META-INF/encryption.xml"
    assert len(list(epub.parts(packed({**BOOK, member: entry.format("f.otf").encode()})))) == 2
    with pytest.raises(ValueError, match=r"^texte/un\.xhtml is encrypted$"):
        list(epub.parts(packed({**BOOK, member: entry.format("texte/un.xhtml").encode()})))


@pytest.mark.parametrize(
    ("container", "reason"),
    [
        (b"<container/>", "META-INF/container.xml names no book"),
        (b"<container>", "META-INF/container.xml is no XML: no element found"),
        (b"\xff\xfe\x00", "META-INF/container.xml is no XML: "),
        (b"<?xml version='1.0' encoding='inconnu'?><a/>", "META-INF/container.xml is no XML: "),
        (
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            "META-INF/container.xml has a document type definition, which is not read",
        ),
    ],
)
def test_a_broken_container_is_refused(container: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(epub.parts(packed({**BOOK, "META-INF/container.xml": container})))

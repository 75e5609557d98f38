"""AsciiDoc: paragraphs, titles, lists, tables, admonitions, quotations and footnotes.

Listings, literal and passthrough blocks, comments, settings and macros are left out. Code and
attributes in a line are gaps; the text of a link and the alternative text of an image are read.
"""

from __future__ import annotations

from detector.prose import Builder, Prose

SUFFIXES = (".adoc", ".asc", ".asciidoc")


def prose(text: str) -> Prose:
    """The prose of any text."""
    from detector.markup import adoc_blocks, frontmatter

    builder = Builder(text)
    adoc_blocks.take(builder, text, frontmatter.take(builder, text))
    return builder.prose()

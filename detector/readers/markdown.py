"""Markdown: CommonMark and what GitHub, Hugo, Jekyll and Quarto add to it.

Front matter gives its titles and descriptions. Code, formulas, addresses, raw HTML and templates
are left out.
"""

from __future__ import annotations

from detector.prose import Builder, Prose

SUFFIXES = (".markdown", ".md", ".mdown", ".mkd", ".qmd", ".rmd")


def prose(text: str) -> Prose:
    """The prose of any text."""
    from detector.markup import commonmark, frontmatter
    from detector.markup.templates import masked, templates

    readable = masked(text, templates(text))
    builder = Builder(text)
    commonmark.take(builder, readable, frontmatter.take(builder, readable))
    return builder.prose()

"""MDX: Markdown with JavaScript in it, of which only what stands between tags is prose."""

from __future__ import annotations

from detector.prose import Builder, Prose

SUFFIXES = (".mdx",)


def prose(text: str) -> Prose:
    """The prose of any text."""
    from detector.markup import commonmark, frontmatter
    from detector.markup.jsx import scripts
    from detector.markup.templates import masked, templates

    builder = Builder(text)
    start = frontmatter.take(builder, text)
    readable = masked(text, scripts(text, start))
    readable = masked(readable, templates(readable))
    commonmark.take(builder, readable, start, indented=True)
    return builder.prose()

"""reStructuredText: paragraphs, titles, lists, tables, and admonitions, notes and captions.

Literal blocks, comments and the bodies of other directives are left out. Literals, substitutions
and names in roles are gaps; the text of a link is read, its target is not.
"""

from __future__ import annotations

from detector.prose import Builder, Prose

SUFFIXES = (".rest", ".rst")


def prose(text: str) -> Prose:
    """The prose of any text."""
    from detector.markup import rst_blocks

    builder = Builder(text)
    rst_blocks.take(builder, text)
    return builder.prose()

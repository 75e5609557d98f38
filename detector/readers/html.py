"""HTML: what a visitor of the page reads, without what the page is furnished with.

Code, scripts, drawings and the choices of a form hold no prose, and neither do menus, page headers
and footers, asides and lists of links, which a crawl meets on every page of a site. Sentences end
with their paragraph, heading, item or cell; white space stays as it is written.
"""

from __future__ import annotations

from detector.prose import Builder, Prose

SUFFIXES = (".htm", ".html", ".xhtml")


def prose(text: str, *, furniture: bool = False) -> Prose:
    """The prose of any text, however broken its markup.

    ``furniture`` also takes menus (``nav``), asides, lists that hold nothing but links, and
    headers and footers of the page; those of an article or section are taken anyway, because they
    hold its title and its notes. An element whose ``lang`` is no host language is marked as
    foreign, except for the page as a whole: templates often name a language that it is not in.

    A page's description, an alternative text and a title are blocks of their own; a title within
    a line only where it says more than that line. Front matter and templates are read around.
    """
    from detector.markup import frontmatter, page
    from detector.markup.templates import masked, templates

    builder = Builder(text)
    # A page that was made from a template holds none, but its scripts may hold two braces.
    readable = masked(text, templates(text)) if "{%" in text else text
    at = frontmatter.take(builder, readable) if text.startswith(("---", "+++")) else 0
    page.take(builder, readable, at, furniture=furniture)
    return builder.prose()

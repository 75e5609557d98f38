"""What stands around the page's sections: its head with a strict policy, its title, its foot."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from detector.formats.html.elements import Markup, raw, tag
from detector.messages import Text
from detector.terminal import Page

ADVICE = Text("Findings are traces, not accusations: look at the evidence before you act on them.")


def opening(
    title: str, closing: str, contents: Iterable[tuple[str, str]], page: Page
) -> Iterator[str]:
    """The page as far as its sections; ``contents`` are their anchors and titles."""
    style, script = stylesheet(__package__), (files(__package__) / "script.js").read_text("utf-8")
    yield f'<!DOCTYPE html>\n<html lang="{page.messages.code}">'
    yield head(title, style, script)
    links = (tag("li", tag("a", shown, href=f"#{name}")) for name, shown in contents)
    yield "\n<body>"
    yield tag("a", page.say("Skip to the content"), href="#content", class_="skip")
    yield tag(
        "header",
        tag("p", "spin-detector", class_="brand"),
        tag("h1", title),
        tag("p", closing, class_="soft"),
        tag("nav", tag("ul", *links), aria_label=page.say("Contents")),
    )
    yield '\n<main id="content">\n'


def section(name: str, title: str, *content: Markup) -> Markup:
    """A section below its title."""
    titled = f"{name}-title"
    return tag("section", tag("h2", title, id=titled), *content, id=name, aria_labelledby=titled)


def ending(made_with: str, page: Page) -> Markup:
    """The page from its sections on."""
    foot = tag("footer", tag("p", page.say(ADVICE)), tag("p", made_with))
    return Markup(f"</main>\n{foot}\n</body></html>\n")


def stylesheet(package: str) -> str:
    """The look that all pages share, and the style sheet of a package after it."""
    base = (files(__package__) / "base.css").read_text("utf-8")
    return base + "\n" + (files(package) / "style.css").read_text("utf-8")


def head(title: str, style: str, script: str = "") -> Markup:
    """The head of a page that asks for nothing, in which this style and script alone count."""
    scripts = f" script-src {_hash(script)};" if script else ""
    policy = (
        f"default-src 'none'; style-src {_hash(style)};{scripts} base-uri 'none';"
        " form-action 'none'"
    )
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{title} – spin-detector"),
        raw("style", style),
        raw("script", script) if script else "",
    )


def _hash(content: str) -> str:
    """A stretch of style or script as a content security policy names it."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

"""What people read, in their language: texts are written in English, catalogues translate them.

The English text is the key by which a catalogue finds what to say instead, so that code reads as it
speaks and English costs nothing. Whatever a person may read is marked where it is written: by
`Text`, or as the first argument of `Message` or `Catalogue.say`. The types see to it that nothing
else is said, the tests that every catalogue has all of it and nothing more.

To add a language, add a package here like `fr`. It is found by its name, a code of ISO 639-1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType
from typing import NamedTuple, NewType, Self

DEFAULT = "en"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables that name a locale; the first that is not empty counts."""

Text = NewType("Text", str)
"""A text in English that a person may read, with places for `str.format` where it has any parts."""


class Message(str):
    """A text in English that knows what it was made of, so that it can be said in any language.

    Where nobody translates it, it is the English text. Parts may be messages themselves.
    """

    __slots__ = ("parts", "template")

    template: Text
    parts: tuple[object, ...]

    def __new__(cls, template: str, *parts: object) -> Self:
        """The text with its parts in their places; one without parts has no places."""
        made = super().__new__(cls, template.format(*parts) if parts else template)
        made.template, made.parts = Text(template), parts
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[object, ...]]:
        return Message, (self.template, *self.parts)


class Plural(NamedTuple):
    """A text about a number of things, for one of them and for any other number."""

    one: Text
    many: Text


_NONE: Mapping[str, str] = MappingProxyType({})
_NO_FORMS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def _english_form(number: int) -> int:
    return 0 if number == 1 else 1


def _as_written(number: str) -> str:
    return number


class Catalogue(NamedTuple):
    """What a language says for English texts, by those; what it lacks is said in English.

    ``plurals`` have the forms that ``form`` chooses from by number, under the English text for
    many. ``number`` writes a number that was formatted in English as the language does. ``rules``
    and ``signals`` hold the documentation of those by name.
    """

    code: str
    texts: Mapping[str, str] = _NONE
    plurals: Mapping[str, tuple[str, ...]] = _NO_FORMS
    rules: Mapping[str, str] = _NONE
    signals: Mapping[str, str] = _NONE
    form: Callable[[int], int] = _english_form
    number: Callable[[str], str] = _as_written

    def say(self, template: str, *parts: object) -> str:
        """A text with its parts in their places; one without parts has no places."""
        return self._put(self.texts.get(template, template), parts)

    def counted(self, number: int, things: Plural, *parts: object) -> str:
        """A text about so many things, with the number in its first place."""
        forms = self.plurals.get(things.many, things)
        return self._put(forms[self.form(number)], (number, *parts))

    def text(self, said: str) -> str:
        """What a message says, in this language; any other text as it is."""
        return self.say(said.template, *said.parts) if isinstance(said, Message) else said

    def _put(self, template: str, parts: tuple[object, ...]) -> str:
        if not parts:
            return template
        if self.code == DEFAULT:
            return template.format(*parts)
        from detector.messages.local import put

        spoken = [self.text(part) if isinstance(part, str) else part for part in parts]
        return put(template, spoken, self.number)


ENGLISH = Catalogue(DEFAULT)


@cache
def codes() -> tuple[str, ...]:
    """The languages there are messages in, English first."""
    return DEFAULT, *sorted(module.name for module in iter_modules(__path__) if module.ispkg)


@cache
def load(code: str) -> Catalogue:
    """The catalogue of a language; ValueError where there is none."""
    if code == DEFAULT:
        return ENGLISH
    if code not in codes():
        raise ValueError(f"no messages in {code!r}, only in {' and '.join(codes())}")
    catalogue: Catalogue = import_module(f"{__name__}.{code}").CATALOGUE
    return catalogue


def of_locale(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """The language that the locale names, and the setting that does; None where none is named.

    A language that has no catalogue is answered in English.
    """
    for name in VARIABLES:
        locale = environ.get(name)
        if locale:
            code = locale[:2].lower() if locale[2:3] in "_.@-" else ""
            return code if code in codes() else DEFAULT, f"{name}={locale}"
    return None


def reason(error: BaseException) -> str:
    """What an error says: its message where it has one, to be said in any language."""
    said = error.args[0] if error.args else None
    return said if isinstance(said, Message) else str(error)


def unforeseen(error: BaseException) -> Message:
    """What to say of an error that nobody foresaw: its kind, and where in the package it arose.

    Not what it says itself, which may quote the document and ends up in logs.
    """
    package, place, frame = Path(__file__).parents[1], "", error.__traceback__
    while frame is not None:
        file = Path(frame.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            place = f"{file.relative_to(package).as_posix()}:{frame.tb_lineno}"
        frame = frame.tb_next
    return Message("{} in {}", type(error).__name__, place)

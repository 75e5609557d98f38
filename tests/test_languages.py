"""Host languages: every value is complete, and its words stay in its own files."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

import detector
import detector.languages
from detector.document import fold
from detector.host import DATA
from detector.languages import GENDER, NUMBER, Language, Slot, load

PACKAGE = Path(detector.__file__).parent
CODES = sorted(
    module.name
    for module in pkgutil.iter_modules(detector.languages.__path__)
    if len(module.name) == 2
)
LANGUAGES = [load(code) for code in CODES]
EXAMPLES = {"flags", "passes"}
FRENCH = frozenset(load("fr").determiners)
ACCENTED = regex.compile(r"(?i)[a-z]*[à-öø-ÿœ][a-zà-öø-ÿœ]+|[a-z]+[à-öø-ÿœ]")


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and value of each string of a module that is no docstring and no rule's example."""
    tree = ast.parse(source)
    spared: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            spared.add(node.value)
        if isinstance(node, ast.keyword) and node.arg in EXAMPLES:
            spared.update(ast.walk(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spared:
            yield node.lineno, node.value


def french(text: str) -> list[str]:
    """Words of a literal that only French has: accented ones, and determiners."""
    bare = {word.strip("“”«».,:;!?()'") for word in fold(text).split()}
    return [*ACCENTED.findall(text), *sorted(bare & FRENCH)]


def modules() -> list[Path]:
    own = {PACKAGE / "languages" / f"{code}.py" for code in CODES}
    own.update((PACKAGE / "messages").glob("??/*.py"))
    return sorted(set(PACKAGE.rglob("*.py")) - own)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_words_of_a_host_language_stay_in_its_files(path: Path) -> None:
    found = [(n, french(text)) for n, text in literals(path.read_text("utf-8")) if french(text)]
    assert not found


def test_the_scan_sees_french_where_it_is_and_nowhere_else() -> None:
    own = (PACKAGE / "languages" / "fr.py").read_text("utf-8")
    assert sum(bool(french(text)) for _, text in literals(own)) > 50
    sample = (
        '"""Une docstring."""\n@rule(flags=("Le été.",))\ndef f():\n    return "le", "élan", "plan"'
    )
    assert [(text, bool(french(text))) for _, text in literals(sample)] == [
        ("le", True),
        ("élan", True),
        ("plan", False),
    ]


def test_data_lie_in_a_folder_per_language() -> None:
    folders = {path.name for path in DATA.iterdir() if path.is_dir()} - {"LICENSES"}
    assert folders == set(CODES)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_language_is_complete(language: Language) -> None:
    for name in Language._fields:
        assert getattr(language, name), name
    assert len(language.common) >= 40
    assert len(language.rivals) >= 40
    assert not language.common & language.rivals
    assert not language.whole & language.unelided
    assert language.elided.keys().isdisjoint(language.whole)


def words(language: Language) -> Iterator[str]:
    for name in ("whole", "unelided", "common", "rivals", "openers", "inverted", "unfinished"):
        yield from getattr(language, name)
    yield from (*language.determiners, *language.abbreviated, *language.slots)
    for clipped, full in language.elided.items():
        yield from (clipped, *full)
    for short, parts in language.contracted.items():
        yield from (short, *parts)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_word_of_a_language_is_one_folded_token(language: Language) -> None:
    for word in words(language):
        assert word == fold(word)
        assert regex.fullmatch(r"\p{L}+", word), word
    assert fold(language.vowels + language.silent) == language.vowels + language.silent
    assert not set(language.vowels) & set(language.silent)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_determiners_say_a_gender_and_a_number_and_one_sound_at_most(language: Language) -> None:
    for word, slot in language.determiners.items():
        assert slot & GENDER, word
        assert slot & NUMBER, word
        assert slot & (Slot.VOWEL | Slot.CONSONANT) != Slot.VOWEL | Slot.CONSONANT, word
        assert 0 < slot < 2 * Slot.CONSONANT, word


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_is_clipped_begins_like_its_full_form(language: Language) -> None:
    for clipped, full in language.elided.items():
        assert all(form.startswith(clipped) and form != clipped for form in full)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_a_contraction_ends_in_can_be_clipped(language: Language) -> None:
    clippable = {form for full in language.elided.values() for form in full}
    for _, second in language.contracted.values():
        assert second in clippable & language.whole
    assert len(set(language.contracted.values())) == len(language.contracted)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_alphabet_is_what_ascii_lacks(language: Language) -> None:
    assert fold(language.alphabet) == language.alphabet
    assert len(set(language.alphabet)) == len(language.alphabet)
    assert not any(letter.isascii() for letter in language.alphabet)


def test_french_is_among_them() -> None:
    assert load("fr").name == "French"


@pytest.mark.parametrize(
    "code", ["xx", "FR", "", "../x", "fr.py", "fr ", "__init__", "identify", "é", "fr\0", "f/r"]
)
def test_an_unknown_code_is_a_value_error(code: str) -> None:
    with pytest.raises(ValueError, match="no host language"):
        load(code)

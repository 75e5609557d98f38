"""Which language a document is in, told without ever turning away a spun text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from detector.document import Document
from detector.host import host
from detector.languages.identify import Identified, identify

FRENCH = (
    "La fanfare du quartier répète le jeudi soir dans une salle que la mairie lui prête. Les"
    " cuivres arrivent en retard, les tambours jamais, et la cheffe attend sans se plaindre. On"
    " joue d'abord pour soi, puis pour les voisins qui ouvrent leurs fenêtres."
)
ENGLISH = (
    "The brass band of the district meets on Thursday evening in a room that the town hall lends"
    " it. The horns are late, the drums never are, and they wait for each other with good grace."
)
SPANISH = (
    "La banda del barrio ensaya los jueves por la tarde en una sala que le presta el ayuntamiento."
    " Los metales llegan tarde, los tambores nunca, y la directora espera sin quejarse de nada."
)
ITALIAN = (
    "La banda del quartiere prova il giovedì sera in una sala che il comune le presta volentieri."
    " Gli ottoni arrivano sempre in ritardo, i tamburi mai, e la direttrice aspetta senza fiatare."
)
DENSE_SPANISH = (
    "El presidente de la asociación dijo que la reforma de la ley que se aprobó en la última sesión"
    " de la cámara no resuelve el problema de la vivienda y que se necesita un plan de inversión de"
    " largo plazo. La oposición pidió la creación de una comisión."
)
CATALAN = (
    "El president de l'associació va dir que la reforma de la llei que es va aprovar en la darrera"
    " sessió de la cambra no resol el problema de l'habitatge i que cal un pla d'inversió."
)
PORTUGUESE = (
    "O presidente da associação disse que a reforma da lei que se aprovou na última sessão da"
    " câmara não resolve o problema da habitação e que se precisa de um plano de investimento."
)
SPUN = (
    "La fanfare du area répète le jeudi soir dans une chamber que la mairie lui prête. Les brass"
    " arrivent en retard, les drums jamais, et la cheffe attend sans se whine. On joue d'abord"
    " pour soi, puis pour les neighbors qui ouvrent leurs windows."
)


def language(text: str) -> Identified:
    return identify(Document(text, host("fr")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(FRENCH, "fr", id="French"),
        pytest.param(SPUN, "fr", id="spun French"),
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param(SPANISH, "es", id="Spanish"),
        pytest.param(DENSE_SPANISH, "es", id="Spanish in words that French shares"),
        pytest.param(CATALAN, "ca", id="Catalan"),
        pytest.param(PORTUGUESE, "pt", id="Portuguese"),
        pytest.param(ITALIAN, "it", id="Italian"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text).code == code


@pytest.mark.parametrize("text", [FRENCH, SPUN])
def test_capitals_and_loose_accents_change_nothing(text: str) -> None:
    from unicodedata import normalize

    assert language(text.upper()).code == "fr"
    assert language(normalize("NFD", text)).code == "fr"


@pytest.mark.parametrize("text", ["", " ", "12 345 € + 7 %", "\n\n\t", "\0\0", "\ud800"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert language(text).code is None


@pytest.mark.parametrize("text", [SPANISH, ITALIAN, "xqzt wfgh " * 20])
def test_the_answer_is_always_the_same(text: str) -> None:
    assert len({language(text) for _ in range(5)}) == 1


def test_a_few_english_sentences_do_not_make_a_french_text_english() -> None:
    quotation = ENGLISH.split(".")[0]
    assert language(f"{FRENCH} « {quotation}. » {FRENCH}").code == "fr"


@pytest.mark.parametrize(
    ("text", "loaded"), [(FRENCH, False), (SPUN, False), (ENGLISH, False), (ITALIAN, True)]
)
def test_langdetect_is_loaded_only_where_function_words_waver(text: str, loaded: bool) -> None:
    code = (
        "import sys\n"
        "from detector import check\n"
        f"check({text!r})\n"
        "print('langdetect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loaded)

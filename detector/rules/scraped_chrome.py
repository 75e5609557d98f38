"""Rule scraped-chrome."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

CONFIDENCE = 0.89
TEXT = Text("“{}” belongs to the page: {}")


@tracer(
    kind="artefact",
    severity="warning",
    telltale=True,
    flags=(
        "Le marché ouvre à sept heures.\n[[Lire la suite]] »\n[[Partager sur Facebook]]\nÀ demain.",
        "À demain.\n[[Votre adresse e-mail ne sera pas publiée]]. Champs marqués d'un astérisque.",
        "The post Le marché [[appeared first on]] Le Blog du Marché.",
    ),
    passes=(
        "Il faut lire la suite du roman pour comprendre, et cliquer ici ou là.",
        "Le bouton « Lire la suite » est trop petit.",
        "Partager sur Facebook la photo de ses voisins est indélicat.",
    ),
)
def scraped_chrome(doc: Document) -> Iterator[Trace]:
    """Furniture of a page that was taken for its text: buttons, banners, forms, footers of feeds.

    Who copies a page by machine gets *Lire la suite*, *Tout accepter* and *Votre adresse e-mail ne
    sera pas publiée* among its sentences. Labels count where they are a line of their own, whole
    sentences anywhere, neither in quotation marks. The list is ``seeds/chrome.tsv``. Who scrapes
    need not spin.

    Example: "Lire la suite" as a line of its own.
    """
    yield from reported(doc, "scraped-chrome", CONFIDENCE, TEXT)

"""Dossiers in French: their pages, what verifying them says, and what they refuse."""

from __future__ import annotations

DOSSIER = {
    # Dossier
    "Dossier": "Dossier",
    "Traces": "Traces",
    "Line {}": "Ligne {}",
    "Printed": "Imprimé",
    "Presumed": "Présumé",
    "Evidence": "Indices",
    "Clue": "Indice",
    "Value": "Valeur",
    "Weight": "Poids",
    "Table or rule": "Table ou règle",
    "before any clue": "avant tout indice",
    "log-odds, a probability of {}": "logarithme de la cote, soit une probabilité de {}",
    "finding": "constat",
    "confirmed": "confirmé",
    "rejected": "rejeté",
    "unsure": "incertain",
    "Supplier": "Fournisseur",
    "Suppliers": "Fournisseurs",
    "Look spun": "Semblent altérés",
    "Share": "Part",
    "By mistake": "Par erreur",
    "Decided": "Décisions",
    "Pages": "Pages",
    "Documents with the highest scores": "Documents aux scores les plus élevés",
    "{:+.2f}": "{:+.2f}",
    "{:.0%}": "{:.0%}",
    "{:.3g}": "{:.3g}",
    "{} ({})": "{} ({})",
    "{} to {}": "{} à {}",
    "at most {:.1f}": "au plus {:.1f}",
    (
        "By mistake: how many of as many clean documents ({}) would look spun, going by {:,} of"
        " {:,} that were measured; the thin line in the drawings is the upper bound. A document"
        " looks spun from a score of {} on. Intervals are Wilson's, at 95%."
    ): (
        "Par erreur : combien d'autant de documents intacts ({}) sembleraient altérés, d'après"
        " {:,} sur {:,} qui ont été mesurés ; le trait fin des dessins est la borne supérieure. Un"
        " document semble altéré à partir d'un score de {}. Les intervalles sont ceux de Wilson,"
        " à 95 %."
    ),
    (
        "In as many words of clean text ({}), {:.1f} false findings are to be expected at this"
        " threshold ({}), and {:.1f} at most."
    ): (
        "Dans autant de mots de texte intact ({}), on attend {:.1f} faux constats à ce seuil ({}),"
        " et {:.1f} au plus."
    ),
    "Limits of the method": "Limites de la méthode",
    (
        "A finding says that a word probably stands in the place of another. It does not say who"
        " put it there, when, or with which program."
    ): (
        "Un constat dit qu'un mot est probablement à la place d'un autre. Il ne dit ni qui l'y a"
        " mis, ni quand, ni avec quel programme."
    ),
    (
        "The method errs: of {:,} documents of clean text ({}; {:,} words each, on average) it"
        " called {:,} spun and {:,} suspect."
    ): (
        "La méthode se trompe : de {:,} documents intacts ({} ; {:,} mots chacun, en moyenne), elle"
        " en a dit {:,} altérés et {:,} suspects."
    ),
    (
        "The English of a trade misleads it: of {:,} honest texts full of it, {:,} were called"
        " suspect and {:,} spun."
    ): (
        "L'anglais d'un métier la trompe : de {:,} textes honnêtes qui en sont pleins, {:,} ont été"
        " dits suspects et {:,} altérés."
    ),
    (
        "It does not see everything: of {:,} words planted by hand in {:,} texts it found {:,}."
        " Light spinning and words that are good French where they stand stay unseen, so that a"
        " document without findings is not proven clean."
    ): (
        "Elle ne voit pas tout : de {:,} mots substitués à la main dans {:,} textes, elle en a"
        " trouvé {:,}. Une altération légère, ou un mot qui est du bon français là où il se trouve,"
        " lui échappe : un document sans constat n'est pas prouvé intact."
    ),
    (
        "The presumed sentence is a conjecture: of {:,} such words whose original is known, {:,}"
        " had it named first."
    ): (
        "La phrase présumée est une conjecture : de {:,} de ces mots dont l'original est connu,"
        " {:,} l'ont vu nommer en premier."
    ),
    (
        "Scores are calibrated for a collection of which half is spun; where spun documents are"
        " rare, they are too high."
    ): (
        "Les scores sont étalonnés pour une collection altérée à moitié ; là où les documents"
        " altérés sont rares, ils sont trop élevés."
    ),
    "all registers together": "tous registres confondus",
    "public service": "service public",
    "news, parliament, encyclopaedia": "presse, débats parlementaires, encyclopédie",
    "literature": "littérature",
    "marketing": "marketing",
    "technical documentation": "documentation technique",
    "trade texts full of English": "textes de métier pleins d'anglais",
    "web pages": "pages web",
    "What this was made from": "De quoi ceci est fait",
    "SHA-256 of the file": "SHA-256 du fichier",
    "SHA-256 of its text": "SHA-256 de son texte",
    "Version": "Version",
    "Program": "Programme",
    "Tables and model": "Tables et modèle",
    "Settings": "Réglages",
    "Command": "Commande",
    "Record": "Enregistrement",
    "To verify it": "Pour le vérifier",
    "To decide": "Pour décider",
    "spin-detector {}, data {}": "spin-detector {}, données {}",
    # Verification
    "{}: the same, {}": "{} : identique, {}",
    "{}, here {}": "{}, ici {}",
    "changed since the dossier was built": "modifié depuis la création du dossier",
    "was put there since the dossier was built": "ajouté depuis la création du dossier",
    "is missing": "manque",
    "its source is gone, or left out now": "sa source a disparu ou est désormais exclue",
    "was no document of the dossier": "ne faisait pas partie du dossier",
    "its source has changed": "sa source a changé",
    "its supplier has changed": "son fournisseur a changé",
    "its configuration has changed": "sa configuration a changé",
    "decisions about it have changed": "des décisions à son sujet ont changé",
    "would be made otherwise": "serait produit autrement",
    "{}: not finished; make it again: {}": "{} : inachevé ; pour le refaire : {}",
    # What a dossier refuses
    "--by is {!r}, not folder, field:NAME or csv:FILE": (
        "--by vaut {!r} ; il faut folder, field:NOM ou csv:FICHIER"
    ),
    "Standard input cannot be read again, so it has no dossier.": (
        "L'entrée standard ne peut être relue : elle n'a pas de dossier."
    ),
    "Left out: its source changed since the dossier was built": (
        "Laissé de côté : sa source a changé depuis la création du dossier"
    ),
    "{} is no dossier: it has no {}": "{} n'est pas un dossier de preuves : il n'a pas de {}",
    "{}: is damaged": "{} : est endommagé",
    "{}: made for another version of this program": (
        "{} : fait pour une autre version de ce programme"
    ),
    "{}: line {}: {}": "{} : ligne {} : {}",
    "{}: line {} has no path and supplier": "{} : ligne {} sans chemin ni fournisseur",
    "“{}” names no finding": "« {} » ne désigne aucun constat",
    "“{}” is no decision: {}": "« {} » n'est pas une décision : {}",
}

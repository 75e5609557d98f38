"""What French says of reports, settings and trouble, by the English text."""

TEXTS = {
    # Verdicts, severities, kinds
    "clean": "intact",
    "suspect": "suspect",
    "spun": "altéré",
    "unsupported": "non évalué",
    "error": "erreur",
    "warning": "avertissement",
    "note": "remarque",
    "error:": "erreur :",
    "warning:": "avertissement :",
    "note:": "remarque :",
    "note: {}": "remarque : {}",
    "substitution": "substitution",
    "artefact": "artefact",
    "passage": "passage",
    "quality": "qualité",
    # Reports in words
    "{}": "{}",
    "{}%": "{} %",
    "{:,}": "{:,}",
    "{:.1f}": "{:.1f}",
    "{:.3f}": "{:.3f}",
    "quality {:.2f}": "qualité {:.2f}",
    "{} is {:.3g}": "{} vaut {:.3g}",
    "{}; {}": "{} ; {}",
    "{}: {}": "{} : {}",
    "nothing": "rien",
    "perhaps {}": "peut-être {}",
    "{} (score {})": "{} (score {})",
    "in {}": "dans {}",
    "{}: {}.": "{} : {}.",
    "no findings": "aucun constat",
    "Documents": "Documents",
    "Findings": "Constats",
    "Rules": "Règles",
    "not read": "non lu",
    "could not be checked": "vérification impossible",
    "{} could not be checked: {}": "{} n'a pas pu être vérifié : {}",
    "The file could not be checked: {}": "Le fichier n'a pas pu être vérifié : {}",
    "Put back “{}” for “{}”": "Rétablir « {} » à la place de « {} »",
    # Summary
    "There was nothing to check.": "Il n'y avait rien à vérifier.",
    "Score | Verdict | Document | Words | Errors | Warnings | Notes": (
        "Score | Verdict | Document | Mots | Erreurs | Avertissements | Remarques"
    ),
    "Line | Found | Perhaps | Sure | Rule | Why": (
        "Ligne | Trouvé | Peut-être | Certitude | Règle | Pourquoi"
    ),
    "File | Why": "Fichier | Pourquoi",
    "Not checked": "Non vérifiés",
    # Page
    "Skip to the content": "Aller au contenu",
    "Contents": "Sommaire",
    "Scores": "Scores",
    "By {}": "Par {}",
    "folder": "dossier",
    "none": "aucun",
    "Texts": "Textes",
    "Point at a marked word, tap it or go there with the Tab key to see why it was marked.": (
        "Survolez un mot marqué, touchez-le ou atteignez-le avec la touche Tab"
        " pour voir pourquoi il l'est."
    ),
    "Show what presumably stood there": "Montrer ce qui s'y trouvait sans doute",
    "Nothing was checked": "Rien n'a été vérifié",
    "Nothing found": "Aucun constat",
    "Document": "Document",
    "Score": "Score",
    "Words": "Mots",
    "Spun": "Altérés",
    "Suspect": "Suspects",
    "Findings per 1,000 words": "Constats pour 1 000 mots",
    "Documents by {}": "Documents par {}",
    "Documents by score": "Documents par score",
    "Score {:.1f} to {:.1f}:": "Score de {:.1f} à {:.1f} :",
    "score {}, {}": "score {} ; {}",
    "or": "ou",
    "{}, {} sure": "{}, sûr à {}",
    ": {}": " : {}",
    "Line {}:": "Ligne {} :",
    "for {} ({} sure).": "pour {} (sûr à {}).",
    "({} sure).": "(sûr à {}).",
    "Findings are traces, not accusations: look at the evidence before you act on them.": (
        "Un constat est une trace, non une accusation : voyez les indices avant d'agir."
    ),
    "spin-detector {}, data {}, settings {}": "spin-detector {}, données {}, réglages {}",
    # What was left out
    "only the first {:,} of {:,} characters were read": (
        "seuls les {:,} premiers caractères sur {:,} ont été lus"
    ),
    "of a line of more than {:,} words only its beginning was read": (
        "d'une ligne de plus de {:,} mots, seul le début a été lu"
    ),
    "more than {:,} words and phrases could be a spinner's; no more were looked at": (
        "plus de {:,} mots et expressions peuvent venir d'une réécriture automatique ; les autres"
        " n'ont pas été examinés"
    ),
    "more than {:,} findings; only the surest are listed": (
        "plus de {:,} constats ; seuls les plus sûrs sont donnés"
    ),
    "sprinkled accents were looked for in {:,} distinct words only": (
        "des accents semés n'ont été cherchés que dans {:,} mots distincts"
    ),
    "took more than {:g} seconds": "a pris plus de {:g} secondes",
    # What is damaged
    "{} is damaged or missing: {}": "{} est endommagé ou manquant : {}",
    "it holds {:,} bytes, not {:,}": "il compte {:,} octets au lieu de {:,}",
    "“{}” begins no row of a table": "« {} » ne commence aucune ligne d'une table",
    # Bounds
    "a table of numbers": "une table de nombres",
    "there is no bound “{}”": "il n'y a pas de borne « {} »",
    "{} is {!r}, not a number": "{} vaut {!r}, ce n'est pas un nombre",
    "{} is {}, not at least {}": "{} vaut {}, ce n'est pas au moins {}",
    # What config prints
    "{}: excluded": "{} : exclu",
    "default": "valeur par défaut",
    "command line": "ligne de commande",
    "profile {}": "profil {}",
    "{}, {} {}": "{}, {} {}",
    ("For reports: what is probably a spinner's word fails, in whatever document it stands."): (
        "Pour les rapports : tout mot qui vient probablement d'une réécriture automatique fait"
        " échouer, quel que soit son document."
    ),
    (
        "For hooks and continuous integration: fails only for a document that is spun as a whole,"
        " or for an artefact of certain form. Lone doubtful words are notes."
    ): (
        "Pour les crochets et l'intégration continue : n'échoue que pour un document altéré dans"
        " son ensemble, ou pour un artefact de forme certaine. Un mot douteux isolé n'est qu'une"
        " remarque."
    ),
    "For research: everything that is as likely planted as not.": (
        "Pour la recherche : tout mot aussi probablement substitué que non."
    ),
    # Rules
    "Example: {}": "Exemple : {}",
    "signal": "signal",
    "Finds": "Trouve",
    "Leaves alone": "Laisse en paix",
    "{}: {}, {}": "{} : {}, {}",
    "There is no rule “{}”": "Il n'y a pas de règle « {} »",
    "{}; spin-detector rules lists them.": "{} ; spin-detector rules en donne la liste.",
    # Notes
    "only {} of the {} words that a score needs": (
        "seulement {} des {} mots qu'il faut pour un score"
    ),
    "language is {} (by {}), not {}": "la langue est {} (d'après {}), non {}",
    "unknown": "inconnue",
    "in {} only known expressions with a word swapped were looked for": (
        "pour la langue {}, seules ont été cherchées des expressions connues au mot remplacé"
    ),
    "function words": "les mots-outils",
    "the text has no letters": "l'absence de lettres",
    "read as {}, because its byte order mark says so": (
        "lu en {}, comme le dit sa marque d'ordre des octets"
    ),
    "read as {}, because it is not valid UTF-8": "lu en {}, car ce n'est pas de l'UTF-8 valide",
    "some of its bytes mean nothing in {} and became U+FFFD": (
        "des octets qui ne veulent rien dire en {} sont devenus U+FFFD"
    ),
    # Comments
    "This comment silences nothing": "Ce commentaire ne fait rien taire",
    "There is no directive “{}”": "Il n'y a pas de directive « {} »",
    "{}; it is {}": "{} ; c'est {}",
    "There is no {} before this {}": "Aucun {} ne précède ce {}",
    "{}; did you mean “{}”?": "{} ; vouliez-vous dire « {} » ?",
    "one of {} or {}": "{} ou {}",
    # Progress and what commands say
    "Checked {:,} of {:,} documents": "{:,} documents vérifiés sur {:,}",
    "Nothing to check: no {} in {} that is not excluded": (
        "Rien à vérifier : aucun {} dans {} qui ne soit exclu"
    ),
    "Nothing changed since {}": "Rien n'a changé depuis {}",
    "nothing new": "rien de nouveau",
    # Errors
    "Error: {}": "Erreur : {}",
    # The installation
    "ok": "ok",
    "failed": "échec",
    "spin-detector {} in {}": "spin-detector {} dans {}",
    "{} {} on {}": "{} {} sous {}",
    "{} {}": "{} {}",
    "not installed as a package, so that it is not known what it needs": (
        "pas installé en paquet : on ne sait pas ce dont il a besoin"
    ),
    "{}{} is not installed": "{}{} n'est pas installé",
    "{} {} is installed, not {}": "{} {} est installé, et non {}",
    "{} cannot be read": "{} est illisible",
    "{} tables of {} are as they were built": (
        "les {} tables de {} sont telles qu'elles ont été produites"
    ),
    "{} is not what was built": "{} n'est pas ce qui a été produit",
    "tables and model of {} open": "les tables et le modèle de {} s'ouvrent",
    "no configuration applies to the current folder": (
        "aucune configuration ne s'applique au dossier courant"
    ),
    "{} applies to the current folder": "{} s'applique au dossier courant",
    "the locale asks for messages in {}": "l'environnement demande des messages en {}",
    "there is no place for a cache": "il n'y a pas de place pour un cache",
    "{} is not there yet": "{} n'existe pas encore",
    "{} cannot be read now ({}); runs do without": (
        "{} est illisible pour l'instant ({}) ; on s'en passe"
    ),
    "{} holds {:,} reports in {:,} bytes": "{} contient {:,} rapports en {:,} octets",
    "{} is not installed: no {}": "{} n'est pas installé : il manque {}",
    "{} is installed": "{} est installé",
    "{} on standard output, {} on standard error, {} in names of files": (
        "{} sur la sortie standard, {} sur l'erreur standard, {} dans les noms de fichiers"
    ),
    "nothing is wrong": "tout va bien",
    "standard output": "la sortie standard",
    "It is closed": "Elle est fermée",
    "Cannot write {}: {}": "Impossible d'écrire {} : {}",
    "Permission denied": "Permission refusée",
    "Is a directory": "C'est un dossier",
    "No such file or directory": "Aucun fichier ni dossier de ce nom",
    "No space left on device": "Plus de place sur le disque",
    "Not a directory": "Ce n'est pas un dossier",
    "Read-only file system": "Système de fichiers en lecture seule",
    "Not a regular file": "Ce n'est pas un fichier ordinaire",
    "No file has an empty name": "Aucun fichier n'a un nom vide",
    "Standard input is closed": "L'entrée standard est fermée",
    "Cannot work in the current folder: {}": "Impossible de travailler dans ce dossier : {}",
    "{} in {}": "{} dans {}",
    "A word is wanted that is not blank.": "Il faut au moins un mot qui ne soit pas vide.",
    "--jobs is {!r}, neither a number from 1 nor auto.": (
        "--jobs vaut {!r} : il faut un nombre à partir de 1, ou auto."
    ),
    "--output {} would overwrite a document to check.": (
        "--output {} écraserait un document à vérifier."
    ),
    "Cannot tell what changed: {}": "Impossible de dire ce qui a changé : {}",
    "“{}” is no revision of {}": "« {} » n'est pas une révision de {}",
    "git is not installed": "git n'est pas installé",
    "git does not run: {}": "git ne s'exécute pas : {}",
    "git ended with status {}": "git a fini avec le statut {}",
    "{}: no such file; --write-baseline makes it": (
        "{} : ce fichier n'existe pas ; --write-baseline le crée"
    ),
    "{}: larger than {:,} bytes": "{} : plus de {:,} octets",
    "{}: is no baseline: {}": "{} : ce n'est pas une référence : {}",
    "it is not of version {}": "sa version n'est pas {}",
    "it has no documents": "elle n'a pas de documents",
    "the findings of {} are no list of texts": (
        "les constats de {} ne sont pas une liste de textes"
    ),
    "Left alone: a link leads out of the folder that was named": (
        "Laissé tel quel : un lien mène hors du dossier indiqué"
    ),
    "Left alone: it changed since it was read": "Laissé tel quel : il a changé depuis sa lecture",
    "Left alone: {} lacks a letter of what it would read": (
        "Laissé tel quel : il manque à {} une lettre de ce qu'on y lirait"
    ),
    "Left alone: an archive can be checked, not restored": (
        "Laissé tel quel : une archive se vérifie, mais ne se rétablit pas"
    ),
    "Left alone: it cannot be written back ({})": "Laissé tel quel : il ne peut être réécrit ({})",
    # Settings
    "{} is {}, not {}": "{} vaut {} ; il faut {}",
    "unknown key “{}”": "clé inconnue « {} »",
    "a text": "un texte",
    "a list of texts": "une liste de textes",
    "{}; {} is none": "{} ; {} n'en est pas un",
    "a list of patterns: {}": "une liste de motifs : {}",
    "“{}” is no pattern": "« {} » n'est pas un motif",
    "a list of rules, and “{}” is none": "une liste de règles, et « {} » n'en est pas une",
    "a number from 0 to 1": "un nombre de 0 à 1",
    "a table of two numbers each: where a signal is fine, and where poor": (
        "une table de deux nombres chacun : où un signal est bon, et où il est mauvais"
    ),
    "a table of limits: {}": "une table de limites : {}",
    "quality does not depend on “{}”": "la qualité ne dépend pas de « {} »",
    "limits of {} are {}, not two finite numbers that differ": (
        "les limites de {} sont {}, et non deux nombres finis et différents"
    ),
    "a path": "un chemin",
    "a table": "une table",
    "tables: {}": "des tables : {}",
    "extends itself by way of {}": "s'étend lui-même en passant par {}",
    "has no {}": "n'a pas de {}",
    "is no TOML: {}": "n'est pas du TOML : {}",
    "is not UTF-8": "n'est pas de l'UTF-8",
    "larger than {:,} bytes": "plus de {:,} octets",
    "no profile “{}”: {}": "pas de profil « {} » : {}",
    # What readers refuse
    "it holds nothing to read": "il n'y a rien à y lire",
    "reading it needs {}: {}": "sa lecture demande {} : {}",
    "{} names no document": "{} ne nomme aucun document",
    "{} names no book": "{} ne nomme aucun livre",
    "not a notebook: it has no cells": "ce n'est pas un carnet : il n'a pas de cellules",
    "{} is encrypted": "{} est chiffré",
    "{} is missing": "{} manque",
    "{} is damaged: {}": "{} est endommagé : {}",
    "{} is packed by method {}, not deflated": "{} est compressé par la méthode {}, non deflate",
    "{} is packed more than {} times over": "{} est compressé plus de {} fois",
    "{} takes {:,} bytes, more than {:,}": "{} occupe {:,} octets, plus de {:,}",
    "it has {:,} members, more than {:,}": "elle a {:,} membres, plus de {:,}",
    "its members take more than {:,} bytes together": (
        "ses membres occupent plus de {:,} octets en tout"
    ),
    "not a zip archive that can be read: {}": "pas d'archive zip lisible : {}",
    "{} has a document type definition, which is not read": (
        "{} a une définition de type de document, qui n'est pas lue"
    ),
    "{} is no XML: {}": "{} n'est pas du XML : {}",
    "{} at line {}, column {}": "{}, ligne {}, colonne {}",
    "more than one JSON value": "plus d'une valeur JSON",
    "nested deeper than {} levels": "plus de {} niveaux imbriqués",
    "a JSON value is missing": "il manque une valeur JSON",
    "the name of a JSON member is missing": "il manque le nom d'un membre JSON",
    "expected one of {}": "on attendait l'un de {}",
    "not valid JSON": "ce n'est pas du JSON valide",
}
PLURALS = {
    "{:,} words": ("{:,} mot", "{:,} mots"),
    "{:,} findings": ("{:,} constat", "{:,} constats"),
    "{:,} documents": ("{:,} document", "{:,} documents"),
    "{:,} errors": ("{:,} erreur", "{:,} erreurs"),
    "{:,} warnings": ("{:,} avertissement", "{:,} avertissements"),
    "{:,} notes": ("{:,} remarque", "{:,} remarques"),
    "{:,} clean": ("{:,} intact", "{:,} intacts"),
    "{:,} suspect": ("{:,} suspect", "{:,} suspects"),
    "{:,} spun": ("{:,} altéré", "{:,} altérés"),
    "{:,} unsupported": ("{:,} non évalué", "{:,} non évalués"),
    "{:,} checks failed": ("{:,} contrôle en échec", "{:,} contrôles en échec"),
    "Checked {:,} documents": ("{:,} document vérifié", "{:,} documents vérifiés"),
    "{:,} hours left": ("encore {:,} heure", "encore {:,} heures"),
    "{:,} minutes left": ("encore {:,} minute", "encore {:,} minutes"),
    "{:,} seconds left": ("encore {:,} seconde", "encore {:,} secondes"),
    "{:,} more rows could not be read, written or checked": (
        "{:,} autre ligne n'a pu être lue, écrite ou vérifiée",
        "{:,} autres lignes n'ont pu être lues, écrites ou vérifiées",
    ),
    "Could not read {:,} files.": (
        "{:,} fichier n'a pas pu être lu.",
        "{:,} fichiers n'ont pas pu être lus.",
    ),
    "…and {:,} more files.": ("…et {:,} autre fichier.", "…et {:,} autres fichiers."),
    "…and {:,} more documents.": ("…et {:,} autre document.", "…et {:,} autres documents."),
    "…and {:,} more findings.": ("…et {:,} autre constat.", "…et {:,} autres constats."),
    "{:,} words without findings": ("{:,} mot sans constat", "{:,} mots sans constat"),
    "{:,} characters left out here": (
        "{:,} caractère omis ici",
        "{:,} caractères omis ici",
    ),
    "{:,} of {} look spun": ("{:,} sur {} semble altéré", "{:,} sur {} semblent altérés"),
    "{:,} of {} are suspect": ("{:,} sur {} est suspect", "{:,} sur {} sont suspects"),
    "{:,} weaker clues together": (
        "{:,} indice plus faible",
        "{:,} indices plus faibles, ensemble",
    ),
    "{:,} confirmed": ("{:,} confirmé", "{:,} confirmés"),
    "{:,} rejected": ("{:,} rejeté", "{:,} rejetés"),
    "{:,} unsure": ("{:,} incertain", "{:,} incertains"),
    "{:,} decisions": ("{:,} décision", "{:,} décisions"),
    "{:,} differences": ("{:,} différence", "{:,} différences"),
    "{:,} decisions are about findings that are gone": (
        "{:,} décision porte sur un constat disparu",
        "{:,} décisions portent sur des constats disparus",
    ),
    "{:,} documents have no score and do not count towards the shares": (
        "{:,} document n'a pas de score et ne compte pas dans les parts",
        "{:,} documents n'ont pas de score et ne comptent pas dans les parts",
    ),
    "{:,} known findings": ("{:,} constat connu", "{:,} constats connus"),
    "{:,} of its findings are gone; --write-baseline renews it": (
        "{:,} de ses constats a disparu ; --write-baseline la renouvelle",
        "{:,} de ses constats ont disparu ; --write-baseline la renouvelle",
    ),
}

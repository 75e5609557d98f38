"""What French says of runs over collections, by the English text."""

SCANS = {
    # Statistics and progress
    "Rows": "Lignes",
    "written": "écrites",
    "dropped": "écartées",
    "words": "mots",
    "Reasons": "Raisons",
    "Languages": "Langues",
    "Quality": "Qualité",
    "{:.1f} to {:.1f}": "de {:.1f} à {:.1f}",
    "{:.0%}": "{:.0%}",
    "{:,.0f} a second": "{:,.0f} par seconde",
    # Rows that are not read
    "The text is null": "Le texte est nul",
    "The text is not UTF-8": "Le texte n'est pas de l'UTF-8",
    "is no JSON: {}": "n'est pas du JSON : {}",
    "is no JSON object": "n'est pas un objet JSON",
    "is nested too deep": "est trop imbriquée",
    "longer than {:,} bytes": "plus longue que {:,} octets",
    "is no row of a table: {}": "n'est pas une ligne de tableau : {}",
    "has {:,} cells, not {:,}": "compte {:,} cellules au lieu de {:,}",
    "cannot be read beyond {:.0%} of it: {}": "illisible au-delà de {:.0%} : {}",
    "has no column “{}”, only {}; --text-field names another": (
        "n'a pas de colonne « {} », seulement {} ; --text-field en nomme une autre"
    ),
    "it ends inside a record": "il s'arrête au milieu d'un enregistrement",
    "has no header": "n'a pas d'en-tête",
    "has {} columns “{}”": "a {} colonnes « {} »",
    "has no field “{}”; --text-field names another": (
        "n'a pas de champ « {} » ; --text-field en nomme un autre"
    ),
    "its “{}” is {}, not a text": "« {} » y est {}, pas un texte",
    "its column “{}” is {}, not text": "sa colonne « {} » est de type {}, pas du texte",
    "its columns are not those of the first row: {}": (
        "ses colonnes ne sont pas celles de la première ligne : {}"
    ),
    "has a field “{}” already; --prefix names ours otherwise": (
        "a déjà un champ « {} » ; --prefix nomme les nôtres autrement"
    ),
    "null": "nul",
    "a number": "un nombre",
    "a list": "une liste",
    "it needs {}: {}": "il faut {} : {}",
    # Conditions
    "--keep, column {}: {}": "--keep, colonne {} : {}",
    "it is longer than {:,} characters": "il y a plus de {:,} caractères",
    "it is nested more than {} deep": "il y a plus de {} niveaux",
    "{} is wanted, not {}": "il faut {}, pas {}",
    "“and”, “or” or the end": "« and », « or » ou la fin",
    "“and”, “or” or “)”": "« and », « or » ou « ) »",
    "one of {}": "l'un de {}",
    "a figure, a number or a text": "une grandeur, un nombre ou un texte",
    "the end": "la fin",
    "“{}”": "« {} »",
    "{} is too large": "{} est trop grand",
    "“{}” is measured with --signals full only": "« {} » n'est mesuré qu'avec --signals full",
    "no report has “{}”": "aucun rapport n'a « {} »",
    "a number and a text are never the same": "un nombre et un texte ne sont jamais égaux",
    "texts and none are compared by {} only": "textes et none ne se comparent que par {}",
    "a verdict is {}": "un verdict est {}",
    "the text is not closed": "le texte n'est pas fermé",
    "“=” is written “==”": "« = » s'écrit « == »",
    "“{}” has no meaning here": "« {} » n'a pas de sens ici",
    # Runs
    "another run is writing it": "une autre exécution l'écrit",
    "{}; what is done is kept, run it again to go on": (
        "{} ; ce qui est fait est gardé, relancez pour continuer"
    ),
    "{} cannot be read ({}); --restart begins anew": (
        "{} est illisible ({}) ; --restart recommence"
    ),
    "{} is of a run with other settings ({}); --restart begins anew": (
        "{} vient d'une exécution aux réglages différents ({}) ; --restart recommence"
    ),
    "{} would be overwritten by what is written.": "{} serait écrasé par ce qui est écrit.",
    "{} is to be written twice.": "{} serait écrit deux fois.",
    "There is nothing to read in {}.": "Il n'y a rien à lire dans {}.",
    "--output {} has none of the suffixes .jsonl, .csv and .parquet.": (
        "--output {} n'a aucun des suffixes .jsonl, .csv et .parquet."
    ),
    "Attributes are written as .jsonl, not {}.": "Les attributs s'écrivent en .jsonl, pas {}.",
    "Rejects are written as .jsonl, not {}.": "Les rejets s'écrivent en .jsonl, pas {}.",
    "--keep and --mode filter go together.": "--keep et --mode filter vont ensemble.",
    # Audits
    "Scores | Documents | Labelled | Spun | Share | 95 % interval": (
        "Scores | Documents | Étiquetés | Altérés | Part | Intervalle à 95 %"
    ),
    "{:.1%}": "{:.1%}",
    "{:.1%} to {:.1%}": "de {:.1%} à {:.1%}",
    "{} ({})": "{} ({})",
    "Precision of a score of {:.1f} and more: {}": "Précision d'un score de {:.1f} et plus : {}",
    "Spun documents in the collection: {}": "Documents altérés dans la collection : {}",
    "spin-detector scan --prior {:.3g} takes it into account.": (
        "spin-detector scan --prior {:.3g} en tient compte."
    ),
    "not known: some range of scores has no labels": (
        "inconnue : un intervalle de scores n'a pas d'étiquettes"
    ),
    "it has no column “{}”": "il n'a pas de colonne « {} »",
    "it is no table of labels: {}": "ce n'est pas un tableau d'étiquettes : {}",
    "row {}: “{}” is no label, spun or clean is": (
        "ligne {} : « {} » n'est pas une étiquette ; spun ou clean en est une"
    ),
}

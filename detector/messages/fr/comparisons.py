"""What French says where texts are held against each other, by the English text."""

COMPARISONS = {
    # compare
    "“{}” gave way to “{}”, which an English thesaurus offers for it ({})": (
        "« {} » a fait place à « {} », qu'un thésaurus anglais propose pour lui ({})"
    ),
    "“{}” gave way to “{}”: English for a word that English has too": (
        "« {} » a fait place à « {} » : de l'anglais pour un mot que l'anglais a aussi"
    ),
    "“{}” was put before “{}”": "« {} » a été mis devant « {} »",
    "“{}” is gone": "« {} » a disparu",
    "“{}” stands elsewhere": "« {} » a changé de place",
    "“{}” was translated to “{}”": "« {} » a été traduit par « {} »",
    "“{}” became “{}”": "« {} » est devenu « {} »",
    "“{}” is new": "« {} » est nouveau",
    "{} has the words of {}.": "{} a les mots de {}.",
    "Only one of the two can be standard input.": ("Un seul des deux peut être l'entrée standard."),
    "--export-gold {} would overwrite a document to compare.": (
        "--export-gold {} écraserait un document à comparer."
    ),
    "{} is not plain UTF-8, in which gold counts; nothing exported.": (
        "{} n'est pas de l'UTF-8 sans plus, où comptent les annotations ; rien n'est exporté."
    ),
    "It holds {:,} texts, not one": "Il contient {:,} textes, non un seul",
    # sources
    "{}: no {} words that follow each other are left untouched": (
        "{} : il n'y a pas {} mots de suite qui soient restés intacts"
    ),
    # pairs
    "the same words": "les mêmes mots",
    "{:.2f}": "{:.2f}",
}

COUNTED = {
    "{:,} thesaurus pairs": ("{:,} paire de thésaurus", "{:,} paires de thésaurus"),
    "{:,} expansions": ("{:,} ajout", "{:,} ajouts"),
    "{:,} deletions": ("{:,} suppression", "{:,} suppressions"),
    "{:,} reorderings": ("{:,} déplacement", "{:,} déplacements"),
    "{:,} translations": ("{:,} traduction", "{:,} traductions"),
    "{:,} others": ("{:,} autre", "{:,} autres"),
    "{:,} differences": ("{:,} différence", "{:,} différences"),
    "{:,} documents alike:": ("{:,} document semblable :", "{:,} documents semblables :"),
    "{:,} clusters": ("{:,} groupe", "{:,} groupes"),
    "{:,} with too few words to tell": (
        "{:,} trop court pour en juger",
        "{:,} trop courts pour en juger",
    ),
}
"""Forms for one and for more, by the English text for many."""

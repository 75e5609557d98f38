"""The documentation of text-quality signals in French, in the shape of their docstrings."""

_TOP = """Part des caractères qui sont dans la suite de deux, trois ou quatre mots la plus
    fréquente ; de 0 à 1.

    Gopher admet 0,2, 0,18 et 0,16, FineWeb-2 (Penedo et al. 2025) 0,161, 0,149 et 0,134 en
    français. Formule : caractères pris dans l'une de ses occurrences / caractères ; de plusieurs
    suites aussi fréquentes, c'est la première, et 0 quand aucune ne revient. datatrove compte aussi
    la suite la plus fréquente d'un texte sans répétition, et plusieurs fois les caractères
    d'occurrences qui se chevauchent.
    """
_DUPLICATE = """Part des caractères qui sont dans des suites de cinq à dix mots déjà rencontrées ;
    de 0 à 1.

    Gopher admet de 0,15 pour cinq mots à 0,1 pour dix, FineWeb-2 à peu près autant en français.
    Formule : caractères des suites répétées, une fois ceux qui se chevauchent / caractères, en
    lisant de gauche à droite et en reprenant après une suite répétée, comme le fait datatrove.
    """

SIGNALS = {
    "mean_word_length": """Nombre moyen de caractères d'un mot ; à partir de 1, environ 4,5 en
    français.

    Gopher (Rae et al. 2021, A1.1) garde de 3 à 10, FineWeb-2 (Penedo et al. 2025) de 2 à 11 en
    français. Formule : lettres / mots. datatrove compte un nombre pour un mot ; ici, une
    apostrophe ou un trait d'union sépare les mots, comme le plus souvent dans l'analyseur que
    FineWeb-2 a pour le français.
    """,
    "alphabetic_word_ratio": """Part des mots qui contiennent une lettre ; de 0 à 1.

    Gopher demande 0,8, FineWeb-2 0,812 en français. Formule : mots / (mots + suites entre espaces
    qui contiennent un chiffre ou un symbole et aucune lettre). datatrove compte un signe de
    ponctuation pour un mot sans lettre, si bien que sa part est plus basse d'un dixième et plus en
    français ordinaire ; ici, la ponctuation n'est pas un mot.
    """,
    "hash_ratio": """Croisillons par mot ; à partir de 0.

    Le rapport de symboles aux mots de Gopher, au plus 0,1. Formule : nombre de ``#`` / mots.
    datatrove divise par les mots et les signes de ponctuation.
    """,
    "ellipsis_ratio": """Points de suspension par mot ; à partir de 0.

    Le rapport de symboles aux mots de Gopher, au plus 0,1. Formule : nombre de ``...`` et de ``…``
    / mots. datatrove divise par les mots et les signes de ponctuation.
    """,
    "stopword_ratio": """Part des mots-outils fréquents ; de 0 à 1, 0,17 et plus en prose française.

    Ce sont ceux de la langue du document sans ceux qu'ont aussi ses voisines, si bien que la part
    distingue aussi le français de l'italien. Formule : occurrences / mots.
    """,
    "stopword_types": """Nombre de mots vides différents ; de 0 à 18 en français.

    Gopher demande à un texte 2 mots anglais sur 8, FineWeb-2 en demande 2 parmi ses mots français.
    La casse ne compte pas ici, et compte dans datatrove ; *l'* et *d'* comptent sans l'apostrophe.
    """,
    "foreign_ratio": """Part des mots plutôt anglais, emprunts admis compris ; de 0 à 1.

    Formule : mots bien plus fréquents en anglais que dans la langue du document / mots.
    """,
    "oov_ratio": """Part des mots inconnus, ni du français ni de l'anglais ; de 0 à 1.

    Des noms, des coquilles, et ce qu'un numériseur ou un mauvais encodage a fait des mots.
    """,
    "bullet_line_ratio": """Part des lignes qui commencent par une puce ; de 0 à 1.

    Gopher (Rae et al. 2021, A1.1) admet 0,9. Un trait d'union veut une espace après lui, comme les
    autres signes hors ``•`` ; le tiret du dialogue français n'en est pas un. datatrove prend toute
    ligne qui commence par ``•`` ou ``-``, et compte les lignes vides parmi toutes.
    """,
    "ellipsis_line_ratio": """Part des lignes qui finissent par des points de suspension ; de 0 à 1.

    Gopher admet 0,3. datatrove compte les lignes vides parmi toutes.
    """,
    "line_punct_ratio": """Part des lignes qui finissent par un signe de fin de phrase ; de 0 à 1.

    FineWeb (Penedo et al. 2024) demande 0,12, FineWeb-2 (2025) 0,1 en français. Un guillemet ou
    une parenthèse peut suivre le signe, et les points de suspension en sont un : *« C'est fini… »*
    finit une phrase. Une ligne de 50 caractères et plus que la suivante continue en minuscules
    n'est pas une ligne, mais une partie d'une ligne coupée parce qu'elle était pleine. datatrove
    ne sait rien de tout cela, ni des signes suivis d'une espace.
    """,
    "c4_line_ratio": """Part des lignes que C4 prend pour des phrases ; de 0 à 1.

    C4 (Raffel et al. 2020, 2.2) garde les lignes qui finissent par ``.``, ``!``, ``?`` ou un
    guillemet, dont ici ceux du français, et qui ont au moins trois mots ; datatrove écarte aussi
    celles qui finissent par ``...``, et il en va de même ici.
    """,
    "curly_bracket_line_ratio": """Part des lignes qui ont une ``{`` ; de 0 à 1. C4 écarte une page
    qui en a une.
    """,
    "lorem_ipsum_line_ratio": """Part des lignes qui ont *lorem ipsum* ; de 0 à 1. C4 écarte une
    page qui en a une.
    """,
    "javascript_line_ratio": """Part des lignes qui parlent de JavaScript ; de 0 à 1. C4 écarte ces
    lignes.
    """,
    "policy_line_ratio": """Part des lignes qui parlent de cookies, de conditions d'utilisation ou
    de confidentialité ; de 0 à 1. C4 écarte ces lignes.

    Les expressions sont celles de la langue du document, avec les expressions anglaises de C4.
    """,
    "short_line_ratio": """Part des lignes de 30 caractères au plus ; de 0 à 1.

    FineWeb admet 0,67 ; FineWeb-2 s'en passe. Les espaces aux deux bouts comptent dans datatrove.
    """,
    "new_line_ratio": """Fins de ligne par mot ; à partir de 0.

    FineWeb admet 0,3, FineWeb-2 0,185 en français. Formule : lignes non vides / mots, si bien que
    les lignes vides entre les paragraphes ne comptent pas, alors qu'elles comptent dans
    datatrove ; ses mots comprennent les signes de ponctuation.
    """,
    "duplicate_line_fraction": """Part des lignes déjà rencontrées dans le texte ; de 0 à 1.

    Gopher (A1.1) admet 0,3, FineWeb-2 0,264 en français.
    """,
    "char_duplicates_ratio": """Part des caractères de toutes les lignes qui sont dans des lignes
    déjà rencontrées ; de 0 à 1.

    FineWeb admet 0,01, FineWeb-2 0,1. La part des caractères de lignes répétées de Gopher, qui
    admet 0,2, est la même. datatrove compte les espaces aux bouts des lignes, et pour Gopher les
    fins de ligne.
    """,
    "duplicate_paragraph_fraction": """Part des paragraphes, séparés par des lignes vides, déjà
    rencontrés ; de 0 à 1.

    Gopher admet 0,3 ; FineWeb-2 s'en passe.
    """,
    "duplicate_paragraph_character_fraction": """Part des caractères de tous les paragraphes qui
    sont dans des paragraphes déjà rencontrés ; de 0 à 1.

    Gopher admet 0,2 ; FineWeb-2 s'en passe.
    """,
    **dict.fromkeys((f"top_{n}gram_character_fraction" for n in range(2, 5)), _TOP),
    **dict.fromkeys((f"duplicate_{n}gram_character_fraction" for n in range(5, 11)), _DUPLICATE),
    "perplexity": """Perplexité des mots que connaît un thésaurus, selon les deux mots d'avant ; à
    partir de 1.

    CCNet (Wenzek et al. 2020) trie les pages par la perplexité d'un modèle de langue à morceaux de
    mots. Ce n'est pas ce chiffre-là : la table de n-grammes tient les contextes des mots qu'un
    outil de réécriture peut remplacer, et d'aucun autre, si bien que seuls ceux-ci sont prédits.
    Elle dépend autant du sujet que de l'écriture : des débats ont 100, la littérature 500, la
    presse 2 000, des textes de métier 20 000. Rien quand il n'y a pas de mot à prédire.

    Formule : exponentielle de la moyenne de -ln P(w | u v), avec les comptes de la table lissés de
    deux mots d'histoire à un et à aucun par des lois de Dirichlet, comme dans `detector.context` ;
    la ponctuation et les nombres sont des mots de l'histoire.
    """,
    "perplexity_ratio": """Perplexité rapportée à ce qu'elle est sans histoire ; à partir de 0.

    Combien peu les mots d'avant disent d'un mot, quel que soit le sujet : la prose française a de
    0,02 à 2, des textes de métier jusqu'à 8, les mêmes mots en désordre 25 (une paire jamais
    comptée parle contre un mot, si bien qu'il est commun de dépasser 1). Rien quand il n'y a pas de
    mot à prédire.

    Formule : exponentielle de la moyenne de ln P(w) - ln P(w | u v), des mêmes mots que
    `perplexity`.
    """,
}

"""The documentation in French of the rules that find planted words."""

RULES = {
    "agreement-clash": """Un mot français qui jure avec son déterminant en genre ou en nombre.

    Un outil de réécriture remplace le nom et laisse l'article et l'adjectif qui allaient avec
    l'ancien. Il arrive aussi qu'on se trompe en écrivant : il faut donc qu'un original qui rétablit
    l'accord soit à portée de main.

    Exemple : « une bonne placement » pour « une bonne position ».
    """,
    "broken-expression": """Une expression figée dont un mot a fait place à un voisin de thésaurus.

    Les expressions ne varient pas : quand les mots alentour en appellent un, et que celui qui s'y
    trouve est ce qu'un thésaurus anglais propose à sa place, un outil de réécriture est la cause
    probable.

    Exemple : « à extensive terme » pour « à long terme ».
    """,
    "broken-name": """Un nom propre dont un élément a fait place à un voisin de thésaurus.

    Les outils de réécriture ne connaissent pas les noms : *Street*, dans *Wall Street*, est pour
    eux un mot comme un autre. Le nom rétabli figure dans la table, le nom tel qu'il est écrit n'y
    est pas.

    Exemple : « Wall Avenue » pour « Wall Street ».
    """,
    "expansion": """Un modificateur anglais ajouté devant un mot français pris pour de l'anglais.

    Pour allonger un texte, les outils de réécriture remplacent un mot par un modificateur et ce
    mot lui-même : *rare* devient « truly rare ». Seul le modificateur est la trace ; sans lui, la
    phrase est celle d'avant.

    Exemple : « truly rare » pour « rare ».
    """,
    "foreign-phrase": """Plusieurs mots anglais qu'un thésaurus propose pour un seul mot français.

    Les thésaurus donnent des locutions à côté des mots, et les outils de réécriture les collent
    telles quelles : une phrase française contient alors de deux à quatre mots anglais là où un mot
    français, qui s'écrit comme un mot anglais, a sa place.

    Exemple : « in addition » pour « plus ».
    """,
    "foreign-word": """Un mot anglais qu'un thésaurus anglais propose pour un mot français.

    Un outil de réécriture prend *plus*, *place* ou *train* pour de l'anglais et met un synonyme à
    la place : un mot inconnu en français occupe alors celle d'un mot français. Être anglais ne
    prouve rien, car les emprunts honnêtes le sont aussi : si un original convient bien mieux ici,
    cela est pesé plus tard.

    Exemple : « le additional simple » pour « le plus simple ».
    """,
    "missing-elision": """Un article ou un pronom entier devant une voyelle, ou élidé à tort.

    Un outil de réécriture remplace le mot et laisse ses voisins, si bien que *le* rencontre une
    voyelle, ou *l'* une consonne. Un original qui commence par l'autre sorte de son explique la
    faute ; les mots dont l'orthographe ne dit pas le premier son sont laissés en paix.

    Exemple : « le enormous chantier » pour « le grand chantier ».
    """,
    "native-synonym": """Un mot français mis pour un autre, comme le voudrait un thésaurus anglais.

    Certains des synonymes que colle un outil de réécriture se trouvent être aussi français
    (*placement*, *posture*, *vital*). Seul le contexte les trahit : un homographe que le thésaurus
    change en ce mot va bien mieux entre les mêmes voisins.

    Exemple : « à distant terme » pour « à long terme ».
    """,
}

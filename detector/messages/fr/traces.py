"""The documentation in French of the rules that find traces, in the shape of their docstrings."""

TRACES = {
    "assistant-courtesy": """Une politesse qui ouvre ou ferme la réponse d'un assistant.

    On prend aussi congé ainsi dans les lettres et les forums : ce n'est donc qu'une remarque ; au
    bord d'un article, elle mérite un regard.

    Exemple : « Bien sûr ! Voici un article sur la pêche à pied. » en tête d'un texte.
    """,
    "assistant-residue": """Ce qu'un assistant dit de lui-même, resté dans le texte qu'il a écrit.

    Les assistants s'excusent, donnent la date à laquelle s'arrêtent leurs connaissances et
    remettent leur travail ; leurs pages ont des boutons que l'on copie avec. Personne ne parle
    ainsi dans un article. Une formule entre guillemets ou mise en relief est citée et laissée en
    paix, comme celle qui parle des modèles à la troisième personne.

    Exemple : « En tant que modèle de langage, je ne peux pas donner d'avis. » dans un article.
    """,
    "conversion-clash": """Une mesure convertie entre parenthèses en une autre qui en est loin.

    La traduction et la réécriture changent le nom d'une unité et gardent son nombre, ou l'inverse.
    On compare deux mesures d'une même grandeur, l'une métrique et l'autre non ; ce qui s'écarte de
    plus de moitié n'est pas un arrondi.

    Exemple : « 10 miles (16 mètres) ».
    """,
    "corpus-header": """Une ligne au-dessus du texte, qui dit quand ou d'où une collection l'a tiré.

    Certaines collections de textes ouvrent ainsi chacun d'eux. Elle appartient à la collection,
    non au texte, et ne dit rien d'une réécriture.

    Exemple : « date 2023-11 » en première ligne.
    """,
    "currency-clash": """Un montant en deux monnaies : le signe de l'une, le nom de l'autre.

    La traduction change le nom et garde le signe, ou l'inverse. Un montant converti a un mot ou un
    signe entre les deux.

    Exemple : « 12 $ euros ».
    """,
    "cut-sentence": """Une phrase qui finit par un mot après lequel il doit en venir d'autres.

    Les articles et la plupart des prépositions ne finissent aucune phrase française. Quand l'un
    d'eux le fait, un lien, un nom ou la suite du texte a disparu : coupé par un extrait, ou perdu
    par un outil d'aspiration avec le balisage alentour. Qui aspire ne réécrit pas forcément.

    Exemple : « Le maire a longuement parlé de la. » pour une phrase entière.
    """,
    "digit-letters": """Un mot où des chiffres ou des signes tiennent lieu de lettres ressemblantes.

    Il se lit encore, et les filtres de mots interdits ou de phrases copiées ne le trouvent pas. Les
    noms de produits, les formules et les unités ne font pas un mot français de cinq lettres quand
    on lit leurs chiffres.

    Exemple : « une g4rantie ».
    """,
    "doubled-qualifier": """Deux adverbes ou adjectifs voisins, synonymes d'un même mot anglais.

    Certains outils mettent un synonyme à côté d'un mot au lieu de le remplacer, et la traduction
    garde les deux. Les dictionnaires anglais de synonymes disent quels mots se doublent ; une paire
    que contient du bon français est écartée. La rhétorique double aussi, mais avec une virgule.

    Exemple : « vraiment réellement ».
    """,
    "excerpt-tail": """Des points de suspension entre crochets, où une ligne s'arrête net.

    Qui aspire un flux reçoit les premiers mots d'un article et *[…]*. Qui cite emploie le même
    signe pour ce qu'il omet, mais continue ensuite ou ferme la citation, ce qui n'est pas le cas
    ici. La suite du texte manque ; rien ne dit qu'il a été réécrit.

    Exemple : « les premiers étals […] » en fin de ligne.
    """,
    "hidden-characters": """Un mot latin que des caractères invisibles coupent ou retournent.

    Des espaces et des liants sans chasse coupent un mot pour une machine et le laissent entier pour
    l'œil ; une inversion du sens d'écriture montre à l'endroit ce qui est écrit à l'envers. Les
    écritures qui lient leurs lettres ont besoin de liants, celles qui vont de droite à gauche ont
    besoin d'un sens : seuls comptent donc les mots latins ; les émojis liés ne sont pas des mots.

    Exemple : « ga·rantie » avec une espace sans chasse à la place du point.
    """,
    "invisible-residue": """Des caractères invisibles, restés de la copie d'une page ou d'un PDF.

    Les traits d'union conditionnels disent où un mot peut être coupé en fin de ligne, les espaces
    sans chasse où une ligne peut l'être. Ils sont honnêtes là où on les a mis et inutiles dans un
    texte courant, où ils cachent les mots à toute recherche.

    Exemple : « re-tour » avec un trait d'union conditionnel.
    """,
    "mangled-unit": """Une unité après son nombre, à demi étrangère ou traduite mot à mot.

    Les unités sont des termes fixes, et les premiers où un traducteur trébuche : un mot reste, ou
    les deux changent et se trouvent dans le mauvais ordre. Sans nombre devant elle, la même
    expression peut avoir un sens.

    Exemple : « 12 square mètres ».
    """,
    "mixed-scripts": """Un mot latin où des lettres d'une autre écriture imitent les siennes.

    L'œil lit *garantie* ; un détecteur de plagiat, qui compare les lettres, non. Les mots honnêtes
    sont d'une seule écriture, et les mélanges honnêtes, comme TNFα, ne font pas de mot quand on lit
    leurs lettres comme latines. Qui fait cela cache une copie, réécrite ou non.

    Exemple : « gаrantie » avec un а cyrillique.
    """,
    "mojibake": """Des lettres écrites dans un encodage et lues dans un autre.

    Un outil d'aspiration qui prend de l'UTF-8 pour du Windows-1252 change chaque accent en deux
    caractères étranges ; relire les octets comme il faut rend le mot. Une lettre perdue pour de bon
    (U+FFFD) est devinée quand une seule lettre accentuée en fait un mot. Ne sont prises que les
    suites qui valent ce dont s'écrit le français, si bien qu'aucun mot honnête n'en est une par
    hasard.

    Exemple : « dÃ©cidÃ© » pour « décidé ».
    """,
    "orphan-fragment": """La fin d'une phrase, seule, là où une citation ou un lien a disparu.

    Un outil d'aspiration prend le texte autour d'un élément intégré et laisse l'élément. Ce qui
    reste commence en minuscule après un point : qui a dit les paroles disparues, le verbe avant le
    sujet, comme le français ne le fait qu'après une citation ; ou quelques mots qu'un petit mot
    introduit. Qui aspire ne réécrit pas forcément.

    Exemple : « Le joueur n'a pas tardé à réagir. a-t-il posté. » sans ce qu'il a posté.
    """,
    "orphan-number": """Les numéros ou les puces d'une liste dont les éléments ont disparu.

    Un outil d'aspiration qui laisse les liens laisse les éléments d'une liste de liens, et garde
    *1.* et *2.* seuls sur leur ligne. Un seul peut numéroter un chapitre. Rien ne dit que le texte
    a été réécrit.

    Exemple : « Voici nos conseils : » suivi de lignes « 1. » et « 2. ».
    """,
    "phrase-loop": """Un mot ou un groupe de quatre mots au plus, quatre fois de suite.

    Les modèles de langage qui s'enrayent et les textes assemblés sans soin se répètent ainsi. La
    ponctuation et les fins de ligne arrêtent une boucle : les litanies ont des virgules, les menus
    ont des lignes.

    Exemple : « très très très très calme ».
    """,
    "placeholder": """Une variable qu'un générateur de textes aurait dû remplir, ou sa marque.

    Les gabarits de milliers de pages nomment le mot-clé, la ville ou l'entreprise entre des signes
    à eux : *%KEYWORD%*, *{ville}*, *{{mainKeyword}}*. Ne sont pris que les noms qu'emploient de
    tels générateurs, si bien que les variables des programmes passent. Les extensions qui
    republient des flux laissent *[ad_1]*, et les scripts qui joignent titre et corps une ligne de
    chiffres comme *911911*. Le rapport est celui de `spintax`, pour la même raison et mesuré de
    même.

    Exemple : « Trouvez un %KEYWORD% à {ville}. » sans mot-clé ni ville.
    """,
    "prompt-residue": """Une consigne à un assistant, restée en tête d'une phrase.

    Elle demande un texte de telle longueur, de tel ton ou de telle densité de mots-clés, ou d'en
    réécrire un. L'école donne des devoirs en des termes semblables : ce n'est donc qu'une remarque.

    Exemple : « Rédige un article de 500 mots sur les gants de cuisine. » au début d'un article.
    """,
    "repeated-paragraph": """Une ligne de vingt mots ou plus qui revient mot pour mot.

    Les pages assemblées par des machines ont deux fois le même bloc ; les refrains et les lignes de
    tableau sont plus courts.

    Exemple : l'introduction encore une fois à la fin de l'article.
    """,
    "repeated-sentence": """Une phrase de douze mots ou plus qui revient dans le document.

    Qui allonge un texte, ou l'assemble de morceaux, dit deux fois la même chose dans les mêmes
    mots. Ce qui finit sans point est laissé en paix : titres, lignes de tableaux, vers.

    Exemple : « La marée monte plus vite qu'on ne croit », au premier et au dernier paragraphe.
    """,
    "respun-sentence": """Une phrase qui en redit une autre, en partie avec d'autres mots.

    Les outils de réécriture font plusieurs versions d'une phrase, et les articles allongés en
    contiennent deux. Les phrases comparées ont deux longs mots de suite en commun ; on compare
    leurs ensembles de mots, et le nombre de remplacements différents qui mènent de l'une à l'autre.

    Exemple : « choisissent souvent une ruche horizontale » et « prennent fréquemment une ruche
    horizontale ».
    """,
    "scraped-chrome": """Le mobilier d'une page pris pour son texte : boutons et bandeaux.

    Qui copie une page à la machine reçoit *Lire la suite*, *Tout accepter* et *Votre adresse e-mail
    ne sera pas publiée* parmi ses phrases. Les libellés comptent quand ils font toute une ligne,
    les phrases entières partout, ni les uns ni les autres entre guillemets. La liste est
    ``seeds/chrome.tsv``. Qui aspire ne réécrit pas forcément.

    Exemple : « Lire la suite » seul sur une ligne.
    """,
    "shortcode": """Une balise entre crochets qu'un outil de publication aurait dû transformer.

    WordPress et les forums écrivent ainsi légendes, galeries et colonnes. Un outil d'aspiration qui
    prend la source d'un billet, ou un site qui a perdu l'extension, montre la balise elle-même.
    Cela dit que le texte a été pris ou déplacé par une machine, non qu'il a été réécrit.

    Exemple : « [caption id=…]Le port au matin.[/caption] » dans un texte.
    """,
    "spintax": """Un groupe de variantes dont un outil de réécriture aurait dû choisir une.

    Ces outils écrivent *{a|b|c}*, imbriqué ou non, parfois *[a|b]*, et tirent une variante pour
    chaque copie du texte ; un groupe encore là n'a jamais été tiré. La prose n'en a pas d'autre
    usage : tableaux, gabarits, commandes, motifs et formules se reconnaissent à ce qui est dans les
    crochets et autour. Le rapport est ln(0,01 / 0,00021) : on admet qu'un document altéré sur cent
    est laissé ainsi, et de 14 480 documents intacts aucun ne l'était (borne supérieure à 95 % : 3
    sur autant).

    Exemple : « Découvrez notre {large|vaste|belle} gamme. » sans choix.
    """,
    "spun-before-translation": """Une locution anglaise réécrite puis traduite, ou mal traduite.

    Chaque mot est français et le tout ne veut rien dire : un conseil d'administration dont la table
    est devenue une planche, une course à plein temps, un ministre changé en pasteur. La paire
    anglaise explique le faux pas. Des lignes sont écrites à la main ; la plupart sont faites par
    programme, des termes anglais, des synonymes de leurs mots dans plusieurs dictionnaires et du
    français de chacun, et écartées quand du bon français les contient. Les mots de remplissage
    comptent aussi : « dans l'ordre pour » est « in order to » mot à mot.

    Exemple : « planche de directeurs » pour « conseil d'administration ».
    """,
    "sprinkled-accents": """Des mots dont les lettres ont reçu des accents étrangers.

    On sème ainsi des signes sur les lettres pour qu'une copie se compare mal et se lise encore. Un
    tel mot n'est pas de la langue, et le devient quand deux de ses signes s'en vont, ou un seul que
    la langue ne connaît pas ; un seul accent fautif est une faute d'orthographe. Les noms d'autres
    langues font rarement des mots, et jamais plusieurs de suite.

    Exemple : « une gârãntïe, un sërvîcé ».
    """,
    "stray-punctuation": """Des signes doublés ou écartés, parce que l'entre-deux a disparu.

    Deux points ou deux virgules de suite, une espace à l'intérieur d'une parenthèse, des
    parenthèses vides : un lien, une image ou une note a été retiré et sa ponctuation est restée. Le
    français met une espace avant *! ? : ;* et à l'intérieur des guillemets, et nulle part ailleurs.
    Qui écrit vite fait de même : ce n'est donc qu'une remarque ; une espace avant un point est
    laissée de côté, car les outils qui ôtent le balisage en laissent beaucoup.

    Exemple : « Le maire (enfin ! ) s'en réjouit ».
    """,
    "swapped-term": """Un nom composé dont un mot a fait place à un synonyme.

    Ses mots ne sont pas libres : le synonyme veut dire la même chose et le tout ne veut rien dire.
    La table est faite par programme ; à la différence de celles de tortured-phrase, personne n'a lu
    ces paires une à une. Du bon français n'en contient presque aucune.

    Exemple : « bourreau de labeur » pour « bourreau de travail ».
    """,
    "tortured-phrase": """Un terme établi dont les mots ont fait place à des synonymes.

    Les termes ne varient pas : qui connaît le domaine n'écrit pas *counterfeit consciousness*. Les
    outils qui réécrivent dans la langue du texte le font, en français comme en anglais, et l'on
    reconnaît à de telles expressions les articles publiés ainsi (Cabanac, Labbé et Magazinov 2021).
    Une ligne de la table ne vaut que pour les documents de sa langue.

    Exemple : « intellect factice » pour « intelligence artificielle ».
    """,
    "tracking-parameter": """La partie d'une adresse qui dit aux annonceurs d'où vient un lecteur.

    Personne ne la tape : une adresse qui l'a fut copiée par une machine ou depuis un navigateur. On
    colle aussi de telles adresses à la main : ce n'est donc qu'une remarque, qui ne dit rien d'une
    réécriture.

    Exemple : « https://exemple.fr/miel?utm_source=lettre ».
    """,
    "translated-name": """Un nom propre traduit mot à mot, et laissé tel quel dans une autre phrase.

    Qui traduit un nom le fait pour l'expliquer, à côté du nom lui-même. Un traducteur qui ne le
    connaît pas le tourne ici et le garde là.

    Exemple : « Nouveau Jersey » dans un texte qui dit aussi New Jersey.
    """,
    "unbalanced-quotes": """Un guillemet sans son pendant : le reste de la citation a disparu.

    Les guillemets vont par paires, droits ou courbes ; quand une publication ou un paragraphe s'est
    perdu, l'un d'eux reste. Les livres anciens ouvrent chaque paragraphe d'une longue citation et
    ferment le dernier, ce qui passe, comme les signes d'autres langues. On en oublie aussi en
    écrivant : une remarque.

    Exemple : Le maire promet : « On rouvrira le pont.
    """,
    "untranslated-crumb": """Un mot-outil anglais entre crochets, laissé par un traducteur.

    On met aussi des mots entre crochets dans les citations, qui sont laissées en paix avec tout ce
    qui se trouve entre d'autres mots anglais.

    Exemple : « le pain [and] le beurre ».
    """,
}

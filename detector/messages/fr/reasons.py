"""What French says of the reasons in the tables of telltales, by the English text."""

REASONS = {
    "an assistant hands over its work": "un assistant remet son travail",
    "an assistant hands over its work, with its length": (
        "un assistant remet son travail, avec sa longueur"
    ),
    "an assistant speaks of itself": "un assistant parle de lui-même",
    "an assistant speaks of itself in the first person": (
        "un assistant parle de lui-même à la première personne"
    ),
    "an assistant speaks of itself; opening, because people have the job too": (
        "un assistant parle de lui-même ; en tête seulement, car c'est aussi un métier"
    ),
    "an assistant says what it is": "un assistant dit ce qu'il est",
    "an assistant offers more": "un assistant propose davantage",
    "an assistant offers more, translated from English": (
        "un assistant propose davantage, traduit de l'anglais"
    ),
    "an assistant's excuse": "excuse d'un assistant",
    "an assistant refuses": "un assistant refuse",
    "an assistant obliges": "un assistant s'exécute",
    "an assistant takes its leave": "un assistant prend congé",
    "an assistant takes its leave; so do people in forums": (
        "un assistant prend congé ; on fait de même dans les forums"
    ),
    "an assistant on what it was trained with": "un assistant, de ce qui l'a entraîné",
    "an assistant on its training data, translated": (
        "un assistant, de ses données d'entraînement, traduit"
    ),
    "knowledge cut-off": "date limite des connaissances",
    "knowledge cut-off in the months of known models": (
        "date limite des connaissances, aux mois de modèles connus"
    ),
    "an order for text": "commande de texte",
    "an order for text with its length": "commande de texte avec sa longueur",
    "an order for text that search engines like": (
        "commande de texte qui plaise aux moteurs de recherche"
    ),
    "an order to spin": "commande de réécriture",
    "an order to translate": "commande de traduction",
    "an order that undoes orders": "consigne qui annule les consignes",
    "a role for an assistant": "rôle donné à un assistant",
    "a tone, ordered": "ton commandé",
    "keywords, ordered": "mots-clés commandés",
    "a keyword and its density, ordered": "mot-clé et sa densité, commandés",
    "footer of ChatGPT": "pied de page de ChatGPT",
    "a button of ChatGPT": "bouton de ChatGPT",
    "a heading of ChatGPT's page": "intertitre de la page de ChatGPT",
    "a reference mark of ChatGPT": "appel de référence de ChatGPT",
    "navigation around an article": "navigation autour d'un article",
    "link of a teaser to the whole article": "lien d'une accroche vers l'article entier",
    "button for sharing": "bouton de partage",
    "label of a comment form": "libellé d'un formulaire de commentaire",
    "sentence of a comment form": "phrase d'un formulaire de commentaire",
    "button of a cookie banner": "bouton d'un bandeau de cookies",
    "sentence of a cookie banner": "phrase d'un bandeau de cookies",
    "frame of an embedded post": "cadre d'une publication intégrée",
    "mark of an embedded post that did not load": (
        "marque d'une publication intégrée qui ne s'est pas chargée"
    ),
    "button of a newsletter box": "bouton d'inscription à une lettre",
    "sentence of a newsletter box": "phrase d'inscription à une lettre",
    "link to where an article was taken from": "lien vers la source d'un article",
    "call to click, without what it linked to": (
        "invitation à cliquer, sans ce vers quoi elle menait"
    ),
    "label of an advertisement": "libellé d'une publicité",
    "label of an advertisement inside a text": "libellé d'une publicité dans un texte",
    "gate of a paid article": "barrière d'un article payant",
    "footer that a blog adds to its feed": "pied de page qu'un blog ajoute à son flux",
}

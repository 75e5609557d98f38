"""What French says of a finding and of the evidence for it, by the English text."""

EVIDENCE = {
    # What is found, and the rules' clues
    "“{}” looks like a thesaurus synonym of “{}”: {}.": "« {0} » : {2} ; « {1} » conviendrait.",
    "“{}” looks inserted: {}.": "« {} » semble ajouté : {}.",
    "“{}” does not agree with “{}” in gender, but does with “{}”": (
        "« {} » ne s'accorde pas en genre avec « {} », mais s'accorde avec « {} »"
    ),
    "“{}” does not agree with “{}” in number, but does with “{}”": (
        "« {} » ne s'accorde pas en nombre avec « {} », mais s'accorde avec « {} »"
    ),
    "breaks the fixed expression “{}”": "l'expression figée « {} » est rompue",
    "breaks the name “{}”": "le nom « {} » est altéré",
    "stands before “{}”, which is English too": "placé devant « {} », mot anglais lui aussi",
    "an English phrase of {} words": "locution anglaise de {} mots",
    "no French form; zipf {:.1f} in English, {:.1f} in French": (
        "mot anglais, inconnu en français (zipf {:.1f} en anglais, {:.1f} en français)"
    ),
    "“{}” breaks elision, which the original kept": (
        "« {} » manque à l'élision, que l'original respectait"
    ),
    "also English, zipf {:.1f} there and {:.1f} in French": (
        "mot français, mais aussi anglais (zipf {:.1f} en anglais, {:.1f} en français)"
    ),
    # Evidence for a word
    "“{}” is {:.3g} times as likely here as “{}”": (
        "ici, « {} » est {:.3g} fois plus probable que « {} »"
    ),
    "the sentence is {:.3g} times as likely with “{}”": (
        "la phrase est {:.3g} fois plus probable avec « {} »"
    ),
    "the sentence is {:.3g} times as likely without “{}”": (
        "la phrase est {:.3g} fois plus probable sans « {} »"
    ),
    "“{}” and its neighbours: log10 {:.1f} of being together rather than apart": (
        "« {} » et ses voisins : log10 {:.1f} d'aller ensemble plutôt que séparément"
    ),
    "“{}” has zipf {:.1f} in English, {:.1f} in French": (
        "« {} » : zipf {:.1f} en anglais, {:.1f} en français"
    ),
    "“{}” has {:.0%} of the probability of all originals": (
        "« {} » réunit {:.0%} de la probabilité de tous les originaux"
    ),
    "that nothing stood here has {:.0%} of the probability of all originals": (
        "l'absence de mot réunit {:.0%} de la probabilité de tous les originaux"
    ),
    "originals that were considered: {}": "originaux examinés : {}",
    "“{}” stands elsewhere in the document": "« {} » figure ailleurs dans le document",
    "an English thesaurus offers “{}” for “{}”": (
        "un thésaurus anglais propose « {} » pour « {} »"
    ),
    "“{}” suits its determiner": "« {} » s'accorde avec son déterminant",
    "the next word suits the determiner": "le mot suivant s'accorde avec le déterminant",
    "elision fits “{}”, not “{}”": "l'élision convient à « {} », non à « {} »",
    "elision fits the next word, not “{}”": "l'élision convient au mot suivant, non à « {} »",
    "the French Wiktionary has “{}”": "le Wiktionnaire en français connaît « {} »",
    "“{}” has zipf {:.1f} in French": "« {} » : zipf {:.1f} en français",
    "“{}” is no noun in English": "« {} » n'est pas un nom en anglais",
    "stands in an address, a number or code": "figure dans une adresse, un nombre ou du code",
    "is joined by hyphens": "est lié par des traits d'union",
    "is part of a compound": "fait partie d'un mot composé",
    "stands in quotation marks": "est entre guillemets",
    "is emphasised": "est mis en relief",
    "is a known borrowing in French": "est un emprunt connu du français",
    "written in capitals": "écrit en capitales",
    "written with a capital": "écrit avec une majuscule",
    "English words beside it: {}": "mots anglais à côté : {}",
    "{:.0%} of the words around it are English": "{:.0%} des mots alentour sont anglais",
    "occurs {} times in the document": "revient {} fois dans le document",
    # Evidence from the document
    "other words of the document add up to {:.1f} traces": (
        "les autres mots du document font {:.1f} traces en tout"
    ),
    "{:.2f} other traces in 100 words": "{:.2f} autres traces pour 100 mots",
    "the surest other word has probability {:.2f}": (
        "l'autre mot le plus sûr a une probabilité de {:.2f}"
    ),
    "other words of the document that are known borrowings: {}": (
        "autres emprunts connus dans le document : {}"
    ),
    "of its other candidates {:.0%} are known borrowings": (
        "parmi les autres mots examinés, {:.0%} sont des emprunts connus"
    ),
    "of the document's other English words {:.0%} look planted": (
        "parmi les autres mots anglais du document, {:.0%} semblent substitués"
    ),
    "a known borrowing where {:.0%} of the other English words look planted": (
        "un emprunt connu, là où {:.0%} des autres mots anglais semblent substitués"
    ),
    "{:.1f} words look planted": "{:.1f} mots semblent substitués",
    "{:.2f} words in 100 look planted": "{:.2f} mots sur 100 semblent substitués",
    "the surest word at {:.2f}": "le mot le plus sûr à {:.2f}",
    "the second at {:.2f}": "le deuxième à {:.2f}",
    "the fourth at {:.2f}": "le quatrième à {:.2f}",
    "{:.0%} of its English words look planted": "{:.0%} de ses mots anglais semblent substitués",
}

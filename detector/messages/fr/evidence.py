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
    # What traces say by themselves
    "alternatives of a spinner, of which none was chosen": (
        "variantes d'un outil de réécriture, dont aucune n'a été choisie"
    ),
    "a variable that nothing was filled in for": "variable que rien n'a remplacée",
    "a plugin that republishes other sites left its mark": (
        "marque d'une extension qui republie d'autres sites"
    ),
    "a sign by which a script tells title and body apart": (
        "signe par lequel un script sépare le titre du corps"
    ),
    "a letter was lost in reading the text": "une lettre s'est perdue à la lecture du texte",
    "bytes of UTF-8, read in another encoding: “{}”": (
        "octets d'UTF-8 lus dans un autre encodage : « {} »"
    ),
    "signs stand for letters of “{}”": "des signes tiennent lieu de lettres de « {} »",
    "letters of another script hide in “{}”": (
        "des lettres d'une autre écriture se cachent dans « {} »"
    ),
    "accents were sprinkled on “{}”": "des accents ont été semés sur « {} »",
    "characters that show nothing stand inside “{}”": ("des caractères invisibles coupent « {} »"),
    "the letters of “{}” are turned round": "les lettres de « {} » sont retournées",
    "a soft hyphen was left in “{}”": "un trait d'union conditionnel est resté dans « {} »",
    "a character that shows nothing was left here": "un caractère invisible est resté ici",
    "no sentence ends with “{}”": "aucune phrase ne finit par « {} »",
    "it attributes words that are not there": "attribue des paroles qui n'y sont pas",
    "the end of a sentence without its beginning": "fin d'une phrase sans son début",
    "a list has lost what it lists": "liste qui a perdu ses éléments",
    "the text breaks off where a feed cut it": "le texte s'arrête là où un flux l'a coupé",
    "marks stand here of which something went missing": (
        "il manque quelque chose entre ces signes"
    ),
    "its partner is gone": "son pendant a disparu",
    "a tag that no tool has turned into a page": "balise qu'aucun outil n'a mise en page",
    "a line that a collection of texts put above this one": (
        "ligne qu'une collection de textes a mise au-dessus de celui-ci"
    ),
    "an address that tells where its reader came from": "adresse qui dit d'où vient son lecteur",
    "“{}” makes no sense here: “{}” is “{}” in English, translated word by word": (
        "« {} » n'a pas de sens ici : « {} » se dit « {} » en anglais, traduit mot à mot"
    ),
    "“{}” looks like “{}” with “{}” swapped for “{}”": (
        "« {} » ressemble à « {} » où « {} » aurait fait place à « {} »"
    ),
    "“{}” says the same twice: a spinner put “{}” beside “{}” before it was translated": (
        "« {} » dit deux fois la même chose : un outil a mis « {} » à côté de « {} » avant la"
        " traduction"
    ),
    "“{}” is no unit: “{}” was translated word by word": (
        "« {} » n'est pas une unité : « {} » traduit mot à mot"
    ),
    "“{}” is “{}” translated word by word; elsewhere the text leaves the name as it is": (
        "« {} » est « {} » traduit mot à mot ; ailleurs, le texte laisse le nom tel quel"
    ),
    "“{}” is no conversion: {} {} is far from {} {}": (
        "« {} » n'est pas une conversion : {} {} est loin de {} {}"
    ),
    "“{}” is in two currencies at once": "« {} » est dans deux monnaies à la fois",
    "“[{}]” was left untranslated": "« [{}] » n'a pas été traduit",
    "“{}” stands {} times in a row": "« {} » revient {} fois de suite",
    "the same words stand {:,} characters further up": (
        "les mêmes mots figurent {:,} caractères plus haut"
    ),
    "{:.0%} of the words of a sentence {:,} characters further up": (
        "{:.0%} des mots d'une phrase {:,} caractères plus haut"
    ),
    "“{}” looks like “{}” with its words swapped": (
        "« {} » ressemble à « {} » dont on aurait remplacé les mots"
    ),
    "“{}” makes no sense here: “{}” is “{}” in English, spun to “{}” and translated": (
        "« {} » n'a pas de sens ici : « {} » se dit « {} » en anglais, devenu « {} » puis traduit"
    ),
    "“{}” is what a writing assistant says: {}": "« {} » est ce que dit un assistant : {}",
    "“{}” is how assistants frame an answer: {}": (
        "« {} » encadre les réponses des assistants : {}"
    ),
    "“{}” is an order to a writing assistant: {}": "« {} » est une consigne à un assistant : {}",
    "“{}” belongs to the page: {}": "« {} » appartient à la page : {}",
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
    "what these clues say in each other's company": (
        "ce que ces indices disent de plus, considérés ensemble"
    ),
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
    "{:.0f} words, of which none looks planted": "{:.0f} mots, dont aucun ne semble substitué",
    "{:.0%} of its English words look planted": "{:.0%} de ses mots anglais semblent substitués",
}

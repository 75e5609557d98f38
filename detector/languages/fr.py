"""French."""

from __future__ import annotations

from detector.languages import GENDER, Language, Slot, Unit

_MAS_SG = Slot.MAS | Slot.SG
_FEM_SG = Slot.FEM | Slot.SG
_SG = GENDER | Slot.SG
_PL = GENDER | Slot.PL

DETERMINERS = {
    **dict.fromkeys(("le", "un", "du", "au", "quel", "tel"), _MAS_SG),
    **dict.fromkeys(("la", "une", "cette", "quelle", "telle", "aucune", "toute"), _FEM_SG),
    **dict.fromkeys(("aucun", "tout", "certain", "maint"), _MAS_SG),
    **dict.fromkeys(("certaine", "mainte", "nulle"), _FEM_SG),
    **dict.fromkeys(("l", "notre", "votre", "leur", "chaque", "quelque"), _SG),
    **dict.fromkeys(("les", "des", "aux", "ces", "mes", "tes", "ses", "nos", "vos"), _PL),
    **dict.fromkeys(("leurs", "plusieurs", "quelques", "deux", "trois", "quatre", "cinq"), _PL),
    **dict.fromkeys(("six", "sept", "huit", "dix", "vingt", "cent", "mille"), _PL),
    **dict.fromkeys(("quels", "tels", "certains", "tous"), Slot.MAS | Slot.PL),
    **dict.fromkeys(("quelles", "telles", "certaines", "toutes"), Slot.FEM | Slot.PL),
    **dict.fromkeys(("cet", "bel", "nouvel", "vieil"), _MAS_SG | Slot.VOWEL),
    **dict.fromkeys(("ce", "beau", "nouveau"), _MAS_SG | Slot.CONSONANT),
    **dict.fromkeys(("ma", "ta", "sa"), _FEM_SG | Slot.CONSONANT),
    **dict.fromkeys(("mon", "ton", "son"), _SG),
    **dict.fromkeys(("grand", "petit", "bon", "mauvais", "premier", "dernier"), _MAS_SG),
    **dict.fromkeys(("grande", "petite", "bonne", "mauvaise", "belle", "nouvelle"), _FEM_SG),
    **dict.fromkeys(("vieille", "dernière", "longue", "haute", "véritable"), _FEM_SG),
    **dict.fromkeys(
        ("grands", "petits", "bons", "premiers", "derniers", "nouveaux"), Slot.MAS | Slot.PL
    ),
    **dict.fromkeys(("grandes", "petites", "bonnes", "premières", "nouvelles"), Slot.FEM | Slot.PL),
}
DETERMINERS["véritable"] = DETERMINERS["jeune"] = _SG

ELIDED = {
    "l": ("le", "la"),
    "d": ("de",),
    "qu": ("que",),
    "j": ("je",),
    "m": ("me",),
    "t": ("te",),
    "s": ("se", "si"),
    "n": ("ne",),
    "c": ("ce",),
    "jusqu": ("jusque",),
    "lorsqu": ("lorsque",),
    "puisqu": ("puisque",),
    "quoiqu": ("quoique",),
}
WHOLE = frozenset({"le", "la", "de", "que", "je", "me", "te", "se", "ne", "jusque"})
CONTRACTED = {"du": ("de", "le"), "au": ("à", "le")}

COMMON = frozenset(
    "le les des du est dans qui pour pas sur au aux avec ce cette ces elle ils elles nous vous je"
    " sont mais ou où donc leur leurs à été être avoir fait comme tout tous plus et une l d"
    " qu".split()
)
"""Without *la, de, un, que, en, se, il, son*, which other Romance languages share."""
ENGLISH = frozenset(
    "the of and to is that it was for with as his they at be this have from by not but what were"
    " we when your can there an their which will would about if has more her two him see could been"
    " its who now my than".split()
)
STOPWORDS = frozenset("de la le et à en l des du les est d un une il dans par au".split())
"""The list of FineWeb-2 (Penedo et al. 2025) for French."""
POLICIES = (
    "conditions d'utilisation",
    "conditions générales",
    "gestion des cookies",
    "mentions légales",
    "politique de confidentialité",
    "politique de cookies",
    "politique en matière de cookies",
    "témoins de connexion",
    "utilisation de cookies",
    "utilisation des cookies",
    "utilise des cookies",
    "utilisons des cookies",
    "protection des données personnelles",
    "privacy policy",
    "terms of use",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
"""Those of C4 (Raffel et al. 2020), and what French sites write in their stead."""

OPENERS = frozenset(
    "le la les l un une des du de d au aux à ce cet cette ces mon ma mes ton ta tes son sa ses"
    " notre nos votre vos leur leurs en dans par pour sur avec chez que qu qui dont où et".split()
)
INVERTED = frozenset("je tu il elle on nous vous ils elles".split())
UNFINISHED = frozenset(
    "le la les des du au aux cet cette ces mes tes ses nos vos et ou à dans par que dont chaque"
    " lorsque puisque d l qu lorsqu puisqu jusqu".split()
)
ABBREVIATED = frozenset(
    "adj adv apr art av boul bd bibl cf ch chap chl coll dept dir doc dr éd ed env etc ex fasc fém"
    " fig hab ibid id inv irr jr lat litt loc masc max mgr min mm mme mmes mlle mlles mr mrs ms"
    " n no nos obs op p pers pl plur pp pr pref prof prov réf req rom sec sect sept sing sq sqq st"
    " ste subst suiv sup supra tél tom trad tr v var vol vols vs vx".split()
)
SLOTS = frozenset(
    "motclé motcle motsclés motscles motcléprincipal motclésecondaire ville nomdeville nomdelaville"
    " nomville codepostal département région nomdelentreprise nomdelasociété nomdelamarque"
    " nomdusite nomduproduit votreentreprise votremarque textedancre lienmoneysite"
    " titredelarticle".split()
)
CURRENCIES = {
    **dict.fromkeys(("euro", "euros"), "€"),
    **dict.fromkeys(("dollar", "dollars"), "$"),
    **dict.fromkeys(("livre", "livres"), "£"),
    **dict.fromkeys(("yen", "yens", "yuan", "yuans"), "¥"),
    **dict.fromkeys(("franc", "francs"), "₣"),
    **dict.fromkeys(("rouble", "roubles"), "₽"),
    **dict.fromkeys(("roupie", "roupies"), "₹"),
}
LINKS = frozenset("à au aux d de des du en l la le les".split())
UNITS = {
    **dict.fromkeys(("mm", "millimètre", "millimètres"), Unit("length", 0.001)),
    **dict.fromkeys(("cm", "centimètre", "centimètres"), Unit("length", 0.01)),
    **dict.fromkeys(("m", "mètre", "mètres"), Unit("length", 1.0)),
    **dict.fromkeys(("km", "kilomètre", "kilomètres"), Unit("length", 1000.0)),
    **dict.fromkeys(("pouce", "pouces"), Unit("length", 0.0254, metric=False)),
    **dict.fromkeys(("pied", "pieds"), Unit("length", 0.3048, metric=False)),
    **dict.fromkeys(("yard", "yards", "verge", "verges"), Unit("length", 0.9144, metric=False)),
    **dict.fromkeys(("mile", "miles"), Unit("length", 1609.344, metric=False)),
    **dict.fromkeys(("g", "gramme", "grammes"), Unit("mass", 0.001)),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilogramme", "kilogrammes"), Unit("mass", 1.0)),
    **dict.fromkeys(("t", "tonne", "tonnes"), Unit("mass", 1000.0)),
    **dict.fromkeys(("once", "onces"), Unit("mass", 0.02835, metric=False)),
    **dict.fromkeys(("lb", "lbs", "livre", "livres"), Unit("mass", 0.4536, metric=False)),
    **dict.fromkeys(("ml", "millilitre", "millilitres"), Unit("volume", 0.001)),
    **dict.fromkeys(("cl", "centilitre", "centilitres"), Unit("volume", 0.01)),
    **dict.fromkeys(("l", "litre", "litres"), Unit("volume", 1.0)),
    **dict.fromkeys(("gallon", "gallons"), Unit("volume", 4.0, metric=False)),
    **dict.fromkeys(("ha", "hectare", "hectares"), Unit("area", 1.0)),
    **dict.fromkeys(("acre", "acres"), Unit("area", 0.4047, metric=False)),
}
"""A gallon is 3.8 litres in one country and 4.5 in another."""

LANGUAGE = Language(
    code="fr",
    name="French",
    determiners=DETERMINERS,
    elided=ELIDED,
    whole=WHOLE,
    contracted=CONTRACTED,
    vowels="aàâäeéèêëiîïoôöuùûüœæ",
    silent="hy",
    unelided=frozenset(
        "onze onzième onzièmes oui ouistiti ouistitis yaourt yaourts yacht yachts yoga yen yens"
        " yeti ululement uhlan uhlans un une iode ouate oued out outsider week ouï".split()
    ),
    common=COMMON,
    rivals=ENGLISH,
    stopwords=STOPWORDS,
    policies=POLICIES,
    openers=OPENERS,
    inverted=INVERTED,
    unfinished=UNFINISHED,
    abbreviated=ABBREVIATED,
    alphabet="àâäçéèêëîïñôöùûüÿœæ",
    slots=SLOTS,
    currencies=CURRENCIES,
    links=LINKS,
    units=UNITS,
)

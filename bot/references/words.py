"""The words, folded, that questions about a reference list are made of, in the six languages.

A *reference* word ("källa", "reference") points at the list on its own; a *study* word ("studie",
"trial") also stands in ordinary questions. Tables only: `question` reads them.
"""

import re

from ingest.article import StudyKind

REFERENCE = (
    r"(?:referens(?:er|en|erna|ernas|lista|listan|listor|nummer|nummret)?|refs?"
    r"|reference(?:s|r|n|rne|list|liste|listen)?|referanse(?:r|n|ne|liste|listen|nummer)?"
    r"|referenz(?:en|liste|nummer)?|fotnoter\w*|footnotes|fodnoter\w*|fussnoten|citations?"
    r"|viit(?:e|teet|teen|etta|teita|teista|teissa|teessa|teesta|teiden|eluettel\w*|enumero\w*)"
    r"|litt?eratur(?:list|forteckning|verzeichnis|angabe|henvisning)\w*|kirjallisuusluettel\w*"
    r"|bibliogra\w+)"
)
SOURCE = (
    r"(?:kall(?:a|an|or|orna|ornas|ista\w*|forteckning\w*|hanvisning\w*|lista\w*|listan|lor|ror)|kallist\w*|kalor"
    r"|kilde(?:r|n|ne|rne|list\w*|henvisning\w*)?|sources?|soruces?|sorces?"
    r"|quelle(?:n|nangabe|nangaben|nverzeichnis|nliste)?"
    r"|lah(?:de|teet|teen|detta|teita|teista|teissa|teena|teiden|teesta|teessa|deluettel\w*))"
)
ONE = (  # the singular, which asks for the last answer's source where it stands alone
    r"(?:referens(?:en)?|refs?|reference|referenc?en|referansen?|referenz|kalla|kallan|kilden?"
    r"|source|soruce|quelle|citation|viite|viitteen|lahde|lahteen)"
)
NOTE = r"(?:fotnot(?:en)?|footnote|fodnote|fussnote|alaviite)"
STUDY = (
    r"(?:studi(?:e|es|en|er|erna|erne|ene|um|et)|study|trials?|papers?|publikation(?:er|erna|en)"
    r"|publications?|undersokning(?:en|ar|arna)?|undersokelse[rn]?|undersogelser?"
    r"|untersuchung(?:en)?|veroffentlichung(?:en)?|tutkimu\w+)"
)
NUMBER = r"(?:nr|nummer|number|no|num|numero|numeron|numeroa|nro)"
AND = r"(?:och|o|and|og|und|ja|samt|till|to|til|bis|eller|or|oder|tai)"
PLACE = (
    r"(?:plats(?:en)?|post(?:en|er|erna)?|position(?:en)?|punkt(?:en)?|entr(?:y|ies)|items?|plass(?:en)?"
    r"|plads(?:en)?|eintrag|eintrage|stelle|kohta|kohdassa|kohdan)"
)
LISTED = (
    r"(?:(?:i|pa|in|on|from|fran|fra|ur|av|of|auf|aus|der|bland|among) (?:the |den |der |er |your )?"
    r"list(?:an|a|e|en|ene)?|luettelo\w*|listalla|listassa)"
)

_DESIGN = r"(?: (?:kontroll\w*|controlled|klinis\w*|clinical|placebo\w*|crossover|blind\w*))*"
KINDS: tuple[tuple[StudyKind, str], ...] = (
    ("meta-analysis", r"(?:metaanal\w+|meta ?anal?[iy]\w+)"),
    (
        "review",
        (
            r"(?:(?:(?:systemati\w+|litt?eratur\w*|literature) )?(?:oversikt\w*(?! over)|oversyn\w*"
            r"|genomgang\w*|reviews?|gjennomgang\w*|gennemgang\w*|ubersicht\w*|katsau\w+)|systemati\w+ granskning\w*)"
        ),
    ),
    (
        "randomised trial",
        (
            r"(?:dubbelblind\w*|double blind\w*|dobbeltblind\w*|doppelblind\w*|kaksoissokko\w*"
            rf"|placebo ?[ck]ontr\w*|randomi[sz]\w*|rct\w*|lottade?|satunnaist\w*){_DESIGN}"
            r"(?: (?:provning\w*|forsok\w*|forsog\w*|kokee\w*))?"
        ),
    ),
    (
        "pilot or open study",
        (
            r"(?:pilot\w*|open label|(?:oppna?|open|apne?|aben|abne|offene|avoin|avoimet)"
            r"(?= (?:studi|study|trial|tutk)))"
        ),
    ),
    (
        "animal",
        (
            r"(?:djur(?:studi|forsok)\w*|animal(?= (?:stud|trial|exper))|dyre(?:studi|forso[kg])\w*"
            r"|tier(?:studi|versuch)\w*|elain(?:ko|tutk)\w*|pa djur)"
        ),
    ),
    (
        "laboratory",
        r"(?:labb?oratori\w+|labb?studi\w*|in vitro|cell\w?studi\w*|zellstudi\w*|solututk\w*)",
    ),
    ("guideline", r"(?:riktlinj\w*|guidelines?|retningslinj\w*|leitlini\w*|suosituks\w*)"),
)

MARKS = {  # what a title may say of a study beside its kind
    "systematic": r"(?:systemati\w+|systemaatti\w+)",
    "double-blind": r"(?:dubbelblin\w*|double blind\w*|dobb?eltblin\w*|doppelblin\w*|doppelt?verblin\w*"
    r"|kaksoissokko\w*)",
    "single-blind": r"(?:enkelblin\w*|single blind\w*|enkeltblin\w*|einfachblin\w*)",
    "placebo-controlled": r"(?:placebo ?[ck]ontr\w*|lume\w*kontrol\w*|plasebo ?kontr\w*)",
}
FORMS = {
    "book": r"(?:bok(?:en|er)?|bocker(?:na)?|bokkapitel|books?|boger(?:ne)?|bog(?:en)?|boker|buch|bucher|buches"
    r"|kirja\w*|kirjoj\w*)",
    "web page": r"(?:(?:webb?|hem|hjemme|internet|netti|verkko|www)(?: ?(?:sid\w*|sit\w*|page\w*|plats\w*"
    r"|sivu\w*|seite\w*|kall\w*|adress\w*))|webseite\w*|websites?|nettside\w*|nettsted\w*|internetsei\w*)",
}

FLAGS = {
    "claims": r"(?:pasta\w+|stod\w*|stott\w*|anvan[dt]\w*|used?"
    r"|claims?|support\w*|statements?|meningar\w*|udsagn\w*|understott\w*|bru[gk](?:es|t|te|er)"
    r"|aussagen?|behauptung\w*|stutzt|belegt|verwendet|vait\w+|tuke[ea]\w*|kaytet\w+"
    r"|var i texten|where in the text|ligger bakom|ligger til grunn|ligger til grund|steckt hinter)",
    "cited": r"(?:citer\w*|hanvis\w*|cite[sd]?|citing|zitier\w*|siter\w*"
    r"|refererar|henvis\w*|viitataan|verweis\w*)",
    "section": r"(?:avsnitt\w*|stycket?|kapit\w+|rubriken|sektion\w*|sections?|chapters?"
    r"|paragraphs?|afsnit\w*|abschnitt\w*|absatz|kappale\w*|luvu\w+|luku|osio\w*)",
    "count": r"(?:hur ?manga|how ?many|hvor ?mange|wie ?viele?|montako|kuinka monta|antal|antall"
    r"|antalet|anzahl|number of|lukumaara)",
    "oldest": r"(?:aldst\w*|oldest|eldst\w*|aeldst\w*|altest\w*|vanhi(?:n|mm\w*)|earliest"
    r"|tidigaste)",
    "newest": r"(?:nyast\w*|newest|latest|most recent|senaste|nyest\w*|seneste|neu?est\w*"
    r"|jungste\w*|uusi(?:n|mm\w*)|viimeisi(?:n|mm\w*)|farskast\w*|mest aktuell\w*)",
    "every": r"(?:all[ae]?|alle|samtliga|hela|whole|full|complete|entire|every|hele|ganze\w*"
    r"|komplette|kaik\w+|koko|vis[ae]?|show|zeige?n?|nayta|list[ae]?|listan|listen|luettelo\w*)",
    "page": r"(?:artik[ek]?l\w*|articles?|artikkel\w*|sid[ae]n?|page|text(?:en|s)?|sivu\w*)",
    "journal": r"(?:tids?skrift\w*|journal\w*|zeitschrift\w*|lehde\w*|lehti|lehdi\w*|magazines?)",
    "doi": r"doi\w?",
    "lacking": r"(?:sakn\w+|utan|inte|ingen|inga|aldrig?|without|no|not|never|lack\w*|missing|don|uten|uden"
    r"|ikke|mangl\w+|ohne|kein\w*|fehl\w+|nicht|ei|eivat|ilman|puuttu\w+)",
    "which": r"(?:vilka|vilken|which|hvilken|hvilke|hvilket|welche[rsn]?|mitka|mika|mista)",
    "published": r"(?:public\w+|published|publisher\w*|udgivet|utgitt|veroffentlicht\w*|utgiv\w+"
    r"|erschien(?:en)?|utkom\w*|julkais\w+|came out|come out|kom ut|kom ud|kommit ut)",
    "written": r"(?:skrev\w*|skriv\w+|wrote|written|forfatt\w*|authors?|authored|verfass\w*"
    r"|autor(?:en)?|schrieb\w*|geschrieben|kirjoit\w+|tekija\w*)",
    "about": r"(?:om|handlar|beror|ror|kring|angaende|galler|tar|namn\w+|undersoker|studerar"
    r"|about|regarding|concerning|deals?|cover\w*|mention\w*|discuss\w*|uber|ueber|zum?|zur"
    r"|handeln|behandeln|betreffen|erwahnen|omhandler|handler|dreier|vedrorende|nevner|naevner"
    r"|kasittele\w+|koske\w+|liitty\w+|aihe\w+|mainits\w+)",
    "found": r"(?:fram|visa(?:de|r|t)|fann|sag[at]|sager|sier|siger|found|(?<!i )finds?"
    r"|sa[iy]s?|showed|fandt|fant|viser|viste|zeigte?|fand|sagt|havaitsi|sanoo|osoitti)",
}

BY = frozenset({"av", "af", "by", "von", "fra", "fran", "from"})
OWNERS = frozenset({"till", "til"})
_AND_OTHERS = """
    al co fl flera kollegor medarbetare colleagues others co kollegen kolleger kollegat medarbejdere
    medarbeidere mitarbeiter tyoryhma team
"""
FROM = frozenset({"von", "fra", "fran", "from"})  # stand before people who were studied, too
COLLEAGUES = frozenset(
    f"{word} {other}"
    for word in ("et", "m", "med", "och", "and", "with", "und", "og", "ja")
    for other in _AND_OTHERS.split()
)
STUDY_OR_REFERENCE = re.compile(rf"{STUDY}|{REFERENCE}|{SOURCE}")
AFTER = (
    r"(?:efter|after|etter|nach|nyare an|newer than|senare an|later than|nyere (?:enn|end)"
    r"|neuer als|uudempia kuin)"
)
SINCE = (
    r"(?:sedan|since|siden|seit|ab|fran och med|vuodesta|(?:inte|no|not|ikke|nicht) "
    r"(?:aldre|older|eldre|aeldre|alter) (?:an|than|enn|end|als))"
)
BEFORE = (
    r"(?:fore|innan|before|vor|ennen(?: vuotta)?|aldre an|older than|a?eldre (?:enn|end)|alter als"
    r"|vanhempia kuin|earlier than|prior to)"
)
LATER = (
    r"(?:(?:och|eller|og|and|or|oder|und|tai|ja) (?:framat|fram[eo]ver|frem\w*|onwards?|later|newer|after"
    r"|senare|nyare|senere|nyere|spater|neuer|danach|aufwarts|myohem\w+|uudem\w+)"
    r"|framat|framover|fremover|onwards?|lahtien|alkaen)"
)
RECENT = r"(?:senaste|last|past|siste|sidste|seneste|letzten|viimeisten)"
YEARS = r"(?:ar|aren|years|arene|jahren?|vuoden)"

# Where a reference word means something else: food that is rich in a thing, or proof of a claim,
# which the article's own text answers with its footnotes; or what the sources are worth.
OTHER_SENSE = (
    rf"\b{SOURCE} (?:till|til|of|fur|fuer) "
    r"(?!(?:\w+ )?(?:artik|article|this|the article|the text|text|den har|det har|detta|information|data"
    r"|avsnitt|stycke|kapit|delen|sektion|the section|section|the chapter|the part|afsnit|abschnitt))"
    r"|\b(?:goda?|gode|good|great|best\w*|better|bast\w*|battre|bedre|bedste|bessere|gute|rich\w*"
    r"|rika?|riklig\w*|natur\w+|food|plant|dietary|energy|vegan\w*|vegetabil\w*|bra|viktig\w*"
    r"|hyva|hyvia|paras|parhaat|parempi|mat|main|major|huvudsaklig\w*|common|vanlig\w*)"
    rf" {SOURCE}\b"
    r"|\b(?!artik|teksti|sivu|taman|naiden|kirjoitu|jutu|julkais|luvun|osion|kappaleen|vanhin"
    r"|uusin|viimeisin|kaikkien|vuoden)[a-z]{3,}n (?:lahde|lahteet|lahteita|lahteena)\b"
    rf"|\b(?:{REFERENCE}|{SOURCE})(?: \w+){{0,3}} (?:att|that|dass|etta|(?:for|pa|om|er|ar) at"
    r"|(?:viser|sier|siger) at)\b"
    r"|\b(?:palitlig|tillforlitlig|trovardig|vetenskaplig|reliab|trustworth|credib|scientific|bias"
    r"|sponsr|sponsor|zuverlassig|serios|wissenschaftlich|palidelig|palitelig|trovaerdig"
    r"|videnskabelig|vitenskapelig|luotettav|tieteelli|granskad|peer|lita|trust)\w*"
    r"|\b(?:ref|reference) (?:range|values?|intervals?|intakes?|levels?|dose|point|to|varden?)\b"
)

_STOP_WORDS = """
    a according actually af after again all alla aller allra allt alltid als also alt alte am
    among amongst an and ander anges angivna annan any anything anywhere ar are aren arene aret
    ars as at aterge att auf aus av backs bag bakom bara based baserad baseras baserat basiert
    be been behind behover bei beim belagg belong belongs beratta bit bitte bland blandt blant
    blev blir by bygga bygger came can cites come comes could da dafur dar das dass dazu de del
    dem den denna der deres des dessa det detta dette did die dies diese diesem dieser dieses
    dig din dina dir disse do does done du efter eg egentligen ei ein eine einem einen einer
    eines eli eller en enda eneste enligt entries entry er era ere ert es et ett etta etter
    etwas exactly exakt fa far figure find findes finnas finne finner finnes finns fler flera
    for fra fran from fuer full fur gamla gamle gammal ge gehoren gehort gemacht genau ger gi
    gib gibst gibt gir give gives gjord gjorda gjort gjorts gor got grundar ha haben had han har
    has hast hat hatte have hei heisst hej helhet hello here heter hi hitta hittar hor horer hos
    how hur hva hvad hvem hver hvilke hvilken hvilket hvor hvordan i ich ihop ihr ihre ikke im
    in included including ingar inlagg inn inte into is ist it its ja jag jahr jahre jahren
    jahrgang jeg jer joka jossa josta jotka joukossa journal journaler journals just juttu
    kallad kan kann kanns kannst kaytetty kenen kerro kiitos kind kom kommer kommit konnen konnt
    konnte konstig konstigt kuinka kuka kun kunde kunna kunne kuuluu kuuluvat laese laheta lank
    lanken lasa lautet lavet lehden lehdessa lehdet lehdista lehti lese lesen like link links
    listad listade listat listed listor lite liten litet little look luettelossa lukea ma made
    man manga many may me med meg mein mellem mellom mening meningen mer mich mig min minka
    minulle mir missa mista mit mita mitaan mitka mitt moneen more mot much muu my n naan nach
    nagon nagonting nagot nagra nahda nama nan nar nat ne need nej nenne nere ni niita noe noen
    nogen noget nogle not nothing nu number numbered nur och ocksa oder of og oikein oko old
    olen oletteko oli olisi olla on one ones onko only op opp or os oss other others our out
    ovat over pa paa piece please pls plz post posten poster read really relies rely s sa saanko
    sagen samma samt schick se see sehen sein seine send sende sentence should sich siden sie
    siffra siffran sig siita sin sina sind sitt sjalv ska skal skicka skrevet skulle slags small
    snalla so som some someone something sort sorts ssa sta stammen stammer stammt star stehen
    steht stod stor t ta taa tack tagg tagit tahan tak takk tal tall tama taman tar tassa tasta
    te tehty teilla tell text than thank thanks that the their them there these they this those
    tidskrift tidskriften tidskrifter tidsskrift tidsskrifter tidsskriftet tiedatko til till
    tillhor tillhora tips to together tro type ud uns unter up upp ur us ut utifran vad vaere
    vaert vain valilla valilta var vara varit vars vart ved vem vet vi via vid vil vilar vilka
    vilken vilket vill vis visas viser voiko voin voinko voisitko voitko vom von vorhanden
    vuodelta vuoden vuodesta vuonna vuosi vuosilta vuosina vuotta war waren warum was we wer
    werden were what whats when where who whole whom whose why wie wieder will wir wird with wo
    wofur would wurde wurden year years you your zeigen zeitschrift zeitschriften zwischen
"""
ALL = r"(?:alla|alle|all|samtliga|hela|hele|whole|entire|complete|kaikki|kaikista|koko|ganze\w*)"
EXISTS = (
    r"(?:finns|there|findes|finnes|gibt|onko|any|nagra|nagon|nan|some|har|have|haben|lista?|visa|vis"
    r"|show|zeige?n?|nayta)"
)
ANY = r"(?:any|nagra|nagon|nan|noen|nogle|nogen|irgendwelche)"
DEALS_WITH = (  # said of a study, and of nothing that it found
    rf"{STUDY} (?:som |that |do (?:you|we) have |are there |have you got |har (?:ni|dere|i) "
    r"|finns(?: det)? |finnes |findes (?:der )?|es gibt |gibt es |on (?:olemassa )?)?"
    r"(?:handlar (?:om|kring)|om|kring|about|on|uber|zum?|zur|aiheesta|ror|galler|tar upp"
    r"|(?:is|are) (?:about|on)|deals? with|cover|handler om|dreier seg om|omhandler|handeln von"
    r"|behandeln|gehen um|kasittelev\w+|koskev\w+)"
)
COUNTED_STUDIES = rf"{FLAGS['count']} {STUDY}"
OR = frozenset({"och", "and", "eller", "or", "und", "oder", "og", "ja", "tai", "samt", "seka"})
STOP = frozenset(_STOP_WORDS.split())

"""The words, folded, that questions about a reference list are made of, in the six languages.

A *reference* word ("källa", "reference") points at the list on its own; a *study* word ("studie",
"trial") also stands in ordinary questions. Tables only: `lookup_question` reads them.
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
    r"(?:kall(?:a|an|or|orna|ornas|ista\w*|forteckning\w*|hanvisning\w*|lista\w*|lor|ror)|kalor"
    r"|kilde(?:r|n|ne|rne|liste\w*|henvisning\w*)?|sources?|soruces?|sorces?"
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
AND = r"(?:och|and|og|und|ja|samt|till|to|til|bis|eller|or|oder|tai)"

_COUNTED = (
    "",
    "ett one yksi eins",
    "tva two zwei kaksi",
    "tre three drei kolme",
    "fyra four fire vier nelja",
    "fem five funf viisi",
    "sex six seks sechs kuusi",
    "sju seven syv sieben seitseman",
    "atta eight atte otte acht kahdeksan",
    "nio nine neun yhdeksan",
    "tio ten zehn kymmenen",
    "elva eleven elleve elf yksitoista",
    "tolv twelve zwolf kaksitoista",
)
_ORDERED = (
    "sista last siste sidste letzte letzten viimeinen",  # 0: the last one
    "forsta first forste erste ersten ensimmainen",
    "andra second andre anden zweite toinen",
    "tredje third dritte kolmas",
    "fjarde fourth fjerde vierte neljas",
    "femte fifth funfte viides",
    "sjatte sixth sjette sechste kuudes",
    "sjunde seventh syvende siebte seitsemas",
    "attonde eighth attende ottende achte kahdeksas",
    "nionde ninth niende neunte yhdeksas",
    "tionde tenth tiende zehnte kymmenes",
)
CARDINALS = {word: number for number, row in enumerate(_COUNTED) for word in row.split()}
ORDINALS = {word: number for number, row in enumerate(_ORDERED) for word in row.split()}

_DESIGN = r"(?: (?:kontroll\w*|controlled|klinis\w*|clinical|placebo\w*|crossover|blind\w*))*"
KINDS: tuple[tuple[StudyKind, str], ...] = (
    ("meta-analysis", r"(?:metaanal\w+|meta ?anal?[iy]\w+)"),
    (
        "review",
        (
            r"(?:(?:systemati\w+|litt?eratur\w*|literature) )?(?:oversikt\w*(?! over)|oversyn\w*"
            r"|genomgang\w*|reviews?|gjennomgang\w*|gennemgang\w*|ubersicht\w*|katsau\w+)"
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

FLAGS = {
    "claims": r"(?:pasta\w+|stod\w*|stott\w*|anvan[dt]\w*|used?"
    r"|claims?|support\w*|statements?|meningar\w*|udsagn\w*|understott\w*|bru[gk](?:es|t|te|er)"
    r"|aussagen?|behauptung\w*|stutzt|belegt|verwendet|vait\w+|tuke[ea]\w*|kaytet\w+"
    r"|var i texten|where in the text)",
    "cited": r"(?:citer\w*|hanvis\w*|cite[sd]?|citing|zitier\w*|siter\w*"
    r"|refererar|henvis\w*|viitataan)",
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
    "doi": r"doi\w?",
    "lacking": r"(?:sakn\w+|utan|inte|ingen|inga|without|no|not|lack\w*|missing|don|uten|uden"
    r"|ikke|mangl\w+|ohne|kein\w*|fehl\w+|nicht|ei|eivat|ilman|puuttu\w+)",
    "which": r"(?:vilka|vilken|which|hvilken|hvilke|hvilket|welche[rsn]?|mitka|mika|mista)",
    "published": r"(?:public\w+|published|publisher\w*|udgivet|utgitt|veroffentlicht\w*|utgiv\w+"
    r"|erschienen|utkom\w*|julkais\w+)",
    "written": r"(?:skrev\w*|skriv\w+|wrote|written|forfatt\w*|authors?|authored|verfass\w*"
    r"|autor(?:en)?|schrieb\w*|geschrieben|kirjoit\w+|tekija\w*)",
    "about": r"(?:om|handlar|beror|ror|kring|angaende|galler|tar|namn\w+|undersoker|studerar"
    r"|about|regarding|concerning|deals?|cover\w*|mention\w*|discuss\w*|uber|ueber|zum?|zur"
    r"|handeln|behandeln|betreffen|erwahnen|omhandler|handler|dreier|vedrorende|nevner|naevner"
    r"|kasittele\w+|koske\w+|liitty\w+|aihe\w+|mainits\w+)",
    "found": r"(?:kom|kommer|fram|visa(?:de|r|t)|fann|sag[at]|sager|sier|siger|found|(?<!i )finds?"
    r"|sa[iy]s?|showed|fandt|fant|viser|viste|zeigte?|fand|sagt|havaitsi|sanoo|osoitti)",
}

BY = frozenset({"av", "af", "by", "von", "fra", "fran", "from"})
_AND_OTHERS = """
    al fl flera kollegor medarbetare colleagues others co kollegen kolleger kollegat medarbejdere
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
SINCE = r"(?:sedan|since|siden|seit|ab|fran och med)"
BEFORE = (
    r"(?:fore|innan|before|vor|ennen(?: vuotta)?|aldre an|older than|a?eldre (?:enn|end)|alter als"
    r"|vanhempia kuin|earlier than|prior to)"
)
LATER = r"(?:eller senare|or later|or newer|eller nyare|og senere|oder spater|lahtien|alkaen)"
RECENT = r"(?:senaste|last|past|siste|sidste|seneste|letzten|viimeisten)"
YEARS = r"(?:ar|aren|years|arene|jahren?|vuoden)"

# Where a reference word means something else: food that is rich in a thing, or proof of a claim,
# which the article's own text answers with its footnotes; or what the sources are worth.
OTHER_SENSE = (
    rf"\b{SOURCE} (?:till|til|of|fur|fuer) "
    r"(?!(?:artik|article|this|the article|the text|text|den har|det har|detta|information|data))"
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
    r"|videnskabelig|vitenskapelig|luotettav|tieteelli|granskad|peer|lita|trust|kvalit|qualit)\w*"
    r"|\b(?:ref|reference) (?:range|values?|intervals?|intakes?|levels?|dose|point|to|varden?)\b"
)

_STOP_WORDS = """
    a according actually af all alla aller allra allt alltid als also alt alte am among amongst an
    and ander anges angivna annan any anything ar are aren arene aret ars as at att auf aus av bag
    bakom bara based baserad baseras baserat basiert be been behind bei beim belong belongs beratta
    bitte bland blandt blant blev blir by bygga bygger can could da dafur das dass dazu de del dem
    den denna der deres des dessa det detta dette did die dies diese diesem dieser dieses dig din
    dina dir disse do does done du eg egentligen ei ein eine einem einen einer eines eli eller en
    enda eneste enligt entry er era ere ert es et ett etta etwas exactly exakt fa far find findes
    finnas finne finner finnes finns fler flera for fra fran from fuer fur gamla gamle gammal ge
    gehoren gehort gemacht genau ger gi gib gibst gibt gir give gives gjord gjorda gjort gjorts gor
    grundar ha haben had han har has hast hat hatte have hei hej hello here heter hi hitta hittar
    hos how hur hva hvad hvem hver hvilke hvilken hvilket hvor hvordan i ich ihr ihre ikke im in
    included including ingar inlagg inn inte into is ist it its ja jag jahr jahre jahren jahrgang
    jeg jer joka jossa josta jotka joukossa journal journaler journals just juttu kallad kan kann
    kanns kannst kaytetty kenen kerro kiitos kind konnen konnt konnte kuinka kuka kun kunna kunne
    kuuluu kuuluvat laese laheta lank lanken lasa lautet lavet lehden lehdessa lehdet lehdista lehti
    lese lesen like link links listad listade listat listed listor lite luettelossa lukea ma made
    man manga many may me med meg mein mellem mellom mer mich mig min minka minulle mir missa mista
    mit mita mitaan mitka mitt moneen more mot much muu my n nagon nagonting nagot nagra nahda nama
    nan nar nat ne need nej nenne nere ni niita noe noen nogen noget nogle not nothing nu nur och
    ocksa oder of og oikein oko old olen oletteko oli olisi olla on one ones onko only op opp or os
    oss other others our out ovat over pa paa please pls plz post posten poster read really relies
    rely s sa saanko sagen samma schick se see sehen sein seine send sende should sich siden sie sig
    siita sin sina sind sitt sjalv ska skal skicka skrevet skulle slags snalla so som some someone
    something sort sorts ssa sta stammen stammer stammt star stehen steht stor t ta taa tack tagg
    tagit tahan tak takk tama taman tar tassa tasta te tehty teilla tell than thank thanks that the
    their them there these they this those tidskrift tidskriften tidskrifter tidsskrift tidsskrifter
    tidsskriftet tiedatko till tillhor tips to tro type ud uns unter up upp ur us ut utifran vad
    vaere vaert vain valilla valilta var vara varit vars vart ved vem vet vi via vid vil vilar vilka
    vilken vilket vill vis viser voiko voin voinko voisitko voitko vom von vorhanden vuodelta vuoden
    vuonna vuosi vuosilta vuosina vuotta war waren warum was we wer werden were what whats when
    where who whom whose why wie wieder will wir wird with wo would wurde wurden year years you your
    zeigen zeitschrift zeitschriften zwischen
"""
ALL = r"(?:alla|alle|all|samtliga|hela|hele|whole|entire|complete|kaikki|kaikista|koko|ganze\w*)"
EXISTS = (
    r"(?:finns|there|findes|finnes|gibt|onko|any|nagra|nagon|nan|some|har|have|haben|lista?|visa)"
)
COUNTED_STUDIES = rf"{FLAGS['count']} {STUDY}"
OR = frozenset({"och", "and", "eller", "or", "und", "oder", "og", "ja", "tai", "samt", "seka"})
STOP = frozenset(_STOP_WORDS.split())

"""How a sentence hangs on the text around it: does it bring in a study, does it lean backwards.

Patterns are of two languages at once, Swedish and English; neither's words mislead the other.
"""

import re
from functools import cache

from ingest.sentences import begin

_STUDY_SV = (
    r"[\w-]*(?:studi(?:en?|er(?:na)?)|prövning(?:en|ar(?:na)?)?|försök(?:et|en)?"
    r"|översikt(?:en|er(?:na)?)?|översyn(?:en|er)?|granskning(?:en|ar(?:na)?)?"
    r"|genomgång(?:en|ar(?:na)?)?|meta-?analys(?:en|er(?:na)?)?"
    r"|undersökning(?:en|ar(?:na)?)?|recension(?:en|er(?:na)?)?|fallrapport(?:en|er(?:na)?)?"
    r"|fallserie[rn]?|riktlinje(?:n|r(?:na)?)?|faktablad(?:et|en)?)"
)
_STUDY_EN = (
    r"(?:[\w-]*(?:stud(?:y|ies)|trials?|experiments?|surveys?|pilot|cohort)|(?:over|re)views?"
    r"|meta-?analys[ie]s|guidelines?|case (?:series|reports?)|fact ?sheets?|laboratory analys[ie]s)"
)
_STUDY = rf"(?:{_STUDY_SV}|{_STUDY_EN})\b"
# Words that may stand between an article and its study: none that starts another phrase.
_FILL = (
    r"(?:(?!(?:of|in|to|for|that|which|is|are|was|were|the|with|by|on|from|this|these|may|can|will"
    r"|has|have|av|i|på|till|för|som|är|var|den|det|de|med|från|kan|har|och att)\s)[\w.,’'-]+\s+)"
)
_RESEARCHERS = r"(?:forskare|researchers|scientists|investigators|chemists|physicians|biologists)"
_ANIMALS = r"(?:råttor|möss|kaniner|hamstrar|rats|mice|rabbits|hamsters)"
_REPORTS = (
    r"(?:tyder|visa[rd]e?|visat|fann|funnit|antyder|pekar|talar|föreslår|föreslagit|ger|gav"
    r"|show\w*|found|find|suggest\w*|report\w*|link\w*|hints?|points?|indicat\w+|used|tested)"
)
_INTRODUCES = (
    rf"\b(?:en|ett|ytterligare|flera|två|tre|fyra|många|vissa|några|nyare|tidigare|a|an|one"
    rf"|another|two|three|four|several|some|many|recent|newer|earlier|early)\s+"
    rf"{_FILL}{{0,6}}?{_STUDY}",
    rf"\b\d+\s{_FILL}{{0,3}}?{_STUDY}",
    rf"\b(?:en|ett|två|flera|några|one|two|several|some) (?:av de|of the)\s{_FILL}{{0,4}}?{_STUDY}",
    rf"\b(?:den|det|de|the)\s(?:(?:hittills|most)\s)?(?:\w{{2,}}(?:aste|rsta|ngsta)|första|enda"
    rf"|only|first|latest|largest|newest|longest|biggest|earliest|most recent)\s"
    rf"{_FILL}{{0,4}}?{_STUDY}",
    rf"(?<!fler )(?<!more )(?<!further )\b(?:djur\w*)?(?:studier|försök|översikter"
    rf"|metaanalyser|undersökningar|studies|trials|reviews|meta-analyses)\s(?:\w+\s){{0,3}}?"
    rf"{_REPORTS}\b",
    rf"\b(?:animal|laboratory|clinical) (?:work|research|data) {_REPORTS}\b",
    rf"(?<!the )(?<!these )\b{_RESEARCHERS}\s(?:\w+\s){{0,3}}?(?:sett|funnit|visat|fann|såg|gav"
    r"|undersökte|testade|mätte|jämförde|följde|found|gave|saw|\w+ed)\b",
    r"\b(?:i laboratori(?:et|um)|in the lab(?:oratory)?|in vitro|i provrör)\b.*"
    r"(?:\w{3,}(?:ed|ade|at|ats)|sett|såg|saw)\b",
    rf"(?:^|[:;,]\s)(?:[\w-]+\s){{0,2}}?(?<!the )(?<!these ){_ANIMALS}\b.*\b(?:visade|hade|fick"
    r"|blev|ledde|\w{3,}ades?|\w{3,}ed|had|found|became|gave|kept|led)\b",
    r"\b(?:anger|enligt|according to|skriver)\b.*\b(?:faktablad|riktlinje|fact ?sheet|guideline)",
)

_PAGE = r"(?!\s(?:artikel|sida|guide|text|article|page|guide|post|blog))"
_ALWAYS_LEANS = (
    # demonstratives and words of sameness among the first words
    rf"^(?:[\w,-]+\s){{0,3}}?(?:detta|denna|dessa|samma|sådana?t?|de[nt]? här){_PAGE}\b",
    rf"^(?:[\w,-]+\s){{0,3}}?(?:this(?! time)|these|such(?! as)){_PAGE}\b",
    r"^(?:when|once|if|without|with|for) (?:they|it|them|that reason)\b"
    r"|^that (?:is|was|makes?|made|means?|may|can|could|would|might|does)\b",
    r"^(?:those|(?:whether )?the same|the former|the latter|the two)\b(?! (?:who|with|that))",
    r"^(?:en|ett|a) (?:liknande|similar)\b|^(?:similarly|likaså|likewise)\b",
    r"^(?:som sådana?t?|as such|båda|bägge|both (?:trials|studies|of)|they|he|she|han|hon)\b",
    r"^(?:(?:i|in|at|for|on|by|over|under|during|among|within|compared|unlike|like)\b[^,]{0,60}"
    r"|\w+ly|also|still|even so),\s(?:they|it|he|she|these|this)\b",
)
_VERB_SV = (
    r"(?:\w+r|kan|ska|skulle|vill|var|hade|fick|gav|blev|fann|sågs|gjorde|ledde|bidrog|hjälpte"
    r"|visade|kallades|ansågs|orsakade|(?:minskade|ökade|förbättrade|försämrade|sänkte|höjde)s?)"
)
_EXPLETIVE_SV = (
    r"^det (?:finns|fanns|krävs|behövs|saknas|råder|sägs|tycks|dröjer|lönar|återstår|rör sig"
    r"|går(?! \w+ ?(?:in|ut|upp|ner))|gäller att|händer|hände|handlar|tar|tog|verkar som|är dags"
    rf"|{_VERB_SV} (?!för\b)(?:(?!för\b)[\w-]+\s){{0,4}}?(?:att|om|vad|hur|när)\b(?<!för att))"
)
_EXPLETIVE_EN = (
    r"^it (?:takes|took|turns out|seems? (?:that|as)|appears? that|remains to|pays"
    r"|(?:is|was|has|can|may|might|could|would|will)\b(?:\s[\w-]+){0,5}?\s(?:that|whether|why|how"
    r"|when|if|(?<!thought )(?<!known )(?<!said )(?<!found )(?<!shown )(?<!ed )to)\b)"
)
_PEOPLE_SV = (
    r"(?:deltagarna|patienterna|försökspersonerna|forskarna|författarna|försöksdjuren|djuren)"
)
_OUTCOME_SV = (
    r"(?:resultate[tn]|fynde[tn]|uppgifterna|effekterna?|skillnaden|förbättringen|minskningen"
    r"|symtomen|behandlingen|interventionen|kontrollerna|kontrollgrupp(?:en)?|placebogruppen)"
)
_TOLD_SV = (
    r"(?:\w*studie(?:n|rna)|prövningen|försöket|översikten|översynen|granskningen|genomgången"
    r"|\w*analysen|undersökningen)"
)
_TOLD_EN = (
    r"(?:stud(?:y|ies)|trials?|reviews?|meta-analys[ie]s|participants|patients|researchers|authors"
    r"|volunteers|subjects|findings?|results?|treatment|intervention|groups?|effects?|benefits?"
    r"|improvements?|differences?|controls|children|women|men|animals|rats|mice|symptoms)"
)
_KINDS_SV = r"(?:mineralet|vitaminet|näringsämnet|ämnet|örten|växten|preparatet|hormonet|medlet)"
_KINDS_EN = r"(?:mineral|vitamin|nutrient|herb|plant|root|supplement|compound|hormone)"
_NUMBER = (
    r"(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|några|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|a few)"
)
_UNIT = r"(?:dagar|veckor|månader|år|days|weeks|months|years)"
_CHANGED = (
    r"(?:minskade|ökade|förbättrade|försämrade|reducerade|sänkte|höjde|halverade|fördubblade)s?"
    r"|sjönk|steg|svarade|rapporterade|upplevde|rose|fell|dropped|improved|decreased|increased"
    r"|declined|worsened|gained|recovered|responded"
)
_PAST = (
    rf"\b(?:{_CHANGED}|hade|var|blev|fick|gav|visade|ledde|had|was|were|did|kept|led|became|took"
    r"|(?!called|named|based)(?<!is )(?<!are )(?<!be )(?<!been )(?<!has )(?<!have )"
    r"(?<!often )(?<!best )\w{3,}ed)\b"
)
_OF_A_STUDY = (
    # the study, its people and its results, as if they were known
    rf"^(?:[\w,-]+\s){{0,4}}?(?:{_TOLD_SV}|{_PEOPLE_SV}|{_OUTCOME_SV})\b(?! av\b)",
    rf"^(?:(?:in|of|among|throughout|during|by|after|under|within|at) )?(?:at the end of |most of "
    rf"|half of |all of )?(?:the|both|all)\s(?:[\w-]+\s){{0,3}}?{_TOLD_EN}\b(?! of\b)",
    r"^(?:deltagare|participants|volunteers|försökspersoner)\b",
    r"\b(?!ålders|risk|mål|arbets|blod|yrkes|folk|in|åldersrisk)\w[\w-]*gruppen\b|\bkontrollerna\b",
    r"\b(?:[\w-]+\s(?:group|arm)|the controls)\b(?<!age group)(?<!food group)(?<!blood group)",
    rf"^(?:\w+\s)?(?:två tredjedelar|en tredjedel|hälften|en fjärdedel|tre fjärdedelar|majoriteten"
    rf"|de flesta|alla|ingen|{_NUMBER}|\d+ ?(?:%|procent)) av (?:de(?:m|ssa)?\b|\w{{3,}}na\b)",
    rf"^(?:\w+\s)?(?:two[- ]thirds|(?:a|one)[- ]third|half|most|some|none|all|few|(?:a|one) quarter"
    rf"|{_NUMBER}|\d+ ?(?:%|percent)) of (?:the\s\w+s\b|them|patients|participants|those)",
    # a while, and what had happened then
    rf"^(?:efter|under|inom|after|over|within|during|for)\s(?:[\w-]+\s){{0,2}}?{_NUMBER}[ -]{_UNIT}"
    rf"\b.*{_PAST}",
    r"^(?:under|efter) hela (?:behandlingen|perioden|tiden|försöket|uppföljningen)\b",
    r"^(?:by|at|vid|i) (?:the end|slutet)\b(?! of (?!the\b)| av livet)",
    rf"^(?!.*(?:\b(?:19|20)\d\d|-tale[nt]\b|centur))(?!.*\b(?:har|has|have)\b).*\b(?:{_CHANGED})\b"
    r"(?! individ| nivå| risk| level)",
)
_OF_THE_TEXT = (
    # the subject by its kind alone, and connectives
    rf"^(?:[\w-]+\s){{0,7}}?{_KINDS_SV}\b",
    rf"^(?:(?:also|moreover|furthermore|in addition),? )?the {_KINDS_EN}\b(?! \w+ name)",
    r"^(?:dessutom|däremot|därför|därmed|därtill|således|följaktligen|tvärtom|dock|alltså|men|och"
    r"|eller|så|å andra sidan|trots det|till exempel|en annan|ett annat)\b",
    r"^(?:but|and|or|so|however|moreover|furthermore|therefore|thus|hence|consequently|in addition"
    r"|additionally|instead|nevertheless|nonetheless|on the other hand|in contrast|conversely"
    r"|for example|for instance|as a result|then|another|since then|sedan dess)\b",
    r", however[,.]",
    # an answer to a question, a place, a means or a choice told before
    r"^(?:ja|nej|yes|no|jo),\s|^either\b(?! \w+ or\b)|^(?:ta|take) (?:dem|den|det|them|it)\b",
    rf"^(?:där|there) (?:{_VERB_SV}|they|it)\b(?! finns)",
    r"^(?:[\w-]+\s){1,3}?(?:kan|bör|har|är|can|may|is|are) (?:också|även|also)\b",
    r"^(?:mekanismen|sänkningen|höjningen|ökningen|risken (?:var|ökade)|skyddet|nyttan|the mechanism"
    r"|the (?:reduction|increase|decrease|risk|protection|benefit) (?:was|were|became))\b(?! (?:av|of)\b)",
    # a comparison without what it is compared with
    r"^(?!.*\b(?:än|jämfört|ju)\b)(?:hos|för|bland|vid)\b.{0,80}?\b(?:var|blev|är|tycks)\b.{0,40}?"
    r"\b(?:större|mindre|högre|lägre|starkare|svagare|tydligare|tydligast|störst|minst)\b",
    r"^(?!.*\b(?:than|compared)\b)(?:in|for|among)\b.{0,80}?,? the \w+ (?:was|is|were)\b.{0,20}?"
    r"\b(?:larger|smaller|greater|higher|lower|stronger|weaker|clearer)\b",
    r"\b(?:as well|too|likaså)[.!]$",
)


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def introduces_study(text: str) -> bool:
    """Whether a sentence brings in a study or another source: 'En liten studie …', 'One trial …'.

    A study that is spoken of as known ('I studien …', 'The trial …') is not brought in, nor is
    one that is wished for ('more studies are needed').
    """
    return bool(_compiled(_INTRODUCES).search(_plain(text)))


def depends_on_previous(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it.

    So do 'I studien fick …', 'Detta kan …', 'Två tredjedelar av patienterna …', 'This …',
    'Participants …'; an empty 'Det finns …' or 'It is important to …' does not.
    """
    text = _plain(text)
    if _refers(text):
        return True
    return bool(_compiled(_OF_A_STUDY + _OF_THE_TEXT).search(text)) and not introduces_study(text)


_EVIDENCE = (
    r"(?:uppgift\w*|data|bevis\w*|belägg\w*|forskning\w*|studie\w*|resultat\w*|osäker\w*|oklar\w*"
    r"|evidence|research|stud(?:y|ies)|trials?|results?|findings|uncertain|unclear|robust\w*)"
)
_QUALIFIES = (
    rf"^(?:men|but|yet|tyvärr|unfortunately)\b.*\b{_EVIDENCE}\b",
    r"^(?:tyvärr|unfortunately)\b.*\b(?:skillnad\w*|effekt\w*|samband\w*|differences?|effects?)\b",
    r"^(?:dock|däremot|emellertid|tvärtom|however|nevertheless|nonetheless"
    r"|on the contrary|that said)\b",
    # the same words later in the first clause; 'however' between commas, as 'however much' is none
    r"^[^;:?]{2,90}?(?:(?<!om )\b(?:dock|emellertid)\b|\bdäremot\b"
    r"|,\s(?:however|though|nevertheless|unfortunately|on the other hand),"
    r"|\bnevertheless\b|, (?:however|though)[.!]$)",
    # a later finding that takes back an earlier one, or is smaller
    r"\b(?:no longer|inte längre)\b.*\b(?:significan\w*|signifikan\w*|effects?|effekt\w*"
    r"|samband\w*|skillnad\w*|differences?|associat\w*)\b",
    r"^(?:the |clinical |larger |later )?(?:trials|results|findings|evidence)\s(?:have been|has been"
    r"|are|is|were)\s(?:\w+ly\s)?(?:disappointing|mixed|inconsistent|conflicting|weak|limited)\b",
    r"^(?:resultaten|studierna|fynden|beläggen|evidensen)\s(?:har varit|är|var)\s(?:\w+t\s)?"
    r"(?:blandade|svaga?|motstridiga|motsägelsefulla|nedslående|begränsade?|osäkra)\b",
    r"\b(?:mer|ytterligare|större|fler|vidare) (?:forskning|studier|prövningar)\b.*\b(?:behövs|krävs)\b"
    r"|\b(?:behövs|krävs) (?:mer|ytterligare|större|fler)\b.*\b(?:forskning|studier|prövningar)\b",
    r"\b(?:more|further|larger|additional) (?:research|studies|trials)\b.*\b(?:need|require|warrant)"
    r"|\bneeds? (?:more|further|larger) (?:research|studies|trials)\b",
)


def is_caveat(text: str) -> bool:
    """Whether a sentence takes back, limits or contrasts what stands just before it.

    An adversative connective anywhere in its first clause says so ('Det är dock …', 'Tyvärr …',
    '…, however, …'), and so does a finding that no longer holds or evidence that falls short.
    """
    return bool(_compiled(_QUALIFIES).search(_plain(text)))


def refers_back(text: str) -> bool:
    """Whether a sentence's subject is a word for what was said before: 'Detta …', 'It …'."""
    return _refers(_plain(text))


def is_question(text: str) -> bool:
    """Whether a sentence asks: it states nothing by itself."""
    return _unquoted_end(text).endswith("?")


def leads_in(text: str) -> bool:
    """Whether a sentence ends in a colon: it says nothing without what follows."""
    return _unquoted_end(text).endswith(":")


def states(text: str) -> bool:
    """Whether a sentence states anything: it is no question and no lead-in."""
    return not (is_question(text) or leads_in(text))


def goes_on(text: str) -> bool:
    """Whether a sentence may tell on of a study told just before it, in its paragraph.

    It speaks of the study, its people or 'this', or tells in the past what happened.
    """
    text = _plain(text)
    past = re.search(_PAST, text, re.IGNORECASE)
    return bool(past or _refers(text) or _compiled(_OF_A_STUDY).search(text))


def _plain(text: str) -> str:
    return begin(text.strip().lstrip("\"”“'’«(–— ")).replace("\u00a0", " ")


def _unquoted_end(text: str) -> str:
    return text.rstrip(" \u00a0\"”“'’»)*_")


def _refers(text: str) -> bool:
    return _pronoun_subject(text) or bool(_compiled(_ALWAYS_LEANS).search(text))


def _pronoun_subject(text: str) -> bool:
    """'Det spelar …', 'De fick …', 'It helps …', but not 'Det finns …' or 'De flesta …'."""
    if re.match(r"it\s", text, re.IGNORECASE):
        return not re.match(_EXPLETIVE_EN, text, re.IGNORECASE)
    if not re.match(rf"de[nt]?\s{_VERB_SV}\b(?!\ssom\b)", text, re.IGNORECASE):
        return False
    return not re.match(_EXPLETIVE_SV, text, re.IGNORECASE)

"""What a shop's page puts around an article: how to know such a line, in any article."""

import re

_HEADINGS = {
    "references": r"""(?:vetenskapliga\ )?referenser|referenslista|källor|källförteckning|källhänvisningar|litteratur
        |litteraturförteckning|(?:scientific\ )?references|reference\ list|sources|bibliography|works\ cited
        |citations|literature|(?:literature|references|sources)\ cited|notes\ and\ references|källangivelser
        |referanseliste|kildeliste|litteraturliste|kildehenvisninger|quellenangaben|lähdeluettelo
        |kirjallisuus|viiteluettelo|referanser|kilder|referencer|litteraturliste|quellen
        |quellenverzeichnis|literaturverzeichnis|literatur|einzelnachweise|viitteet|lähteet""",
    "contents": r"""innehållsförteckning|innehåll|i\ (?:den\ här\ )?artikeln|hoppa\ till
        |table\ of\ contents|contents|(?:in|on)\ this\ (?:article|page|guide)|jump\ to
        |what(?:'s|’s|\ is)\ in\ this\ article|innholdsfortegnelse|indholdsfortegnelse|inhalt
        |inhaltsverzeichnis|sisällysluettelo|sisällys""",
    "after": r"""relaterade\ (?:artiklar|produkter|inlägg|ämnen)|liknande\ (?:artiklar|produkter)
        |fler\ artiklar.*|läs\ (?:också|även|vidare|mer)
        |du\ kanske\ (?:också|även)\ (?:gillar|tycker|vill|är\ intresserad|uppskattar)\b.*
        |andra\ (?:läste|köpte).*|mest\ lästa|populära?\ (?:artiklar|produkter|just\ nu)?
        |rekommendera\w*\ (?:artiklar|produkter|läsning|inlägg|för\ dig).*|kommentarer.*
        |\d+\ kommentarer|lämna\ en\ kommentar|nyhetsbrev.*
        |var\ (?:den\ här\ )?\w+\ till\ hjälp\??|hjälpte\ den\ här\ \w+\ dig\??
        |om\ (?:författaren|skribenten|oss)|kundtjänst|kundservice|följ\ oss.*
        |related\ (?:articles|products|posts|reading|topics)|similar\ (?:articles|products)
        |more\ articles.*|you\ (?:may|might)\ also\ (?:like|enjoy|love|be\ interested|want)\b.*
        |read\ (?:next|more|also)|recommended(?:\ (?:articles|products|reading|posts|for\ you).*)?
        |most\ (?:read|popular)|popular\ (?:articles|products|posts)|(?:\d+\ )?comments?.*
        |leave\ a\ (?:comment|reply)|newsletter.*|about\ the\ author
        |was\ this\ \w+\ (?:helpful|useful)\??|customer\ service
        |follow\ us.*|trending.*|up\ next|keep\ reading|further\ reading|shop\ (?:now|all).*""",
}
_HEADING_PATTERNS = {
    name: re.compile(
        rf"(?:(?:[\w]+-)+icon\s+)?(?:\d+\.\s*)?(?:{pattern})(?:\s+(?:[\w]+-)+icon)?\s*+(?::|…|\.{{3}})?"
        r"(?:\s*+[\[(]?\s?(?:visa|göm|dölj|show|hide|toggle|edit|redigera?|bearbeiten|muokkaa)"
        r"\s?[\])]?|\s*+\(\d{1,3}\))?",
        re.IGNORECASE | re.VERBOSE,
    )
    for name, pattern in _HEADINGS.items()
}
_DISCLAIMER = re.compile(
    r"(?:medicinsk\s+|medical\s+|health\s+)?"
    r"(?:ansvarsfriskrivning|friskrivning(?:sklausul)?|disclaimer|ansvarsfraskrivelse"
    r"|haftungsausschluss|vastuuvapaus\w*)\b\s*:?\s*",
    re.IGNORECASE,
)
_DISCLAIMER_PHRASE = re.compile(
    r"(?:påstående|uppgift|utsag)\w{0,30} har (?:inte|ej) (?:utvärderats|granskats|bedömts)"
    r"|(?:statements?|claims?) (?:on this \w+ )?ha(?:s|ve) not been (?:evaluated|reviewed|approved)",
    re.IGNORECASE,
)
_DISCLAIMER_BEGINS = tuple(  # what begins a disclaimer, and what its sentence goes on to name
    (re.compile(begins, re.IGNORECASE), re.compile(names, re.IGNORECASE))
    for begins, names in (
        (r"(?:inte|ej) avsed\w* (?:att|som)", r"diagnos|behandl|medicinsk"),
        (r"ersätter (?:inte|aldrig)", r"medicinsk|läkare|vård|råd"),
        (
            r"not (?:intended|a substitute|meant|medical advice)",
            r"diagnos|treat|medical|advice",
        ),
    )
)
_OWN_NAME = re.compile(
    r"\b(?:artikel|text|innehåll|information|sida|webbplats|blogg|inlägg|guide|article|content|page"
    r"|site|website|blog|post|hub)",
    re.IGNORECASE,
)
_PROFESSION = r"""(?:(?:dr|prof|doc|leg|med|fil)\b\.?|(?:legitimera|certifiera)d|doktor|doctor|vår|our
    |(?:board[-\ ])?certified|registered|licensed|senior|associate|clinical|medical|health|medicinsk[ae]?
    |[^\W\d_]*(?:läkare|apotekare|farmaceut|receptarie|dietist|nutritionist|fysiolog|terapeut|sköterska
    |barnmorska|psykolog|professor|docent|forskare|tandläkare|redaktör|skribent|journalist|pharmacist
    |dieti[ct]ian|physician|nurse|researcher|writer|editor))"""
_METADATA = re.compile(
    rf"""^(?:(?:(?:medicinskt\ |fakta)?granska[dt]|skriv(?:en|et)|(?:medically\ |clinically\ )?reviewed
            |fact[-\ ]checked|written)\b:?\s+(?:av|by)\s+
            {_PROFESSION}(?:[\s,]+{_PROFESSION}){{0,4}}(?:[\s,]+(?-i:[A-ZÅÄÖ])\S*(?:\s+\S+){{0,8}})?\.?
        |(?:text|av|by|(?:publicera[dt]|postat|inlagt)\ av|(?:posted|published|edited)\ by|författare|author)
            \b:?\s+(?:av\s+|by\s+)?(?:{_PROFESSION}[\s,]+){{1,5}}(?-i:[A-ZÅÄÖ])\S*(?:\s+\S+){{0,8}}
            (?<![a-zåäö]{{3}}\.)
    )$|"""
    r"""^(?:
        [\d\s.,\u00a0\u202f]++[kK]?\s*(?:visningar|views|läsningar|reads|kommentarer|comments
            |delningar|shares|gilla\w*|likes|har\ läst|har\ sett|have\ read)\b.*
        |(?:visningar|views)\s*+:?\s*+[\d\s.,]++
        |(?:\d+|en|one)\s*min(?:ut(?:er|es?)?|s)?\.?\s*+(?:läsning|lästid|read|reading|att\ läsa)?(?:\s*+time)?
        |(?:beräknad\ |estimated\ )?(?:lästid|läsning|read(?:ing)?(?:\ time)?)\s*+:?\s*+
            (?:ca\s|cirka\s|about\s)?\d.*
        |(?:av|by|(?:skriven|skrivet|publicerad|publicerat|postat|inlagt)\ av
            |(?:written|posted|published|edited)\ by|text|författare|author|granskad\ av
            |(?:medicinskt\ |fakta)?granska[dt]|(?:medically\ |clinically\ |expert\ )?reviewed
            |fact[- ]checked|foto|photo|bild|image|källa\ bild)\b:?\s+
            (?:av\s+|by\s+)?(?:the\s+|our\s+)?(?:(?-i:[A-ZÅÄÖ])\S*|redaktion\w*|editor\w*)(?:\s+\S+){0,8}(?<![a-zåäö]{3}\.)
        |(?:publicerad|publicerat|uppdaterad|senast\ uppdaterad|senast\ ändrad|published|updated
            |last\ updated|posted|datum|date|(?:fakta)?granska[dt]|fact[- ]checked|(?:last\ |medically\ )?reviewed)
            \b(?:[^.]|(?<=\b[^\W\d_]{3})\.){0,60}\d{2,4}[^.]{0,40}
        |\d{1,2}[./\s]\s?(?:\d{1,2}|[a-zåäö]{3,9})[./\s]\s?\d{4}
        |\d{4}-\d{2}-\d{2}
        |\d{1,2}\s[^\W\d]{3,9}\s\d{4}\s*[|·•].*
        |[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"""^(?:
        (?:dela|share|tweet\w*|tipsa|skriv\ ut|print|spara|save|gilla|like|annons|advertisement
            |sponsrad\w*|sponsored|reklam|meny|menu|sök|search|stäng|close|öppna|open|hem|home
            |tillbaka(?:\ till\ .{0,40})?|back(?:\ to\ .{0,40})?|till\ toppen|logga\ (?:in|ut)
            |sign\ (?:in|up|out)|log\ (?:in|out)|mitt\ konto|my\ account|varukorg\w*|kundvagn\w*|cart|checkout
            |kassan?|till\ kassan|visa\ (?:alla|mer|fler|produkt\w*)|view\ all|see\ all|show\ more
            |load\ more|läs\ mer|read\ more|article\ icon|prenumerera|subscribe|anmäl\ dig|skicka
            |submit|köp(?:\ nu|\ här)?|buy(?:\ now|\ it)?|shop(?:\ now)?|handla(?:\ nu|\ här)?
            |slut\ i\ lager|sold\ out|rea|sale|nyhet(?:er)?|new|bästsäljare|bestsellers?|svara|reply
            |rapportera|report|nästa|next|föregående|previous|facebook|instagram|twitter|pinterest
            |linkedin|youtube|x|e-?post|e-?mail|kopiera\ länk|copy\ link|innehåll)
            [\s:!.»›>→…]*
        |(?:lägg\ (?:i|till)|add\ to|i\ lager|in\ stock|hoppa\ (?:till|över)|skip\ to|acceptera
            |accept|godkänn|avvisa|reject|dela\ (?:på|via|artikeln|med)|share\ (?:on|via|this)
            |lyssna|listen)\b[^.!?]{0,60}[»›>→…]?
        |(?:jump|go|skip|gå|hoppa)\s(?:to|till)\s*:.*
        |(?:jump|go|skip)\ to\ (?:the\ )?(?:section|main|content|top|recipe|navigation|footer)\b.*
        |.*\b\d[\d\s]{0,9}(?:[.,]\d{2})?\s?(?:kr|sek|:-|€|eur|usd|nok|dkk)\b\.?(?:\s*/\s*\w+)?
        |.*[$£€]\s?\d+(?:[.,]\d{2})?\b.{0,20}
        |(?:läs|se|missa\ inte|read|see|don['’]t\ miss|related|relaterat)\ ?(?:också|även|mer
            |also|more|next)?\s*:\s*.*
        |[^.!?]{1,80}\s?(?:>>?|[»›→➔➜])
        |[★☆⭐]+.*|\d[.,]\d\s*(?:av|of|/)\s*5\b.*
        |[^.!?]{1,80}\s[>›»]\s[^.!?]{1,80}|(?:[^.!?/]{1,40}\s/\s){2,}[^.!?]{1,80}
        |(?:hem|home|start)\s/\s[^.!?]{1,80}
        |(?:[\w&åäöÅÄÖ]+\s*[|•·]\s*){2,}.*
        |>\s.*|©.*|copyright\b.*|alla\ rättigheter\b.*|all\ rights\b.*
        |(?:\S*(?:[a-z]-icon|[a-z]arrow|icon-[a-z]|chevron|hamburger)\S*\s*.*)
        |(?:(?:[a-z]+\d*-[a-z]+|pageview|[a-z]+\d)(?:\s+|$)){2,}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL_LENGTH = 160  # characters: what is longer is prose that ends in a price
_MORE = re.compile(r"(?<!\s)\s*+(?:läs mer|read more|visa mer|show more)\W*$", re.IGNORECASE)
_BARS = re.compile(r"(?<!\s)\s++[|·•]\s+")
_POINTER = re.compile(
    r"(?:läs|se|read|see|learn|find out|upptäck|discover)\s(?:mer|mera|också|även|vidare|more|also)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"""\d\s?(?:kr|sek|:-|€|eur|nok|dkk)\b|[$£€]\s?\d
        |\b(?:lägg\ (?:i|till)|add\ to)\b.*\b(?:varukorg|kundvagn|korg|cart|basket|bag)
        |^\W*(?:köp\ nu|buy\ now|köp|i\ lager|in\ stock)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SHOP_ONLY = re.compile(
    r"""\b(?:\d{1,2}\s?(?:%|procents?)\s(?:off|rabatt|discount)
        |(?:din|ditt|dina|första|nästa|your|first|next)\s(?:order|beställning|köpet?|purchase)
        |join\s(?:the|our)\s(?:e-?mail\s|mailing\s)?(?:list|club|community|newsletter)
        |(?:skriv\supp|anmäl)\sdig|(?:vår|our)\s(?:kundklubb|klubb|e-?postlista|mailing\slist)
        |kontoinställningar\w*|logga\ (?:in|ut)|log\ ?in|sign\ (?:in|up)|signed\ in|varukorg\w*
        |kundvagn\w*|cart|checkout|(?:fri\ )?frakt(?:en)?|fraktfri\w*|free\ shipping|rabattkod\w*
        |kupong\w*|coupons?|promo\ codes?|nyhetsbrev\w*|newsletters?|prenumer\w*|subscribe\w*
        |tillgänglighets(?:deklaration|redogörelse)\w*|privacy\ policy|integritetspolicy\w*
        |personuppgift\w*|gdpr|klicka|webbläsare\w*|javascript|önskade?\ land
        |preferred\ (?:country|language)|kundtjänst|kundservice|customer\ (?:service|support)
        |öppet\ köp|returns?\ polic\w*|returrätt|mobilapp\w*|vår\ app|our\ app|följ\ oss|follow\ us
        |(?:vår|denna|our|this)\ (?:webbplats|website)|använder\ (?:cookies|kakor)|uses?\ cookies)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SHOP_TOO = re.compile(  # words of a shop that an article may need as well
    r"""\b(?:cookies?|kakor|webbplats\w*|website|inställningar\w*|preferences|settings|session(?:en)?
        |konto(?:t|n)?|accounts?|basket|shipping|leveranse?r?|delivery|beställ(?:a|er|ning\w*)?
        |orders?|köp(?:a|er|te|et)?|buy|purchase\w*|rabatt\w*|discounts?|promotions?|erbjudande\w*
        |offers?|deals?|pris(?:et|er)?|price[sd]?|kampanj\w*|e-?post\w*|e-?mail\w*|accessibility
        |privacy|samtycke\w*|consent|click|browser|språk\ i|villkor\w*|terms|poäng|medlem\w*
        |members?|kr|sek|usd)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_heading_of(name: str, line: str) -> bool:
    """Whether the line heads the page's `references`, its `contents` or what comes `after`."""
    return bool(_HEADING_PATTERNS[name].fullmatch(line.strip()))


def is_label(line: str) -> bool:
    """A button, menu entry, price, icon name, breadcrumb, byline, date, view count or the like."""
    line = line.strip()
    return (len(line) <= _LABEL_LENGTH and bool(_LABEL.fullmatch(line))) or is_metadata(line)


def is_metadata(line: str) -> bool:
    """A line that stands right under a title: views, byline, date, reading time.

    Several on one line, with bars or dots between: short pieces, one of which is known.
    """
    pieces = [piece.strip() for piece in _BARS.split(line.strip())]
    if any(len(piece.split()) > 9 or re.search(r"[^\W\d_]{3}\.$", piece) for piece in pieces[1:]):
        return False
    return any(_METADATA.fullmatch(piece) for piece in pieces)


def points_elsewhere(line: str) -> bool:
    """A line that sends the reader to another page: 'Läs mer om …', 'Read more about …'."""
    return bool(_POINTER.match(line.strip()))


def is_offer(line: str) -> bool:
    """A price or a button to buy: what stands above it, up to its heading, is a product."""
    return len(line) < 80 and bool(_OFFER.search(line))


def is_shop_talk(line: str) -> bool:
    """A sentence about the shop, not the subject: it has the trade's own words, or several."""
    own = {match.group().lower() for match in _SHOP_ONLY.finditer(line)}
    too = {match.group().lower() for match in _SHOP_TOO.finditer(line)}
    words = len(line.split())
    return bool(own and (len(own | too) >= 2 or words <= 8)) or (len(too) >= 2 and words <= 12)


def speaks_of_itself(line: str) -> bool:
    """Whether a line without a label speaks of the page, as a disclaimer does and prose does not."""
    return bool(_OWN_NAME.search(line))


def disclaimer(line: str) -> str | None:
    """What a disclaimer's line says (without label or closing 'Läs mer'), or None if it is none.

    A line that is the label alone gives the empty string: the text follows on the next line.
    """
    line = line.strip()
    labelled = _DISCLAIMER.match(line)
    if not labelled and not _disclaims(line):
        return None
    if labelled and not line[labelled.end() :].strip():
        return ""
    said = (
        line[labelled.end() :]
        if labelled
        else re.sub(
            r"^[*†‡\s]*(?:(?:obs(?:ervera)?|note|notice)\W+)?", "", line, flags=re.IGNORECASE
        )
    )
    return _MORE.sub("", said)


def _disclaims(line: str) -> bool:
    """Whether a line says so in a sentence: the sentence's first such beginning tells."""
    if _DISCLAIMER_PHRASE.search(line):
        return True
    return any(
        (begun := begins.search(sentence)) and names.search(sentence, begun.end())
        for begins, names in _DISCLAIMER_BEGINS
        if begins.search(line)
        for sentence in line.split(".")
    )

"""Words that tell nothing of what a question is about, in the six languages.

Function words, auxiliaries, and the frames that people ask in: 'is it true that', 'jag undrar om'.
Wider than `ingest.language.FUNCTION_WORDS`, which holds only what tells a language.
"""

from functools import cache

from ingest.folding import fold
from ingest.language import FUNCTION_WORDS

_WORDS = {
    "sv": """alla allt alltså andra annan annat antingen av bakom bara bland blev bli blir blivit borde
        bör bra bättre bäst de deg dem den denna deras dess dessa desto det detta dig din dina ditt dock
        dom du där därför då efter egentligen ej eller en er era ert ett exempelvis faktiskt fall fast
        fick finnas finns fler flera flest fram framför från funkar fungera fungerar få får fått för
        förresten ge genom ger ge gick gjorde gjort gång går gå gör göra gott ha hade haft han har
        hej hela hellre hennes hit hittar hon honom hos hur hänt händer händ hög i ibland icke ihop in
        inga ingen inget innan innebär inom inte istället ja jag jo ju just kan kanske ka kom kommer
        kring kunde kunna kvar känns lagom lika likadan lite liten läsa låg man med medan mellan men mer
        mera mest mig min mina mindre minst mitt mot mycket många måste möjligt nackdel ner ni nog nu nåt
        någon något några nån nånting när nära nödvändigt och också ofta ok okej om oss på rätt samma
        samt sen sedan senare ser sig sin sina sitt ska skall skulle slags som stor stort stämmer står
        så sådan sådana sån sånt säga säger sätt ta tack tagit tar till tillräckligt tillsammans tog tro
        tror typ under undrar upp ut utan vad vanligt var vara varandra varför varit varje vars vart
        vem verkligen vet vi via vid vidare vilka vilken vilket vill ville visst visa visar väl vår våra
        än ändå även är åt över övrigt använda används använder bero beror brukar behöva behöver behövs
        hjälp hjälpa hjälper hjälpt påverka påverkar påverkas menas betyder sant artikel artikeln ni
        er era ert saker sak ens lär får nånsin någonsin själv själva först jämfört viktigt viktig bästa
        dålig dåligt""",
    "en": """a about above actually after again against all almost already also although always am an and
        another any anyone anything are aren as at back be because become been before being below best
        better between both but by came can cannot come comes could couldn did didn different do does
        doesn doing don done down during each either else enough etc even ever every exactly few for
        from further gave get gets getting give given gives go goes going good got had happen happens
        has hasn have haven having he help helped helpful helping helps her here hers hi him his how
        however i if in instead into is isn it its itself just keep know less let like likely ll look
        made make makes many may maybe me mean means might mine more most much must my myself need needed
        needs never no nor not now of off often ok okay on once one only or other others our ours out
        over own people per perhaps please possible put rather re really right said same say says see
        seem seems shall she should shouldn show shows since so some someone something sometimes soon
        still such sure take taken takes taking tell than thank thanks that the their theirs them then
        there these they thing things think this those though through to together too took toward true
        try two under until up upon us use used useful uses using usually ve very want was wasn way we
        well went were weren what whatever when where whether which while who whom whose why will with
        within without won work works worth would wouldn yes yet you your yours affect affects article
        anyway bad big difference first important kind lot sort type stop""",
    "no": """alle alt andre annen annet at av bare begge ble bli blir blitt bra bedre best bør både da de
        deg dem den denne der dere deres det dette din dine disse ditt du dårlig eller en enn er et
        etter fikk finnes for fordi fra funker fungerer få får fått før gi gir gikk gjelder gjennom gjør
        gjøre gjort godt går gå ha hadde han hans har hei hele henne hennes her hjelp hjelpe hjelper hos
        hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke ingen inn innen jeg ja
        jo kan kanskje kom kommer kunne lenge like litt man mange med meg mellom men mer mest min mindre
        mine minst mitt mot mye må nei noe noen nok nå når og også om opp oss over på samme seg selv si
        siden sier sin sine sitt skal skulle slik som så ta tar tatt til tilbake under ut uten var vare
        ved vel vet vi vil ville vår være vært virker virkelig påvirke påvirker trenger brukes bruke
        bruker sant stemmer undrer artikkelen egentlig ofte bruk""",
    "da": """alle alt andre andet anden at af bare begge blev blive bliver bedre bedst bør både da de dem
        den denne der deres det dette dig din dine disse dit du dårlig efter eller en end er et fik
        findes for fordi fra fungerer få får fået før giv give giver gik gælder gennem gør gøre gjort
        godt går gå ha havde han hans har hej hele hende hendes her hjælp hjælpe hjælper hos hun hvad
        hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke ingen ind inden jeg ja jo kan
        kom kommer kunne længe lige lidt man mange med mellem men mere mest mig min mindre mine mindst
        mit mod meget må måske nej nogen noget nogle nok nu når og også om op os over på samme selv sige
        siden siger sig sin sine sit skal skulle sådan som så tag tage tager taget til tilbage under ud
        uden var ved vel vi vil ville vor være været virker virkelig påvirke påvirker behøver bruges
        bruge bruger sandt passer artiklen egentlig ofte brug""",
    "de": """aber alle allem allen aller alles als also am an andere anderen anders auch auf aus bei beide
        beim besser beste bin bis bist da dabei damit dann das dass dein deine dem den denn der des
        deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer
        eines einfach er es etwas euch euer für gab ganz geben gegen gehen geht genug gibt gut habe haben
        hat hatte hatten helfen hier hilft ich ihm ihn ihnen ihr ihre ihren im immer in ins ist ja jede
        jeden jeder jedes jetzt kann kannst kein keine keinen kommt können könnte lange mach machen macht
        man manche mehr mein meine meinem meinen meiner meist mich mir mit muss müssen nach nehmen nein
        nicht nichts nie nimmt noch nun nur ob oder oft ohne sagen sagt schon sehr sein seine seit selbst
        sich sie sind so soll sollen sollte sollten sondern sonst stimmt tun um und uns unser unter viel
        viele vom von vor wann war waren warum was weil welche welchen welcher welches wem wen wenig wenn
        wer werden wie wieder wieviel will wird wirkt wirklich wo wohl wollen wurde wurden zu zum zur
        zwischen über brauche brauchen braucht beeinflusst artikel eigentlich wirken verwenden wahr""",
    "fi": """ei eivät ehkä eli en ennen entä että eniten enemmän hän he heidän ihan ilman itse ja jo joita
        joka jokin jos joka jotain jotka juuri kai kaikki kanssa kautta kenelle koko koska kuin kuinka
        kuka kun kyllä liian lisäksi luo me meidän mihin mikä mikään miksi millainen millaista miltä minkä
        minua minulle minulla minun minä missä mistä miten mitkä mitä moni monta muita mukaan mukana muu
        muut mutta myös ne niiden niin niitä noin nyt näin nämä ole olen olet oli olisi olla on onko
        oikeasti ottaa otan ottaisi paljon parempi paras pitää pitäisi pitäisikö pitääkö saa saako saada
        se sen sekä siihen siitä sille sinä sitten sitä sopii syödä tai taas te tehdä tekee tietää tosi
        toimii toimiiko totta tulee tuo tämä tätä tässä vai vaikka vaikuttaa vaikuttaako vain varten
        vielä voi voiko voiko voin vähän yli artikkeli auttaa auttaako auta tarvita tarvitsee""",
}

_LIGHT = {
    "sv": """öka ökar ökade ökad ökat minska minskar minskade minskad sänka sänker sänkt höja höjer
        höjt stärka stärker skydda skyddar förebygga förebygger förhindra förhindrar motverka motverkar
        orsaka orsakar leda leder lindra lindrar förbättra förbättrar försämra försämrar bota botar
        behandla behandlar hindra stoppa stoppar börja börjar sluta slutar märka märker hända händer
        klara klarar räcka räcker fungerat innehålla innehåller ställa ställer risk risken effekt
        effekten samband högre lägre hög högt låg låga höga nytta skillnad skillnaden säkert säker""",
    "en": """increase increases increased reduce reduces reduced lower lowers decrease decreases raise
        raises boost boosts improve improves worsen worsens protect protects prevent prevents
        preventing cause causes lead leads treat treats cure cures relieve relieves ease eases block
        blocks fight fights support supports start starts begin lack lacks contain contains affect
        risk risks effect effects benefit benefits high higher low lower safe safely enough stay""",
    "no": """øke øker økt redusere reduserer senke senker heve hever styrke styrker beskytte beskytter
        forebygge forebygger forårsake føre fører lindre lindrer forbedre forbedrer behandle
        behandler begynne begynner slutte inneholder risiko risikoen effekt høy lav trygt""",
    "da": """øge øger øget mindske mindsker sænke sænker hæve hæver styrke styrker beskytte beskytter
        forebygge forebygger forårsage føre fører lindre lindrer forbedre forbedrer behandle
        behandler begynde begynder stoppe indeholder risiko risikoen effekt høj lav sikkert""",
    "de": """erhöhen erhöht steigern steigert senken senkt verringern verringert mindern stärken stärkt
        schützen schützt vorbeugen verhindern verhindert verursachen verursacht führen führt lindern
        lindert verbessern verbessert behandeln behandelt beginnen aufhören enthält enthalten risiko
        wirkung hoch niedrig sicher""",
    "fi": """lisätä lisää lisääkö vähentää vähentääkö laskea laskee laskeeko alentaa alentaako nostaa
        nostaako vahvistaa suojata suojaako suojaa ehkäistä ehkäisee ehkäiseekö aiheuttaa
        aiheuttaako lievittää lievittääkö parantaa parantaako hoitaa hoitaako sisältää riski riskiä
        vaikutus vaikutusta turvallista""",
}
_FOLDED: dict[str, frozenset[str]] = {
    language: frozenset(map(fold, words.split())) for language, words in _LIGHT.items()
}


def is_light(word: str, language: str) -> bool:
    """Whether a word tells what something does, as 'lowers' does, but not to what."""
    return fold(word) in _FOLDED[language]


@cache
def stop_words(language: str) -> frozenset[str]:
    """The folded words of a language that tell nothing of what is asked."""
    return frozenset(fold(w) for w in (*_WORDS[language].split(), *FUNCTION_WORDS[language]))

"""Topics of wellness articles in the six languages, so that 'sleep' finds a title on 'sömn'.

A row is one topic: folded beginnings of words, so that endings and compounds count. Words that
are alike in all of them ('depression', 'migraine') need no row: `topics` compares those.
"""

from functools import lru_cache

_ROWS = """
somn sleep sovn schlaf uni unen insomnia unetto
angest anxiety angst ahdist oro
nedstamd depress masennu nedtrykt
minne memory hukomm hukomme gedachtnis muisti
hjarna hjarn brain hjerne gehirn aivo
hjart heart hjerte herz sydan cardiovasc kardiovask
lever liver leber maksa hepat
njur kidney nyre niere munuais
hud skin haut iho
har hair hiuks
tarm gut intestin darm suolist
mage stomach gastric mave magen vatsa
muskel muscle lihas
skelett bone knochen knogle knokkel luusto
smart pain smerte schmerz kipu
huvudvark headache hodepine hovedpine kopfschmerz paansark
migran migraine migrene migrane migreeni
blodtryck bloodpressure blodtrykk blutdruck verenpaine hyperten
blodsock glucose blodsukk blutzucker verensoker
barn child children kind kinder laps lasten paediatric pediatr
vuxna adult voksne erwachsen aikuis
aldre elderly older eldre aeldre altere ikaantyn vanhuks
ald ageing aging aldring alter ikaanty
kvinn women kvinder frauen nais
man men maend manner miehi miest male
gravid pregnan schwanger raska
fosterskydd fetal foetal foster fotus siki
fortidigt premature prematur preterm fruhgebor keskos
inflamm betennelse betaendelse entzund tulehd
immun immune
brist deficien mangel puut puuto
stress stressi
trotthet fatigue tretthet traethed mudigkeit vasymys
humor mood stimmung mieliala humorstor
sperma semen sperm siemen
skoldkort thyroid skjoldbrusk schilddruse kilpirauha
styrka strength styrke kraft voima
uthallig endurance fitness kondition ausdauer kestavyys
vikt weight vekt vaegt gewicht paino
kost diet ernahrung kosthold ruokavalio
tillskott supplement tilskudd tilskud erganzung lisaravin
tarmflora probioti mikrobiom microbio
varkar sidoeffekt bieffekt sideeffect bivirkning nebenwirkung haittavaiku
ratt rotta rats ratten mice mus mouse maus hiir
sar ulcer magsar geschwur haava
tvang obsessi compulsiv tvangs zwangs pakko
nerv nerve neuro hermo
alder longevity livslangd lebensdauer elinika
demens dementia demenz dementi alzheimer
uppmarksamhet attention oppmerksomhet opmaerksomhed aufmerksamkeit tarkkaav
skador skada injury skade schaden vaurio
cancer kreft kraeft krebs syopa
led joint gelenk nivel
klimakteri menopaus vaihdevuo overgangsald
hormon hormoni
"""
_TOPICS = tuple(tuple(row.split()) for row in _ROWS.strip().splitlines())
_SHORT = 4  # letters; a shorter beginning has to be the whole word
_LONG = 5  # letters; a longer one may stand anywhere in a compound


@lru_cache(maxsize=1000)
def alike(word: str) -> tuple[str, ...]:
    """How words for the same topic begin, in any of the languages; none for an unknown word.

    A compound keeps its first part: 'zinkmangel' is 'zinkbrist'.
    """
    for row in _TOPICS:
        if any(begins(word, form) for form in row):
            return row
    for row in _TOPICS:
        for form in row:
            first = word.removesuffix(form)
            if len(form) > _SHORT and _SHORT <= len(first) < len(word):
                return tuple(first + other for other in row)
    return ()


def begins(word: str, form: str) -> bool:
    """Whether a word is a form of the glossary with an ending, or a compound that it opens."""
    return word == form or (len(form) >= _SHORT and word.startswith(form))


def contains(word: str, form: str) -> bool:
    """The same, or a compound that has the form anywhere: 'migränhuvudvärk'."""
    return begins(word, form) or (len(form) > _LONG and form in word)

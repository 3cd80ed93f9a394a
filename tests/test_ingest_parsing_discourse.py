import pytest

from ingest.parsing.discourse import depends_on_previous, goes_on, introduces_study, is_caveat

BRINGS_IN = [
    "En liten studie på äldre kvinnor tittade i stället på musklerna.",
    "En av de första studierna på förskolebarn gav dagligt tillskott.",
    "I en öppen pilotstudie fick personer med vinterdepression tillskott i åtta veckor.",
    "Intressant nog kombinerade den senaste studien av järn det med vitamin C.",
    "När det gäller sömn tyder en nyligen publicerad metaanalys på en viss effekt.",
    "I laboratoriet har forskare sett att odlade celler växer fortare.",
    "Djurstudier tyder på att minnet förbättras.",
    "Nyare studier har visat samma sak.",
    "Råttor med brist visade sig bilda mindre serotonin.",
    "Another trial, this time in cyclists, found gains in fitness.",
    "One of the first rigorous trials gave working adults either extract or placebo.",
    "A systematic review and meta-analysis of its effect on sleep reported an improvement.",
    "The largest trial to date found no difference.",
    "When chemists analyzed 30 products, the content differed widely.",
    "Several studies have shown the same.",
    "According to a fact sheet for health professionals, 10 mg is enough.",
    "Rare reactions have been described, including a case series of five patients.",
]
BRINGS_IN_NONE = [
    "I studien fick hälften placebo.",
    "Studien fann att symtomen minskade.",
    "Det behövs fler studier för att veta säkert.",
    "Medan fler mänskliga studier behövs är forskningen lovande.",
    "Forskningen är fortfarande i sin linda.",
    "Mineralet behövs för att celler ska dela sig.",
    "In the study, participants slept longer.",
    "The trial lasted only eight weeks.",
    "Both trials lasted eight weeks.",
    "More studies are needed.",
    "The evidence is still made up of small, short trials.",
    "The mineral is found in nuts and seeds.",
]
LEANS = [
    "I studien fick patienterna antingen tillskott eller läkemedel.",
    "I den lilla studien hade nästan hälften av de vuxna ett svar.",
    "Studien fann att tillskott var lika effektivt.",
    "Detta kan direkt påverka migrän.",
    "Dessa effekter har visat sig vara små.",
    "Det spelar en roll i nervernas signaler.",
    "Det är centralt för cellernas energi.",
    "Det fungerar snabbt och tolereras väl.",
    "De fick tillskott varje dag.",
    "Dessutom spelar mineralet en roll i syntesen av protein.",
    "Två tredjedelar av patienterna svarade på behandlingen.",
    "Nästan hälften av deltagarna sov bättre.",
    "Som sådan kämpar många med stress.",
    "Under hela behandlingen förbättrades minnet.",
    "Efter tre månader hade muskelstyrkan ökat.",
    "Deltagare som åt fisk hade bättre värden.",
    "Å andra sidan minskar nivåerna med åldern.",
    "Men andra vägar finns också.",
    "Båda studierna varade åtta veckor.",
    "En liknande studie på barn kunde inte bekräfta fyndet.",
    "This may explain its calming effect.",
    "These findings come from a small study.",
    "It helps the body store energy.",
    "It is thought to help the body cope with stress.",
    "They also slept longer.",
    "In the study, half received a placebo.",
    "The trial lasted only eight weeks.",
    "Participants in the treatment arm fell asleep sooner.",
    "Two thirds of the patients responded.",
    "By the end, stress scores had fallen by a third.",
    "After eight weeks, their symptoms had improved.",
    "Compared with the control group, they gained more strength.",
    "Morning cortisol dropped as well.",
    "However, sleep is another matter.",
    "As such, it should be used with care.",
    "For that reason, few doctors recommend it.",
    "Ja, men barn ska ha lägre doser än vuxna.",
    "Yes, but only with food.",
    "Either is fine.",
    "Hos personer med obehandlat högt tryck var sänkningen större.",
    "Där påverkar de hur lätt signaler passerar.",
    "P-piller kan också höja nivåerna.",
    "Mekanismen tros vara att kärlen vidgas.",
]
STANDS = [
    "Det finns flera former av järn.",
    "Det är viktigt att äta varierat.",
    "Det är svårt att mäta nivån i blodet.",
    "Det krävs mer forskning.",
    "Det rekommenderade intaget är 15 mg per dag.",
    "Det mesta av järnet finns i blodet.",
    "De flesta får i sig tillräckligt med kosten.",
    "Den som äter varierat behöver sällan tillskott.",
    "En annan studie kombinerade zink med vitamin C.",
    "En liten studie på äldre fann en skillnad.",
    "Stress har blivit en vanlig del av livet.",
    "Järn behövs för att blodet ska transportera syre.",
    "I den här artikeln går vi igenom vad forskningen säger.",
    "It is important to eat well.",
    "It is not clear whether older people benefit.",
    "It takes weeks to refill the stores.",
    "There are several forms of iron.",
    "A small trial in women found fewer headaches.",
    "Another trial, this time in cyclists, found gains in fitness.",
    "This guide walks through what is known about the heart.",
    "Such as it is called in Latin, the plant grows wild.",
    "The stomach produces less acid with age.",
    "Iron carries oxygen in the blood.",
]


@pytest.mark.parametrize("text", BRINGS_IN)
def test_a_study_is_brought_in(text):
    assert introduces_study(text)


@pytest.mark.parametrize("text", BRINGS_IN_NONE)
def test_no_study_is_brought_in(text):
    assert not introduces_study(text)


@pytest.mark.parametrize("text", LEANS)
def test_a_sentence_leans_on_the_one_before(text):
    assert depends_on_previous(text)


@pytest.mark.parametrize("text", STANDS)
def test_a_sentence_stands_alone(text):
    assert not depends_on_previous(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sperm counts rose, and so did motility.",
        "Skyddet var tydligast hos dem som hade låga nivåer.",
        "I studien fick hälften placebo.",
        "Det fungerar snabbt.",
    ],
)
def test_results_and_the_study_itself_go_on_with_it(text):
    assert goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iron carries oxygen in the blood.",
        "Dessutom behövs järn i musklerna.",
        "The mineral is found in nuts and seeds.",
    ],
)
def test_a_general_truth_goes_on_with_no_study(text):
    assert not goes_on(text)


def test_opening_quotes_and_case_do_not_matter():
    assert depends_on_previous("”Detta är lovande.")
    assert depends_on_previous("“This is promising.")
    assert introduces_study("EN LITEN STUDIE FANN EN SKILLNAD.")


@pytest.mark.parametrize("text", ["", " ", "…", "12", "Det", "It", "a " * 3000])
def test_odd_texts_are_answered_at_once(text):
    assert not introduces_study(text)
    assert not goes_on(text)
    depends_on_previous(text)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Tyvärr är uppgifterna för ångest mindre robusta.", True),
        ("Mer forskning behövs för att veta säkert.", True),
        ("However, the evidence is still uncertain.", True),
        ("Det är dock oklart hur länge effekten håller i sig.", True),
        ("Beteendet på dagen förbättrades däremot inte.", True),
        ("Skillnaden var dock liten, ungefär 1,5 procentenheter.", True),
        ("Tvärtom har stora studier väckt oro.", True),
        ("Unfortunately, there was no difference for the other strain.", True),
        ("Two years later, however, the protection had faded.", True),
        ("And the latest update no longer found a significant effect.", True),
        ("Trials have been disappointing.", True),
        ("It is safe for most people, however much they eat.", False),
        ("The only way to know for sure is a blood test.", False),
        ("Kroppen behöver bara några få mikrogram om dagen.", False),
        ("Larger trials are needed before this can be said for sure.", True),
        ("Tyvärr bromsar nuvarande mediciner inte sjukdomen.", False),
        ("But zinc is also found in meat.", False),
        ("En studie fann att sömnen förbättrades.", False),
    ],
)
def test_a_caveat_is_told_from_other_contrasts(text, limits):
    assert is_caveat(text) == limits

"""Words of Swedish and English that tell nothing of which study a title is of.

Function words, and the words that most titles of medicine have.
"""

COMMON = frozenset(
    """
    och eller men att som en ett den det de i på av för med hos vid till från om mot under
    över mellan efter utan genom inom är var har hade kan ska skulle bör blir blev inte ingen
    mer mest mindre minst mycket få flera många vissa några alla andra annan även också bara
    när där hur vad sig sin sitt sina dess deras man vi du ur samt både antingen kontra
    jämfört än så and or but that which who the a an in on of for with at by to from about
    against between after during into through is are was were be been has have had may can
    will would not no more most less very few many some all other another also only when where
    how what its their they it this these than as so both either versus vs compared effekt
    effekter effekten effekterna roll rollen rolls påverkan betydelse användning behandling
    behandlingen behandlar behandla terapi samband kopplad kopplat koppling kopplingar nivå
    nivåer nivåerna status tillskott kosttillskott supplementering intag form former dos
    effect effects role impact influence use uses treatment treating treat therapy association
    level levels supplement supplements supplementation intake dose studie studien studier
    studies study trial trials prövning klinisk kliniska clinical controlled kontrollerad
    kontrollerade randomiserad randomiserade randomized randomised dubbelblind enkelblind
    double single blind placebo placebokontrollerad placebokontrollerade open label öppen
    pilot pilotstudie systematisk systematic review översikt översyn granskning genomgång
    metaanalys meta analys analysis crossover tvärsnittsstudie fallrapport case series report
    riktlinje guideline narrativ narrative recension cohort kohort likvärdig forskning
    forskningen forskare forskarna forsknings research bevis evidence resultat result results
    data svar positivt patient patienter patients people person personer individ individer
    individual individuals subject subjects deltagare participants grupp group vuxna vuxen
    adult adults barn children child äldre elderly older kvinnor women män friska frisk
    healthy random trialen syndrom syndromet störning störningar sjukdom sjukdomar sjukdomen
    tillstånd disorder disorders disease diseases condition conditions symtom symptoms symptom
    typ type dag dagar day days vecka veckor week weeks månad månader month months år year
    years liten small stor stora stort large ny nya nytt nyare new perspektiv låg låga lågt
    low hög höga high mild måttlig moderate ökar öka ökad increase increases minskar minska
    minskad minskade reduce reduces reduced förbättrar förbättra förbättring improve improves
    improved improvement förebygga förebyggande prevent prevention hjälpa hjälp visar visa
    visade finns olika fann found show first första två tre fyra fem sex sju åtta nio tio elva
    tolv one two three four five six seven eight nine ten eleven twelve tidig early potentiell
    potential effektiv effektivt effective efficacy säker säkert säkerhet safe safety funktion
    function functions kombination combination kombinerat kombinerad combined föreslå föreslås
    suggest suggests senaste sen recent latest grundläggande basic tillräcklig tillräckligt
    enough hälsa hälso health möjlig possible behov need needs utveckling framsteg advances
    progress mekanism mekanismer mechanism mechanisms given gave gives fick work way time
    better annat separat separate outcome outcomes tillskottet enbart alone publicerad
    published skillnad difference
    """.split()
)

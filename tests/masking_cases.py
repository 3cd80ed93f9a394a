"""What people write, a line each: what must be masked (the mark, the text), and what must stay."""

TO_MASK = """
[e-mail] anna punkt svensson snabel-a gmail punkt com
[e-mail] anna.svensson at gmail.com
[e-mail] anna(at)gmail(dot)com
[e-mail] anna [at] gmail [dot] com
[e-mail] anna at gmail dot com
[e-mail] anna at foretag dot se
[e-mail] anna_at_gmail_dot_com
[e-mail] anna-at-gmail-dot-com
[e-mail] anna85 at example.se
[e-mail] anna snabela hotmail.com
[e-mail] anna snabel a gmail
[e-mail] anna understreck ek snabel-a hotmail punkt se
[e-mail] anna.svensson@gmail punkt com
[e-mail] anna @ gmail . com
[e-mail] anna (snabel-a) foretaget (punkt) se
[e-mail] kari krøllalfa online punktum no
[e-mail] kari.nordmann krøllalfa firma prikk no
[e-mail] mette snabel-a firma punktum dk
[e-mail] mette.hansen at jubii.dk
[e-mail] hans Klammeraffe web Punkt de
[e-mail] hans ät gmx punkt de
[e-mail] hans.meier(ät)firma.de
[e-mail] matti miukumauku suomi24 piste fi
[e-mail] matti piste meikäläinen ät-merkki luukku piste com
[e-mail] matti (at) elisa (piste) fi
[e-mail] john at-sign example dot co dot uk
[e-mail] john.smith AT yahoo DOT com
[e-mail] john{at}example{dot}org
[id] 850312-XXXX
[id] 850312-xxxx
[id] 19850312-****
[id] 1985-03-12-XXXX
[id] 850312-12XX
[id] 850312 XXXX
[id] 850312-####
[id] 120385 *****
[id] 120385-XXXX
[id] 12.03.85-xxxxx
[id] 12031985-XXXX
[id] 120385-XXXX
[account] 8327-9, 123 456 789-0
[account] 5000-1234567
[account] 3300, 123 45 67
[account] 1234.56.78903
[account] 1234 56 78903
[account] 0400 9999912345
[account] 123456-785
[account] 90 19 50-6
[account] +71<123456789012345+12345678<
[account] SE45 5000 0000 0583 9825 7467
[account] DE89370400440532013001
[account] NO93 8601 1117 947
[id] XP1234567
[id] C01X00T47
[id] MORGA657054SM9IJ
[id] 12 34 567890 1
[card] 4111-1111-1111-1111
[phone] 0701234567
[phone] +45 40 12 34 56
[phone] 00358 40 123 4567
""".strip().splitlines()

# A word says what the number is, and stays: the line, the secret between bars.
ANNOUNCED = """
clearing |3300| och konto |850312-1234|
Mitt kontonummer är |6152 123 456 789|
konto |123 456 789-1|, tack
bankkonto: |99601234567|
Sätt in på bg |5050-1055|
bankgiro |123-4567|
Bankgironummer: |50501055|
plusgiro |4 50 12-3|
pg |901950-6|
postgiro |12 34 56-7|
OCR-nummer |1234567890128|
mitt passnummer är |12345678|
Passnr: |AA123456|
mitt pass |XA1234567|
körkortsnummer |850312-1234|
nationellt id-kort |12345678|
kontonummer |1234 56 78901|
KID-nummer |12345678903|
mitt passnummer |CCC12345|
førerkortnummer |12 34 567890 1|
reg. |1234| konto |1234567890|
reg.nr. |9570| kontonr. |12345678|
pasnummer |123456789|
kørekort nr. |12345678|
Kontonummer |532013000|, BLZ |370 400 44|
Kto.-Nr. |1234567| Bankleitzahl |10050000|
Reisepass |C01X00T47|
Führerscheinnummer |B072RRE2I55|
Personalausweis |L01X00T471|
tilinumeroni on |123456-785|
tili |159030-776|
passin numero |XP1234567|
ajokortti |123456-789A|
my bank account number is |12345678|
sort code |12-34-56| and account number |12345678|
passport number |533401234|
passport |C12345678|
driver's license |D1234567|
""".strip().splitlines()

TO_LEAVE = """
Är 4–6 veckor nog?
300-400 mg eller 4-6 veckor, 24/7?
sidorna 1234-1245 och s. 69-78, pp. 1105-1117
Är det öppet 24/7, 365 dagar?
doi 10.1016/j.neuropharm.2012.11.007 och 10.1371/journal.pone.0180067
PMID 28654669, PMC5487054
NCT01234567, ISRCTN12345678, EudraCT 2012-001234-56
rs1801133 och rs4680
LY2140023 och MK-0431, BAY 59-7939
CAS 7439-95-4, E 470b
C18H32O2 och C21H27N7O14P2
jag är 45 år, född 1979
född 1985-03-12, är det sent?
12.03.1985 oder 12. März 1985
2010-2020 och 1998–2004
3 pass i veckan, 100000 steg om dagen
träningspass 60 min, 3 x 12 x 80 kg
mitt pass var 45 min, 600 kcal
Tog två pass, 10 000 steg, 8 timmar
konto 10 000 kr
Kontot öppnades 2015
take into account 10 000 patients
This accounts for 300000 deaths
vitamin (a) finns i lever
hepatit (a) och vitamin (a) i 5 mg
I looked at fotnot.se and at www.apotek.se
Can I buy b12 at apotea.se?
Jeg tror at ca. 300 mg er nok
Jeg leste at helsenorge.no anbefaler 350 mg
Er det rigtigt at 10.000 danskere mangler det?
ät 300 g spenat, ät fisk
Ät kosttillskott.se rekommenderar de
at 5.5 mmol is it low?
at breakfast @ 8 or @ 12.30?
artikel AB1234567, batch AB1234567
order 12345, 3 st
antal: 120 tabletter, 2 burkar
beställde 3 burkar den 12/5
B12-1000 och D3-2000
100-200-300-400 mg
100000-200000 IE i veckan
10 20 30-4 mg
1000 mg/dag i 12 veckor (n=1234, p=0,001)
95 % KI 0,85–1,12; I2 = 78 %
blodtryck 120/80, 130/85, 140/90
5 000, 10 000, 20 000 och 50 000 IE
puls 60-100, 7,35-7,45
puntos 12, piste 5, punkt 4
At which dot should I stop, at 5 dot 5?
See polka at dot level
ratio 1:1000, 1/1000, 1-0-1
8-9 timmar, 22.30-06.30
8 327 personer, 1 234 567 i Sverige
1.234.567 Menschen, 12.345.678 Euro
Vitamin B6 1,4 mg; B12 2,4 µg; K2 75 µg; D3 2000 IE
500 mg x 2 i 30 dagar = 30 000 mg
Voiko ottaa 350-400 mg 8-12 viikon ajan?
Reicht das für 6-8 Wochen bei 70-80 kg?
Er 4-6 uger nok til 300-375 mg?
Er 8 til 12 uker nok, og 300 mg?
ruoka-aineet 2018;10:1202, 12(3): 211-227
J Nutr 2018;148:1946-53 e1234567
Hospital, kap. 3.2.1, figur 4-5, tabell 12
W12 6-8, ca 3-4 ggr/v
barn 4-8 år: 65-130 mg; 9-13 år: 110-240 mg
""".strip().splitlines()

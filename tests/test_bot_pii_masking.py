"""No address or number of a person survives; ordinary questions with numbers stay as they are."""

import re
from datetime import date

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from stdnum import iban, luhn
from stdnum.de import idnr
from stdnum.fi import hetu
from stdnum.no import fodselsnummer

from bot.feedback.rows import MOST_COMMENT, MOST_QUESTION, masked
from bot.pii.masking import mask
from tests.masking_cases import ANNOUNCED, TO_LEAVE, TO_MASK

ORDINARY = """
Hur mycket magnesium är 300 mg per dag i 12 veckor?
Jag är 45 år och tar 2 x 200 mg magnesium, 1,5 g C-vitamin och 10 µg D-vitamin
Studien 2010-2020 hade 1234 deltagare, p < 0,05, 95 % KI 1,05–2,30
Vad säger referens 12 och [33], [34-36]?
Vad är doi 10.1016/j.neuropharm.2012.11.007?
https://doi.org/10.1093/advances/nmz007 stämmer det?
PMID 12345678, PMID: 23456789 och PMC1234567
ISBN 978-91-44-12345-6
NCT01234567 och ISRCTN12345678
Ska jag ringa 1177 eller 112? Eller 90101? Eller 116 117?
2019 2020 2021, vilka studier kom då?
mellan 1998–2004 och 2005 - 2010
Är 100-200-300-400 mg ok?
10 20 30 40 mg, vilken dos?
den 2024-05-12, 12/5 2024 och 12.05.2024
blodtryck 120/80 och puls 60
0.25 0.50 0.75 1.00 g
0,5-1,5 2,5 3,5
kl 22:30, 8 timmar, 7-9 timmar
B6 1,4 mg, B₁₂ 2,4 µg, omega 3, ½ tablett, Mg²⁺
30 000 personer, 1 000 000 kr, 12 345 678 invånare
10 000 IE d-vitamin i 3 månader, 20000 IE och 50000 IE
barn 3–5 år, 6-12 år och 13 - 18 år
Kan man ta 375mg 1-0-1?
Är 10 20 30 40 50 60 för mycket? Och 2020-10-12 kl 14:30?
Batch 23456789, artikelnummer 45678901 och EAN 7312345678901
ring 112, 113, 1177, 1813, 116123 eller 116 117 nu
E-vitamin 400 IU @ breakfast?
Neuropharmacology 2013;74:69-78 och 2012;26(2):123-31
1,25(OH)2D 45-120 pmol/L
Is 4,300 of 12,000 patients a lot?
Wie viel Magnesium bei 70 kg und 1,80 m?
Kan jeg tage 2 tabletter a 250 mg kl. 8 og 20?
Voiko 65-vuotias ottaa 350 mg päivässä?
https://butik.example/magnesium/artikel
""".strip().splitlines()

AROUND = st.sampled_from([("", ""), ("Hej, ", " tack"), ("min: ", "."), ("(", ")"), ("x ", "?\n")])
BORN = st.dates(date(1920, 1, 1), date(2020, 12, 31))
REGIONS = ("SE", "NO", "DK", "FI", "DE")
FORMATS = (
    PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL,
    PhoneNumberFormat.NATIONAL, PhoneNumberFormat.RFC3966,
)  # fmt: skip


def is_hidden(secret, around):
    masked = mask(f"{around[0]}{secret}{around[1]}")
    left = re.sub(r"\[(?:e-mail|link|id|card|account|phone)\]", "", masked)
    return not re.search(r"\d|@", left), masked


def check(secret, around):
    hidden, masked = is_hidden(secret, around)
    assert hidden, (secret, masked)


@pytest.mark.parametrize("question", ORDINARY)
def test_an_ordinary_question_stays_as_it_is(question):
    assert mask(question) == question


@settings(max_examples=300, deadline=None)
@given(st.emails(), AROUND)
def test_no_email_survives(address, around):
    masked = mask(f"{around[0]}{address}{around[1]}")
    assert address not in masked
    assert "@" not in masked


@pytest.mark.parametrize(
    "written",
    [
        "anna (at) gmail.com", "anna[at]gmail.com", "anna snabel-a gmail punkt com", "anna@gmail",
        "anna @ gmail.com", "åsa@företag.se", '"anna svensson"@example.se', "anna＠example.se",
        "anna@\u200bexample.se", "anna krøllalfa gmail punktum com",
    ],
)  # fmt: skip
def test_an_email_written_another_way_is_masked(written):
    assert mask(f"Skriv till {written} tack") == "Skriv till [e-mail] tack"


@st.composite
def phone_numbers(draw):
    region = draw(st.sampled_from(REGIONS))
    kind = draw(st.sampled_from([PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE]))
    example = phonenumbers.example_number_for_type(region, kind)
    digits = list(str(example.national_number))
    for at in range(len(digits) - 4, len(digits)):
        digits[at] = str(draw(st.integers(0, 9)))
    number = phonenumbers.PhoneNumber(
        country_code=example.country_code, national_number=int("".join(digits))
    )
    return phonenumbers.format_number(number, draw(st.sampled_from(FORMATS)))


@settings(max_examples=400, deadline=None)
@given(phone_numbers(), AROUND)
def test_no_phone_number_survives(number, around):
    check(number, around)


@settings(max_examples=200, deadline=None)
@given(
    st.from_regex(
        r"07[02369][ -]?\d{7}|07[02369]-\d{3} \d{2} \d{2}|0\d{1,2}-\d{2,3} \d{2} \d{2}", fullmatch=True,
        alphabet="0123456789 -",
    ).filter(lambda number: number[1] != "0"),
    AROUND,
)  # fmt: skip
def test_no_swedish_number_survives_however_it_is_grouped(number, around):
    check(number, around)


@settings(max_examples=400, deadline=None)
@given(BORN, st.integers(0, 9999), st.booleans(), st.booleans(), AROUND,
       st.sampled_from(["", "-", "+", " ", " - ", "–"]))  # fmt: skip
def test_no_swedish_identity_number_survives(born, rest, century, coordination, around, sign):
    day = born.day + 60 * coordination
    year = f"{born:%Y}" if century else f"{born:%y}"
    check(f"{year}{born:%m}{day:02}{sign}{rest:04}", around)


@settings(max_examples=200, deadline=None)
@given(BORN, st.integers(0, 999), AROUND)
def test_no_swedish_number_with_a_right_check_digit_survives_beside_a_unit(born, rest, around):
    digits = f"{born:%y%m%d}{rest:03}"
    check(f"{digits[:6]}-{rest:03}{luhn.calc_check_digit(digits)} kr", around)


@settings(max_examples=300, deadline=None)
@given(BORN, st.integers(0, 99999), st.sampled_from([0, 40]), AROUND,
       st.sampled_from(["", " ", "-"]), st.sampled_from(["", " ", "."]))  # fmt: skip
def test_no_norwegian_identity_number_survives(born, rest, added, around, sign, dot):
    date_part = dot.join((f"{born.day + added:02}", f"{born:%m}", f"{born:%y}"))
    check(f"{date_part}{sign}{rest:05}", around)


@settings(max_examples=200, deadline=None)
@given(BORN, st.integers(0, 9999), AROUND, st.sampled_from(["", "-", " ", " - "]))
def test_no_danish_identity_number_survives(born, rest, around, sign):
    check(f"{born:%d%m%y}{sign}{rest:04}", around)


@settings(max_examples=200, deadline=None)
@given(BORN, st.integers(2, 899), AROUND, st.sampled_from("+-ABCDEFYXWVU"), st.booleans())
def test_no_finnish_identity_number_survives(born, rest, around, sign, right):
    number = f"{born:%d%m%y}{rest:03}"
    letter = hetu._calc_checksum(number) if right else "0123456789ABCDEFHJKLMNPRSTUVWXY"[rest % 31]
    check(f"{born:%d%m%y}{sign}{rest:03}{letter}", around)
    check(f"{born:%d%m%y}{sign.lower()}{rest:03}{letter.lower()}", around)


@settings(max_examples=200, deadline=None)
@given(st.integers(10**10, 10**11 - 1), AROUND, st.booleans())
def test_no_german_tax_number_survives(number, around, spaced):
    digits = str(number)
    check(f"{digits[:2]} {digits[2:5]} {digits[5:8]} {digits[8:]}" if spaced else digits, around)


@pytest.mark.parametrize("number", ["65 170839 J 003", "A123456780", "86095742719"])
def test_other_german_numbers_are_masked(number):
    assert mask(f"Nummer {number}, danke") == "Nummer [id], danke"
    assert idnr.is_valid("86095742719")
    assert fodselsnummer.is_valid("151086 95088")


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("4111 1111 1111 1111", "[card]"),
        ("SE45 5000 0000 0583 9825 7466", "[account]"),
        ("https://shop.example/reset?token=abc123", "[link]"),
        ("https://shop.example/r/abcdefghij0123456789xyz", "[link]"),
        ("070-123 45 67", "[phone]"),
        ("+46 70 123 45 67", "[phone]"),
        ("0701234567", "[phone]"),
        ("0151-234 567 89", "[phone]"),
        ("406-12-345", "[phone]"),
        ("40.61.23.45", "[phone]"),
        ("0046 (0)70 123 45 67", "[phone]"),
        ("19 900101-1234", "[id]"),
        ("1990-01-01-1234", "[id]"),
        ("٠٧٠١٢٣٤٥٦٧", "[phone]"),
    ],
)
def test_each_has_its_mark(written, mark):
    assert mask(f"Det är {written} tack") == f"Det är {mark} tack"
    assert iban.is_valid("SE45 5000 0000 0583 9825 7466")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_masked_again(text):
    once = mask(text)
    assert mask(once) == once


@pytest.mark.parametrize("case", TO_MASK)
@pytest.mark.parametrize("around", [("Det är ", " tack"), ("", ""), ("Hej: ", "."), ("x\n", "\ny")])
def test_what_tells_who_somebody_is_is_masked(case, around):
    mark, written = case.split(" ", 1)
    assert mask(f"{around[0]}{written}{around[1]}") == f"{around[0]}{mark}{around[1]}"


@pytest.mark.parametrize("case", ANNOUNCED)
def test_a_number_that_a_word_announces_is_masked_and_the_word_stays(case):
    got = re.sub(r"\[(?:account|id|phone|card)\]", "[#]", mask(case.replace("|", "")))
    assert got == re.sub(r"\|[^|]*\|", "[#]", case)


@pytest.mark.parametrize("written", TO_LEAVE)
def test_what_tells_nobody_stays_as_it_is(written):
    assert mask(written) == written


def test_a_number_is_found_beside_another_that_is_none():
    assert mask("1 4111 1111 1111 1111") == "1 [card]"
    assert mask("ab12 SE45 5000 0000 0583 9825 7466") == "ab12 [account]"


@pytest.mark.parametrize("most", [MOST_QUESTION, MOST_COMMENT])
@pytest.mark.parametrize("secret", ["070-123 45 67", "850312-1234", "anna.svensson@example.se"])
@pytest.mark.parametrize("before", [1, 5, 9, 20])
def test_what_the_end_cuts_in_two_is_masked_as_a_whole(most, secret, before):
    text = "x" * (most - before - 1) + " " + secret + " och mer" * 1000
    kept = masked(text, most)
    assert len(kept) <= most
    assert re.fullmatch(r"x+ (?:\[(?:e-mail|id|phone)\][a-z ]*)?", kept), kept[-40:]


def test_what_many_addresses_make_shorter_shows_nothing_from_beyond_the_end():
    kept = masked(f"{'a' * 40}@example.se " * 200 + "070123", MOST_COMMENT)
    assert set(kept.split()) == {"[e-mail]"}


def test_beyond_what_anybody_writes_every_row_of_figures_is_masked():
    numbers = [f"{700 + at} {at:03} {10 + at}" for at in range(80)]
    masked_text = mask(", ".join(numbers))
    assert masked_text.endswith("[phone], [phone], [phone]")
    assert mask(masked_text) == masked_text

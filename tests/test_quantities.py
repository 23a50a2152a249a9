from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.quantities import Quantity, bounds_changed, compare, find, lost, missing, same_value


def only(text: str) -> Quantity:
    found = find(text)
    assert len(found) == 1, f"{text!r} has {[q.text for q in found]}"
    return found[0]


def texts(quantities: tuple[Quantity, ...]) -> list[str]:
    return [q.text for q in quantities]


@pytest.mark.parametrize(
    ("text", "value", "unit", "noun"),
    [
        ("twenty-one ships", "21", None, "ship"),
        ("two hundred and five men", "205", None, "man"),
        ("one hundred and twenty-three thousand four hundred and fifty-six votes", "123456", None, "vote"),
        ("twelve hundred jobs", "1200", None, "job"),
        ("two thousand and five hundred", "2500", None, None),
        ("a dozen eggs", "12", None, "egg"),
        ("two dozen laws", "24", None, "law"),
        ("half a million people", "500000", None, "person"),
        ("three million more people", "3000000", None, "person"),
        ("one million people", "1000000", None, "person"),
        ("two and a half million homes", "2500000", None, "home"),
        ("1,234,567 people", "1234567", None, "person"),
        ("1\u00a0234\u202f567 people", "1234567", None, "person"),
        ("12,34,567 rupees", "1234567", "inr", None),
        ("1.2 million people", "1200000", None, "person"),
        ("5 lakh voters", "500000", None, "voter"),
        ("10k runners", "10000", None, "runner"),
        ("100m people", "100000000", None, "person"),
        ("a 100m sprint", "100", "m", None),
        ("3bn barrels", "3000000000", "barrel", None),
        ("£3.5m", "3500000", "gbp", None),
        ("€5m", "5000000", "eur", None),
        ("$1.2 trillion", "1200000000000", "usd", None),
        ("US$50m", "50000000", "usd", None),
        ("A$50", "50", "aud", None),
        ("USD 5 million", "5000000", "usd", None),
        ("Rs 500 crore", "5000000000", "inr", None),
        ("20 Canadian dollars", "20", "cad", None),
        ("300 roubles", "300", "rub", None),
        ("a $5-million deal", "5000000", "usd", None),
        ("80%", "80", "percent", None),
        ("80 per cent", "80", "percent", None),
        ("eighty percent", "80", "percent", None),
        ("80% of Volchansk’s territory", "80", "percent", "territory"),
        ("four fifths of the land", "80", "percent", "land"),
        ("half of them", "50", "percent", None),
        ("3/4 of voters", "75", "percent", "voter"),
        ("¾ of voters", "75", "percent", "voter"),
        ("one in five people", "20", "percent", "person"),
        ("nine out of ten doctors", "90", "percent", "doctor"),
        ("half a percent", "0.5", "percent", None),
        (".5 percent", "0.5", "percent", None),
        ("5 percentage points", "5", "percentage-point", None),
        ("50 basis points", "50", "basis-point", None),
        ("2½ years", "2.5", "year", None),
        ("half an hour", "0.5", "hour", None),
        ("a five-year plan", "5", "year", None),
        ("a 45-year-old man", "45", "year", "age"),
        ("aged 45", "45", None, "age"),
        ("a 12-member council", "12", None, "member"),
        ("60 mph", "60", "mile", None),
        ("20 square miles", "20", "sq-mile", None),
        ("20°C", "20", "celsius", None),
        ("minus 5 degrees Celsius", "-5", "celsius", None),
        ("−3%", "-3", "percent", None),
        ("tenfold", "10", "times", None),
        ("230,000 criminal cases", "230000", None, "case"),
        ("500 Russian-backed fighters", "500", None, "fighter"),
        ("six would-be immigrants", "6", None, "immigrant"),
        ("12 were killed", "12", None, "killed"),
        ("40 Palestinians killed", "40", None, "palestinian"),
        ("2000 people", "2000", None, "person"),
    ],
)
def test_an_amount_has_a_value_a_unit_and_a_noun(text: str, value: str, unit: str | None, noun: str | None) -> None:
    q = only(text)
    assert (q.low, q.high) == (Decimal(value), Decimal(value))
    assert (q.unit, q.noun, q.kind, q.weak) == (unit, noun, "cardinal", False)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "approximate"),
    [
        ("between 15,000 and 18,000 soldiers", "15000", "18000", None, False),
        ("15-20 people", "15", "20", None, False),
        ("15 to 20 people", "15", "20", None, False),
        ("two or three days", "2", "3", "day", False),
        ("$5m-$6m", "5000000", "6000000", "usd", False),
        ("$5-6 million", "5000000", "6000000", "usd", False),
        ("1.5 to 2 million", "1500000", "2000000", None, False),
        ("fell 5–10%", "5", "10", "percent", False),
        ("over 230,000 cases", "230000", "Infinity", None, False),
        ("no fewer than 40", "40", "Infinity", None, False),
        ("more than 2000 soldiers", "2000", "Infinity", None, False),
        ("50+ people", "50", "Infinity", None, False),
        ("40 or more", "40", "Infinity", None, False),
        ("65 years and older", "65", "Infinity", "year", False),
        ("up to 30", "-Infinity", "30", None, False),
        ("no more than three", "-Infinity", "3", None, False),
        ("less than 5%", "-Infinity", "5", "percent", False),
        ("just under $5 million", "-Infinity", "5000000", "usd", True),
        ("about 80%", "80", "80", "percent", True),
        ("nearly 200", "200", "200", None, True),
        ("some 300 people", "300", "300", None, True),
        ("50 or so", "50", "50", None, True),
        ("hundreds of people", "200", "999", None, True),
        ("tens of thousands of people", "20000", "99000", None, True),
        ("millions of dollars", "2000000", "999999999", "usd", True),
        ("several dozen men", "24", "108", None, True),
        ("in his 40s", "40", "49", None, False),
    ],
)
def test_bounds_and_ranges_become_intervals(text: str, low: str, high: str, unit: str | None, approximate: bool) -> None:
    q = only(text)
    assert (q.low, q.high, q.unit, q.approximate) == (Decimal(low), Decimal(high), unit, approximate)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 November 2025", (2025, 11, 3, None, None)),
        ("the 3rd of November", (None, 11, 3, None, None)),
        ("Nov. 3", (None, 11, 3, None, None)),
        ("November 3rd, 2025", (2025, 11, 3, None, None)),
        ("2025-11-03", (2025, 11, 3, None, None)),
        ("23/11/2025", (2025, 11, 23, None, None)),
        ("3/11/2025", (2025, None, None, None, None)),
        ("early November", (None, 11, None, None, "early")),
        ("February 2022", (2022, 2, None, None, None)),
        ("in May", (None, 5, None, None, None)),
        ("on Monday", (None, None, None, 1, None)),
        ("in 2022", (2022, None, None, None, None)),
        ("mid-2022", (2022, None, None, None, "mid")),
        ("in 2016 voters chose", (2016, None, None, None, None)),
        ("the 2020 elections", (2020, None, None, None, None)),
        ("since 1848", (1848, None, None, None, None)),
    ],
)
def test_dates_have_the_fields_that_the_text_gives(text: str, value: tuple[int | str | None, ...]) -> None:
    when = only(text).when
    assert when is not None
    assert when[:5] == value


@pytest.mark.parametrize(
    ("text", "minute"), [("9 a.m.", 540), ("9:30pm", 1290), ("14:30", 870), ("noon", 720), ("12 a.m.", 0), ("9.15am", 555)]
)
def test_times_of_day_are_minutes_from_midnight(text: str, minute: int) -> None:
    q = only(text)
    assert (q.unit, q.low, q.text) == ("time", Decimal(minute), text)


@pytest.mark.parametrize(("text", "low", "high"), [("the 1990s", 1990, 1999), ("the '90s", 1990, 1999), ("2015-16", 2015, 2016)])
def test_decades_and_double_years_span(text: str, low: int, high: int) -> None:
    q = only(text)
    assert (q.kind, q.low, q.high) == ("year", Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "Boeing 737",
        "F-16",
        "Covid-19",
        "COP28",
        "MH17",
        "5G",
        "9/11",
        "24/7",
        "Article 5",
        "No. 10",
        "202-555-0147",
        "1.2.3",
        "A320neo",
        "7" * 30,
    ],
)
def test_numbers_that_name_things_are_identifiers(text: str) -> None:
    q = only(text)
    assert (q.kind, q.text) == ("identifier", text)


@pytest.mark.parametrize(
    ("text", "value", "noun", "weak"),
    [
        ("the 57th Separate Motorized Infantry Brigade", 57, "brigade", False),
        ("the fifty-seventh man", 57, "man", False),
        ("the 21st century", 21, "century", False),
        ("first, police said", 1, None, True),
    ],
)
def test_ordinals_rank_a_noun(text: str, value: int, noun: str | None, weak: bool) -> None:
    q = only(text)
    assert (q.kind, q.unit, q.low, q.noun, q.weak) == ("ordinal", "ordinal", Decimal(value), noun, weak)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("voted 7-4", 4, 7), ("won 3–1", 1, 3), ("lost 2-6", 2, 6), ("passed 218 to 210", 210, 218), ("a 5-4 ruling", 4, 5)],
)
def test_scores_are_no_ranges(text: str, low: int, high: int) -> None:
    q = only(text)
    assert (q.kind, q.low, q.high) == ("score", Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["one of the men", "no one came", "one man said"])
def test_one_as_a_pronoun_or_article_is_weak(text: str) -> None:
    assert only(text).weak
    assert not only("one percent").weak


@pytest.mark.parametrize("text", ["a man and an apple", "see https://a.b/123/456", "he may go", "march on", "the second-", "one-sided", ""])
def test_what_is_no_quantity_is_not_found(text: str) -> None:
    assert [q for q in find(text) if not q.weak and q.kind != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("21,600 soldiers deserted in October alone", "in:october"),
        ("180,000 deserters recorded since the beginning of the year", "since:year-start"),
        ("between 15,000 and 18,000 deserters leave the ranks each month", "monthly"),
        ("50 people a day", "daily"),
        ("$15 an hour", "hourly"),
        ("60 mph", "hourly"),
        ("20 people have died so far this year", "since:year-start"),
        ("40 died last month", "in:last-month"),
        ("12 people died", None),
        ("12 people died a day later", None),
    ],
)
def test_a_figure_knows_its_period(text: str, period: str | None) -> None:
    assert [q.period for q in find(text) if q.kind == "cardinal"] == [period]


def test_each_figure_of_a_sentence_takes_its_own_period() -> None:
    text = (
        "He counts 21,600 soldiers in October, with 180,000 since the beginning of the year."
        " Since February 2022, over 230,000 cases were opened."
    )
    assert [(q.text, q.period) for q in find(text) if q.kind == "cardinal"] == [
        ("21,600", "in:october"),
        ("180,000", "since:year-start"),
        ("over 230,000", "since:2022-02"),
    ]


def test_a_change_from_one_figure_to_another_is_two_points_of_one_unit() -> None:
    found = find("rose from 5 to 7 percent")
    assert [(int(q.low), int(q.high), q.unit) for q in found] == [(5, 5, "percent"), (7, 7, "percent")]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("80%", "80 per cent", True),
        ("80%", "eighty percent", True),
        ("four fifths", "80%", True),
        ("eight in ten", "80 percent", True),
        ("two-thirds", "66.7%", True),
        ("two-thirds", "67%", True),
        ("two-thirds", "66%", False),
        ("1.2 million", "1,200,000", True),
        ("5 km", "5,000 metres", True),
        ("two weeks", "14 days", True),
        ("F-16s", "F-16", True),
        ("F-16", "F-18", False),
        ("over 5", "5", False),
        ("about 5", "5", True),
        ("$5", "€5", False),
        ("5 km", "5 kg", False),
        ("80 soldiers", "80%", False),
        ("won 7-4", "lost 4-7", True),
        ("57th Brigade", "57 brigades", False),
    ],
)
def test_same_value_sees_through_the_way_of_writing(a: str, b: str, same: bool) -> None:
    assert same_value(only(a), only(b)) is same
    assert same_value(only(b), only(a)) is same


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("12 people", "twelve people", "same"),
        ("12 people", "15 people", "incompatible"),
        ("12 people", "15 dogs", "unrelated"),
        ("12", "15", "unrelated"),
        ("80% of voters", "60% of voters", "incompatible"),
        ("about 80%", "78%", "compatible"),
        ("80% of Nordvik", "80% of Nordvik’s territory", "same"),
        ("about 80%", "60%", "incompatible"),
        ("over 230,000 cases", "235,000 cases", "compatible"),
        ("over 230,000 cases", "200,000 cases", "incompatible"),
        ("up to 40 men", "over 50 men", "incompatible"),
        ("between 15,000 and 18,000 men", "16,500 men", "compatible"),
        ("between 15,000 and 18,000 men", "20,000 men", "incompatible"),
        ("18,000 men each month", "21,600 men a year", "unrelated"),
        ("18,000 men each month", "18,000 men", "unrelated"),
        ("5 miles", "8 km", "compatible"),
        ("5 miles", "9 km", "incompatible"),
        ("$5 million", "$6 million", "incompatible"),
        ("$5 million", "€6 million", "unrelated"),
        ("voted 7-4", "voted 6-5", "incompatible"),
        ("57th Brigade", "58th Brigade", "unrelated"),
        ("F-16", "F-16s", "same"),
        ("3 November 2025", "November 3", "compatible"),
        ("3 November", "4 November", "incompatible"),
        ("in 2022", "in 2023", "unrelated"),
        ("November", "3 November 2025", "compatible"),
        ("on Monday", "3 November", "unrelated"),
        ("hundreds of people", "347 people", "compatible"),
        ("nine days", "nine", "same"),
        ("three days", "more than 2,900", "unrelated"),
    ],
)
def test_compare_opposes_only_the_same_measure(a: str, b: str, relation: str) -> None:
    assert compare(only(a), only(b)) == relation
    assert compare(only(b), only(a)) == relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("21,600 soldiers left in October", "18,000 soldiers left in September", "unrelated"),
        ("21,600 soldiers left in October", "18,000 soldiers left in October", "incompatible"),
        ("21,600 soldiers left in October", "18,000 soldiers left", "unrelated"),
        ("12 people died on Monday", "15 people died", "incompatible"),
        ("12 people died on Monday", "15 people died on Tuesday", "unrelated"),
    ],
)
def test_compare_heeds_the_period(a: str, b: str, relation: str) -> None:
    assert compare(find(a)[0], find(b)[0]) == relation


@pytest.mark.parametrize(
    ("written", "allowed", "absent"),
    [
        ("Some 21,600 men left on November 3", "21,600 soldiers left on 3 November 2025", []),
        ("It began in 2025.", "It began on 3 November 2025.", []),
        ("It began on 3 November 2025.", "It began on November 3.", ["3 November 2025"]),
        ("It began on 3 November 2025.", "In 2025 it began, on November 3.", []),
        ("It began on 4 November.", "It began on 3 November.", ["4 November"]),
        ("It began in November.", "It began in early November.", []),
        ("It began in early November.", "It began in late November.", ["early November"]),
        ("Up to 18,000 leave.", "Between 15,000 and 18,000 leave.", []),
        ("15,000 to 18,000 leave.", "Between 15,000 and 18,000 leave.", []),
        ("17,000 leave.", "Between 15,000 and 18,000 leave.", ["17,000"]),
        ("80 percent of it", "four fifths of it", []),
        ("80% of soldiers", "80 soldiers", ["80%"]),
        ("80 soldiers", "80% of soldiers", ["80"]),
        ("$5 million", "5 million people", ["$5 million"]),
        ("one of them", "all of them", []),
        ("hundreds died", "347 people died", ["hundreds"]),
        ("200 died", "hundreds died", ["200"]),
        ("hundreds died", "hundreds of people died", []),
        ("in 1999", "in the 1990s", ["1999"]),
        ("in 2016", "in 2015-16", []),
        ("an F-16", "16 people", ["F-16"]),
        ("a Boeing 737", "two 737s", []),
        ("the 57th Brigade", "the 58th Brigade", ["57th"]),
        ("won 7-4", "voted seven to four", []),
    ],
)
def test_missing_lists_what_the_source_does_not_say(written: str, allowed: str, absent: list[str]) -> None:
    assert texts(missing(written, allowed)) == absent


@pytest.mark.parametrize(
    ("written", "source", "absent"),
    [
        ("Soldiers deserted in October.", "21,600 soldiers deserted in October.", ["21,600"]),
        ("It began on November 3.", "It began on 3 November 2025.", []),
        ("15,000 leave.", "Between 15,000 and 18,000 leave.", ["Between 15,000 and 18,000"]),
        ("They left.", "One of them left first.", []),
    ],
)
def test_lost_lists_what_was_left_out(written: str, source: str, absent: list[str]) -> None:
    assert texts(lost(written, source)) == absent


@pytest.mark.parametrize(
    ("written", "source", "changed"),
    [
        ("230,000 cases", "over 230,000 cases", ["230,000"]),
        ("more than 230,000 cases", "over 230,000 cases", []),
        ("up to 40 men", "at least 40 men", ["up to 40"]),
        ("at least 40 men", "40 men", ["at least 40"]),
        ("about 40 men", "40 men", []),
        ("80%", "approximately 80%", ["80%"]),
        ("around 80%", "approximately 80%", []),
        ("about 230,000", "over 230,000", ["about 230,000"]),
        ("18,000 a month", "between 15,000 and 18,000 a month", ["18,000"]),
        ("up to 18,000 a month", "between 15,000 and 18,000 a month", []),
        ("40 men", "at least 40 men, later 40 men", []),
        ("50 men", "at least 40 men", []),
    ],
)
def test_bounds_changed_lists_dropped_added_and_inverted_bounds(written: str, source: str, changed: list[str]) -> None:
    assert texts(bounds_changed(written, source)) == changed


_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(n: int) -> str:
    small, tens = _UNDER_TWENTY.split(), _TENS.split()
    if n < 20:
        return small[n]
    if n < 100:
        return tens[n // 10 - 2] + (f"-{small[n % 10]}" if n % 10 else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            join = " and " if rest < 100 else " "
            return f"{spelled(n // size)} {word}" + (join + spelled(rest) if rest else "")
    raise AssertionError(n)


@given(st.integers(2, 10**12 - 1))
def test_an_integer_has_one_value_in_every_style(n: int) -> None:
    for style in (f"{n:,}", str(n), spelled(n), f"{n:,}".replace(",", "\u202f")):
        q = only(f"they counted {style} widgets")
        assert q.low == q.high == n
    assert only(f"{n:,} percent").low == only(f"{n:,}%").low == only(f"{spelled(n)} per cent").low == n


@given(st.integers(1, 99_999), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]))
def test_a_scale_word_multiplies(tenths: int, scale: tuple[str, int]) -> None:
    assert only(f"${tenths / 10:.1f} {scale[0]}").low == Decimal(tenths) * 10 ** (scale[1] - 1)


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_a_date_has_one_value_in_every_style(day: date) -> None:
    month = day.strftime("%B")
    for style in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
        day.isoformat(),
    ):
        assert only(style).when == (day.year, day.month, day.day, None, None, None)


_PIECES = st.sampled_from(
    "over about between and to - – / . , % $ £ 5 7 15,000 2022 1990 s th November Monday May half a third of one two hundred thousand"
    " million dozens people soldiers killed each month since the beginning year in on at per cent F -16 Boeing 737 old years m k bn"
    " ' \" \n ( ) won ½ +".split(" ")
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES, max_size=30).map("".join))


@settings(max_examples=300)
@given(_TEXTS)
def test_offsets_give_the_text_and_spans_do_not_overlap(text: str) -> None:
    end = 0
    for q in find(text):
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        assert q.low <= q.high
        end = q.end


@settings(max_examples=300)
@given(_TEXTS)
def test_nothing_of_a_text_is_missing_lost_or_changed_in_itself(text: str) -> None:
    assert missing(text, text) == ()
    assert lost(text, text) == ()
    assert bounds_changed(text, text) == ()


@settings(max_examples=300)
@given(_TEXTS, _TEXTS)
def test_compare_and_same_value_are_symmetric_and_reflexive(one: str, other: str) -> None:
    for a in find(one):
        assert same_value(a, a)
        for b in find(other):
            assert compare(a, b) == compare(b, a)
            assert same_value(a, b) == same_value(b, a)


@given(_TEXTS, _TEXTS)
def test_more_allowed_text_never_makes_more_missing(written: str, allowed: str) -> None:
    before = missing(written, allowed)
    after = missing(written, f"{allowed}\n\n{written}")
    assert set(after) <= set(before)


@pytest.mark.parametrize(("unit", "times"), [("7", 100_000), ("one ", 100_000), ("soldiers ", 100_000)])
def test_a_hundred_thousand_digits_or_words_are_read_to_the_end(unit: str, times: int) -> None:
    assert texts(find(unit * times + " and 42 soldiers"))[-1] == "42"


# Repetitions that make a careless pattern or look-ahead quadratic.
@pytest.mark.parametrize(
    "unit",
    [
        "7,",
        "7-",
        "7.",
        "1,234",
        "one ",
        "hundred ",
        "twenty-",
        "million ",
        "a-",
        '"',
        "between ",
        "5 to ",
        "a1",
        "November ",
        "half a ",
        "over ",
        " 5 a-b",
        "'s",
    ],
)
def test_long_repetitions_are_read_to_the_end(unit: str) -> None:
    text = unit * (30_000 // len(unit)) + " and 42 soldiers"
    assert find(text)[-1].text.endswith("42")
    assert find(text)[-1].noun == "soldier"

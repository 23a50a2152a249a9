"""The closed vocabulary of figures: number words, units, currencies, bounds, months."""

from __future__ import annotations

from decimal import Decimal

from summarizer.quantities.base import word_set

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL = {w: Decimal(n) for n, w in enumerate(_SMALL.split())}
TENS = {w: Decimal(10 * n) for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
SCALES = {
    "thousand": Decimal(10**3),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
MANY = {"dozen": Decimal(12), "ten": Decimal(10), "hundred": Decimal(100), **SCALES}
"""What can stand in the plural with no number before it ("dozens"), or after "several"."""
SHORT_SCALES = {
    "k": SCALES["thousand"],
    "m": SCALES["million"],
    "mn": SCALES["million"],
    "mln": SCALES["million"],
    "bn": SCALES["billion"],
    "b": SCALES["billion"],
    "bln": SCALES["billion"],
    "tn": SCALES["trillion"],
    "trn": SCALES["trillion"],
}
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth"
)
ORDINALS = {w: Decimal(n) for n, w in enumerate(_ORDINALS.split())}
ORDINAL_TENS = {
    w: Decimal(10 * n)
    for n, w in enumerate(["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"], 2)
}
ORDINAL_SCALES = {"hundredth": Decimal(100), "thousandth": Decimal(1000), "millionth": Decimal(10**6)}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "halves": 2,
    "thirds": 3,
    "quarters": 4,
    "fourths": 4,
    "fifths": 5,
    "sixths": 6,
    "sevenths": 7,
    "eighths": 8,
    "ninths": 9,
    "tenths": 10,
}

_MONTHS = "january february march april may june july august september october november december"
MONTH_NAMES = tuple(_MONTHS.split())
MONTHS = {w: n for n, w in enumerate(MONTH_NAMES, 1)}
SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {w + s: n for n, w in enumerate(WEEKDAY_NAMES, 1) for s in ("", "s", "'s")}

_UNIT_WORDS = {
    "percent": "percent pct",
    "basis-point": "bps",
    "km": "kilometre kilometer",
    "m": "metre meter",
    "cm": "centimetre centimeter",
    "mm": "millimetre millimeter",
    "mile": "mile",
    "foot": "foot feet",
    "yard": "yard",
    "inch": "inch inches",
    "kg": "kilogram kilo kilogramme",
    "g": "gram gramme",
    "mg": "milligram milligramme",
    "tonne": "tonne",
    "ton": "ton",
    "ounce": "ounce",
    "hectare": "hectare",
    "acre": "acre",
    "litre": "litre liter",
    "gallon": "gallon",
    "barrel": "barrel",
    "watt": "watt",
    "kw": "kilowatt",
    "mw": "megawatt",
    "gw": "gigawatt",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "century centuries",
    "degree": "degree",
    "times": "fold times",
    "usd": "dollar buck",
    "eur": "euro",
    "pound": "pound",
    "rub": "ruble rouble",
    "uah": "hryvnia hryvnya",
    "cny": "yuan renminbi",
    "jpy": "yen",
    "inr": "rupee",
    "ils": "shekel",
    "try": "lira liras",
    "pln": "zloty zlotys",
    "krw": "won",
    "zar": "rand",
    "chf": "franc",
    "cent": "cent",
    "penny": "pence penny",
}
UNITS = {w + s: unit for unit, words in _UNIT_WORDS.items() for w in words.split() for s in ("", "s")}
"""Spelled units. "pound" may be money or weight. Krone, peso and riyal are left as nouns: the word does not say whose."""
SHORT_UNITS = {
    "km": "km",
    "m": "m",
    "cm": "cm",
    "mm": "mm",
    "kg": "kg",
    "g": "g",
    "mg": "mg",
    "t": "tonne",
    "lb": "lb",
    "lbs": "lb",
    "ft": "foot",
    "in": "inch",
    "oz": "ounce",
    "ha": "hectare",
    "kw": "kw",
    "mw": "mw",
    "gw": "gw",
    "kwh": "kwh",
    "mwh": "mwh",
    "gwh": "gwh",
    "gb": "gb",
    "mb": "mb",
    "tb": "tb",
    "pc": "percent",
    "pp": "percentage-point",
    "hrs": "hour",
    "hr": "hour",
    "min": "minute",
    "mins": "minute",
    "sec": "second",
    "secs": "second",
    "yrs": "year",
    "yr": "year",
    "km²": "sq-km",
    "m²": "sq-m",
    "m³": "cubic-m",
    "mph": "mile",
    "kmh": "km",
    "kph": "km",
    "x": "times",
    "p": "penny",
}
HOURLY_UNITS = frozenset({"mph", "kmh", "kph"})
GLUED_ONLY = frozenset({"g", "t", "in", "min", "x", "p", "pc", "sec"})
"""Abbreviations that are something else when a blank stands before them."""
BASES: dict[str, tuple[str, Decimal]] = {
    "km": ("m", Decimal(1000)),
    "cm": ("m", Decimal("0.01")),
    "mm": ("m", Decimal("0.001")),
    "mile": ("m", Decimal("1609.344")),
    "foot": ("m", Decimal("0.3048")),
    "yard": ("m", Decimal("0.9144")),
    "inch": ("m", Decimal("0.0254")),
    "tonne": ("kg", Decimal(1000)),
    "g": ("kg", Decimal("0.001")),
    "mg": ("kg", Decimal("0.000001")),
    "lb": ("kg", Decimal("0.45359237")),
    "ounce": ("kg", Decimal("0.028349523125")),
    "hectare": ("sq-m", Decimal(10_000)),
    "sq-km": ("sq-m", Decimal(1_000_000)),
    "acre": ("sq-m", Decimal("4046.8564224")),
    "sq-mile": ("sq-m", Decimal("2589988.110336")),
    "minute": ("second", Decimal(60)),
    "hour": ("second", Decimal(3600)),
    "day": ("second", Decimal(86_400)),
    "week": ("second", Decimal(604_800)),
    "month": ("second", Decimal(2_629_800)),
    "year": ("second", Decimal(31_557_600)),
    "decade": ("second", Decimal(315_576_000)),
    "century": ("second", Decimal(3_155_760_000)),
    "kw": ("watt", Decimal(1000)),
    "mw": ("watt", Decimal(10**6)),
    "gw": ("watt", Decimal(10**9)),
}
"""Units of one dimension, as multiples of a base. A month is a twelfth of 365.25 days, so 12 months make a year."""
TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})

CURRENCY_SIGNS = {
    "$": "usd",
    "£": "gbp",
    "€": "eur",
    "₽": "rub",
    "₴": "uah",
    "¥": "jpy",
    "₹": "inr",
    "₩": "krw",
    "₺": "try",
    "₪": "ils",
    "₦": "ngn",
    "₫": "vnd",
    "₱": "php",
}
DOLLARS = {"us": "usd", "a": "aud", "au": "aud", "c": "cad", "ca": "cad", "hk": "hkd", "nz": "nzd", "s": "sgd", "nt": "twd", "r": "brl"}
"""What stands before a dollar sign."""
CODES = {
    c: c
    for c in word_set(
        "usd eur gbp rub uah jpy cny inr chf cad aud nzd pln sek nok dkk czk huf try ils zar brl mxn krw sgd hkd twd sar aed ngn kes kzt"
        " byn gel vnd php"
    )
} | {"rs": "inr"}
NATIONS = {
    "us": "usd",
    "american": "usd",
    "canadian": "cad",
    "australian": "aud",
    "singapore": "sgd",
    "kong": "hkd",
    "zealand": "nzd",
    "taiwan": "twd",
    "swiss": "chf",
    "russian": "rub",
    "turkish": "try",
}

AT_LEAST, AT_MOST, ABOUT = ">", "<", "~"
_BOUNDS = {
    AT_LEAST: (
        "over|more than|at least|no fewer than|no less than|not less than|not fewer than|above|exceeding"
        "|greater than|higher than|in excess of"
        "|upwards of|upward of|minimum of|as few as|as little as|north of|beyond|well over|surpassing|larger than|longer than|older than"
        "|or more than|>|≥"
    ),
    AT_MOST: (
        "up to|less than|under|fewer than|below|no more than|not more than|at most|maximum of|as many as|as much as|as high as|lower than"
        "|smaller than|shorter than|younger than|not exceeding|well under|<|≤"
    ),
    ABOUT: (
        "about|around|approximately|approx|nearly|almost|some|roughly|circa|close to|an estimated|estimated|near|more or less|or about|~|≈"
        "|virtually|in the region of|an average of|average of"
    ),
    AT_LEAST + ABOUT: "just over|slightly over|slightly more than|just more than|a little over|a little more than|just above",
    AT_MOST
    + ABOUT: "just under|slightly under|slightly less than|just less than|a little under|a little less than|just below|just short of",
}
BOUNDS = {tuple(phrase.split()): sign for sign, phrases in _BOUNDS.items() for phrase in phrases.split("|")}
LOOSE_BOUNDS = frozenset({"over", "about", "around", "under", "near", "some", "circa", "beyond", "above", "below"})
"""Words that also stand before a year or a place with no bound meant."""
TAILS = {
    ("or", "more"): AT_LEAST,
    ("or", "above"): AT_LEAST,
    ("or", "over"): AT_LEAST,
    ("or", "older"): AT_LEAST,
    ("or", "higher"): AT_LEAST,
    ("and", "over"): AT_LEAST,
    ("and", "older"): AT_LEAST,
    ("and", "above"): AT_LEAST,
    ("and", "up"): AT_LEAST,
    ("-", "plus"): AT_LEAST,
    ("or", "less"): AT_MOST,
    ("or", "fewer"): AT_MOST,
    ("or", "under"): AT_MOST,
    ("or", "younger"): AT_MOST,
    ("and", "under"): AT_MOST,
    ("and", "younger"): AT_MOST,
    ("and", "below"): AT_MOST,
    ("or", "so"): ABOUT,
    ("-", "odd"): ABOUT,
}

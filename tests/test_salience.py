"""Salience: what a reader would miss most comes first."""

from __future__ import annotations

from summarizer import salience
from summarizer.salience import WEIGHTS, signs, weigh
from tests.builders import article, claim, source

MAYOR, UNION = source("Ana Brandt, mayor of Kelmar"), source("Kelmar dockers' union", "organisation")
CLAIMS = [
    claim(1, "The pier lost 40 jobs in May.", MAYOR),
    claim(2, "The pier was painted green by a painter from the town.", start=400),
    claim(3, "The union counted 90 jobs.", UNION, start=500),
]
STATUS: dict[str, str | None] = {"c1": "disputed", "c2": "unsourced", "c3": "disputed"}
ALIKE = [[1.0, 0.1, 0.8], [0.1, 1.0, 0.1], [0.8, 0.1, 1.0]]
TEXT = article("x" * 600)


def test_an_early_disputed_figure_weighs_more_than_a_late_plain_remark() -> None:
    first, painted, union = weigh(TEXT, CLAIMS, STATUS, ALIKE)
    assert first > union > painted


def test_an_opinion_weighs_less_than_the_same_words_as_a_fact() -> None:
    fact = weigh(TEXT, CLAIMS, STATUS, ALIKE)
    assert weigh(TEXT, CLAIMS, STATUS | {"c1": "not-checkable"}, ALIKE)[0] < fact[0]


def test_every_sign_has_a_weight_and_stays_in_its_range() -> None:
    for found in signs(TEXT, CLAIMS, STATUS, ALIKE):
        assert found.keys() == WEIGHTS.keys()
        assert all(0 <= v <= (2 if k == "length" else 1) for k, v in found.items())


def test_a_speaker_is_new_once() -> None:
    again = [CLAIMS[0], CLAIMS[0].model_copy(update={"id": "c4"})]
    found = signs(TEXT, again, {"c1": None, "c4": None}, [[1.0, 1.0], [1.0, 1.0]])
    assert [f["new speaker"] for f in found] == [1.0, 0.0]
    assert salience.speaker(CLAIMS[1]) == ""


def test_what_does_not_stand_alone_weighs_less() -> None:
    def weight(text: str) -> float:
        return weigh(TEXT, [CLAIMS[0].model_copy(update={"text": text})], STATUS, [[1.0]])[0]

    assert weight("They lost 40 jobs in May.") < weight("Docks lost 40 jobs in May.")
    assert weight("“They took the cow from us that night.”") < weight("“Men took the cow from us that night.”")
    cry, figure = (signs(TEXT, [CLAIMS[0].model_copy(update={"text": t})], STATUS, [[1.0]])[0] for t in ("“So it goes.”", "“We lost 40.”"))
    assert (cry["scrap"], figure["scrap"]) == (1.0, 0.0)

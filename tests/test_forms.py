"""What a statement is by its grammar, as the embedded tagger reads it."""

from __future__ import annotations

import pytest

from summarizer.forms import Form, form
from summarizer.models.encoder import MiniLmEncoder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pier is lost.", "clause"),
        ("In 2019 the Water Standards Agency fined the mine 75,000 dollars.", "clause"),
        ("People who go to bed late are taking a risk.", "clause"),
        ("There were long lines at some polling places on Tuesday.", "clause"),
        ("If the company is caught, strict punishment will snap into place.", "clause"),
        ("Before the war the city had 12 mills.", "clause"),
        ("An end to the fighting in the north.", "nominal"),
        ("GOP lawmakers continuing to call for a repeal of the law.", "nominal"),
        ("PixelGrove, which promises a full report on the outage by Friday.", "nominal"),
        ("As COVID-19 cases continued to mount.", "broken"),
        ("After a Senate committee passed the bill this week.", "broken"),
        ("How a provision in the law is forcing insurers to return money.", "broken"),
        ("The Register has seen, shows her as present.", "broken"),
        ("Florida and Arizona held their elections on Tuesday, while Ohio, Georgia, Kentucky.", "broken"),
        ("To look into easing restrictions on the company.", "broken"),
        ("The share of households with a.", "broken"),
        ("The line had been passed on to us as a joke, its chair, Gudmund Sarrazola, said.", "broken"),
    ],
)
def test_the_form_of_a_statement(encoder: MiniLmEncoder, text: str, expected: Form) -> None:
    (words,) = encoder.tag([text], "words")
    assert form(text, words) == expected

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given

from summarizer.errors import UsageError
from summarizer.exporters import export
from summarizer.exporters.jsonld import ANNOTATIONS, Review, export_jsonld
from summarizer.records import Report
from tests.exporters.hostile import WHOLE_REPORTS, hostile_texts, poisoned
from tests.exporters.sample import GAZETTE, TEXT, WIRE, sample

Node = dict[str, Any]
REVIEW = Review("Ida Moen", "https://checks.example/bridge")
MOTIVATIONS = {"assessing", "describing", "linking"}
"""Those of the W3C Web Annotation vocabulary that we use."""
PURPOSES = {"classifying", "tagging", "commenting", "editing"}


def graph(report: Report, review: Review | None = None) -> list[Node]:
    data = json.loads(export_jsonld(report, review))
    assert data["@context"][0] == "https://schema.org"
    nodes: list[Node] = data["@graph"]
    return nodes


def of_type(nodes: list[Node], *kinds: str) -> list[Node]:
    return [n for n in nodes if (n.get("@type") or n.get("type")) in kinds]


def name(text: str) -> str:
    return "ni:///sha-256;" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


TEXTS = {name(text): text for text in (TEXT, WIRE, GAZETTE)}


def test_every_text_is_named_by_its_hash_and_says_where_it_was_published() -> None:
    article, *documents = of_type(graph(sample()), "NewsArticle", "Article")
    assert article["@id"] == name(TEXT)
    assert article["publisher"] == {"@type": "Organization", "name": "Lysa Courier"}
    assert article["inLanguage"] == "en"
    assert [(d["@id"], d["datePublished"]) for d in documents] == [(name(WIRE), "2031-03-05"), (name(GAZETTE), "2031-03-04")]


def test_every_claim_says_who_makes_it_where_it_appears_and_how_it_stands() -> None:
    claims = of_type(graph(sample()), "Claim")
    assert len(claims) == len(sample().claims)
    third = claims[2]
    assert third["author"] == {"@type": "NewsMediaOrganization", "name": "The Coastal Wire", "sourceKind": "media"}
    assert [s["name"] for s in third["attributionChain"]] == ["The Coastal Wire", "sources within the council"]
    assert (third["status"], third["appearance"]) == ("disputed", {"@id": name(TEXT)})
    assert claims[6]["status"] == "not-judged"
    assert "author" not in claims[6]
    assert not {"author", "attributionChain"} & claims[7].keys()


def test_every_annotation_is_one_of_the_w3c_and_finds_its_words_by_place_and_by_quote() -> None:
    nodes = graph(sample())
    known = {n.get("@id") or n["id"] for n in nodes}
    annotations = of_type(nodes, "Annotation")
    report = sample()
    assert len(annotations) == len(report.claims) + len(report.evidence) + len(report.bias.loaded)
    for a in annotations:
        assert set(a) == {"@context", "id", "type", "motivation", "body", "target"}
        assert a["@context"] == ANNOTATIONS
        assert a["motivation"] in MOTIVATIONS
        for body in a["body"] if isinstance(a["body"], list) else [a["body"]]:
            assert body in known if isinstance(body, str) else (body["type"], body["purpose"] in PURPOSES) == ("TextualBody", True)
        quote, place = a["target"]["selector"]
        text = TEXTS[a["target"]["source"]]
        assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[place["start"] : place["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[place["start"] - len(quote["prefix"]) :].startswith(around)


def test_every_node_has_a_name_of_its_own_and_every_reference_leads_somewhere() -> None:
    nodes = graph(sample(), REVIEW)
    names = [n.get("@id") or n["id"] for n in nodes]
    assert len(set(names)) == len(names)
    references = [n[key]["@id"] for n in nodes for key in ("appearance", "itemReviewed") if key in n]
    assert set(references) <= set(names)


def test_nothing_is_called_a_review_unless_somebody_signs_it() -> None:
    assert "Review" not in export(sample(), "jsonld")


def test_a_signed_report_has_a_review_of_every_claim_that_was_judged() -> None:
    reviews = of_type(graph(sample(), REVIEW), "ClaimReview")
    judged = [v.claim_id for v in sample().verdicts if v.status]
    checkable = [c.id for c in sample().claims if c.checkable and c.id in judged]
    assert [r["itemReviewed"]["@id"].partition("#")[2] for r in reviews] == checkable
    first = reviews[0]
    assert first["url"] == REVIEW.url
    assert first["author"] == {"@type": "Person", "name": "Ida Moen"}
    assert first["claimReviewed"] == sample().claims[0].text
    assert first["reviewRating"]["alternateName"] == "corroborated"


@pytest.mark.parametrize(("reviewer", "url"), [("", "https://a.example"), (" ", "https://a.example"), ("Ida", "javascript:x"), ("Ida", "")])
def test_a_review_needs_a_name_and_a_web_address(reviewer: str, url: str) -> None:
    with pytest.raises(UsageError, match="needs the name of its reviewer"):
        Review.signed(reviewer, url)


@WHOLE_REPORTS
@given(hostile_texts)
def test_a_hostile_report_keeps_its_nodes_and_can_stand_inside_a_page(text: str) -> None:
    shown = export_jsonld(poisoned(sample(), text), REVIEW)
    assert not set("<>&\u2028\u2029") & set(shown)
    kinds = [n.get("@type") or n.get("type") for n in json.loads(shown)["@graph"]]
    assert kinds == [n.get("@type") or n.get("type") for n in graph(sample(), REVIEW)]


def test_only_addresses_of_the_web_become_addresses() -> None:
    for url, kept in (("https://a.example/x", True), ("javascript:alert(1)", False), ("https://a.example/ b", False), ("http://[", False)):
        report = sample().model_copy(update={"article": sample().article.model_copy(update={"url": url})})
        assert ("url" in graph(report)[0]) is kept

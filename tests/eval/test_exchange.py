"""Labels go to Label Studio and doccano and come back as they were; what cannot be read is told in one line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from eval import exchange, seeds
from eval.exchange import base, doccano, label_studio, notation
from eval.results import Link, Prediction, Row
from eval.seeds import GoldClaim, GoldEvidence, GoldLoaded, GoldSource, Labels, Seed
from summarizer.errors import UsageError
from summarizer.records import Kind, LoadedKind, Span, Stance, Status
from tests.eval import samples

EMOJI = "🚒 A fire 🔥 broke out, police said. A fire 👩🏽‍🚒 broke out, Holm said."
"""Every emoji is two UTF-16 code units or more; "A fire" and "broke out" stand twice."""

words = st.text(min_size=1, max_size=12).filter(lambda s: bool(s.strip()))
loose = st.text(max_size=12)
texts = st.lists(
    st.sampled_from(["fire", "fire", "a", "Brandt", "🔥", "👩🏽‍🚒", "é", "ﬁ", "12%", " ", "\n", "“x”", "|", "\\n"]), min_size=1, max_size=30
)


@st.composite
def sources(draw: st.DrawFn) -> GoldSource:
    return GoldSource(
        name=draw(st.text(min_size=1, max_size=9)),
        kind=draw(st.sampled_from(get_args(Kind))),
        aliases=tuple(draw(st.lists(loose, max_size=2))),
    )


@st.composite
def evidence(draw: st.DrawFn) -> GoldEvidence:
    return GoldEvidence(document=draw(loose), stance=draw(st.sampled_from(get_args(Stance))), origin=draw(words), quote=draw(words))


@st.composite
def labelled(draw: st.DrawFn, *, whole_words: bool = False) -> Seed:
    """A seed with any labels at any places (overlapping, equal, between the parts of an emoji), or at those of whole words."""
    text = " ".join(draw(texts)) + "end"

    starts, ends = (
        [f(m) for m in re.finditer(r"\S+", text)] if whole_words else range(len(text) + 1) for f in (re.Match.start, re.Match.end)
    )

    def place() -> Span:
        start = draw(st.sampled_from(starts))
        end = draw(st.sampled_from([e for e in ends if e >= start]))
        return base.placed(text, start, end) or Span(start=len(text) - 3, end=len(text), text="end")

    ids = draw(st.lists(words, max_size=3, unique=True))
    claims = [
        GoldClaim(
            id=name,
            quote=place(),
            text=draw(words),
            sources=tuple(draw(st.lists(sources(), max_size=3))),
            status=draw(st.sampled_from(get_args(Status))),
            key=draw(st.booleans()),
            nugget=tuple(tuple(slot) for slot in draw(st.lists(st.lists(loose, max_size=3), max_size=3))),
            evidence=tuple(draw(st.lists(evidence(), max_size=2))),
        )
        for name in ids
    ]
    loaded = [
        GoldLoaded(
            **place().model_dump(), kind=draw(st.sampled_from(get_args(LoadedKind))), neutral=tuple(draw(st.lists(loose, max_size=3)))
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    expect: Literal["report", "abstain"] = draw(st.sampled_from(("report", "abstain")))
    labels = Labels(topic=draw(words), expect=expect, claims=base.in_order(claims), loaded=tuple(loaded), summary=draw(loose).strip())
    return seed(text, labels)


def seed(text: str, labels: Labels, slug: str = "fire") -> Seed:
    return Seed(slug=slug, path=Path(slug), outlet=None, text=text, documents=(), labels=labels)


def claim(name: str, text: str, quote: str, nth: int = 1, status: Status = "single-source", **fields: Any) -> GoldClaim:
    given: dict[str, Any] = {"sources": (GoldSource(name="Holm", kind="person"),), "key": False, "nugget": (), "evidence": ()}
    return GoldClaim(id=name, quote=seeds.find(text, quote, nth, ""), text=quote, status=status, **(given | fields))


def labels_of(*claims: GoldClaim, loaded: tuple[GoldLoaded, ...] = ()) -> Labels:
    return Labels(topic="fire", expect="report", claims=claims, loaded=loaded, summary="")


def only(imported: exchange.Imported) -> Labels:
    (article,) = imported.articles
    return article.labels


def studio(text: str, *results: dict[str, Any], **data: str) -> str:
    """A Label Studio export of one task with one annotation."""
    return json.dumps([{"id": 7, "data": {"text": text, **data}, "annotations": [{"result": results}]}])


def mark(region: str, start: int, end: int, said: str | None, label: str = "claim") -> dict[str, Any]:
    text = {} if said is None else {"text": said}
    value = {"start": start, "end": end, "labels": [label], **text}
    return {"id": region, "from_name": "mark", "to_name": "text", "type": "labels", "value": value}


def field(region: str, name: str, *values: str, key: str = "text") -> dict[str, Any]:
    return {"id": region, "from_name": name, "to_name": "text", "value": {key: list(values)}}


STATUS = field("r", "status", "disputed", key="choices")


@pytest.mark.parametrize("form", exchange.FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(labelled(), max_size=2))
def test_what_is_exported_is_read_as_it_was(form: str, given: list[Seed]) -> None:
    imported = exchange.read(exchange.export(given, form), form)
    assert list(imported.articles) == [(s.slug, s.text, s.labels) for s in given]
    assert imported.notes == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(labelled(whole_words=True) | labelled())
def test_a_labels_file_leads_to_the_same_places_or_is_refused(tmp_path: Path, given: Seed) -> None:
    path = tmp_path / "labels.yaml"
    path.unlink(missing_ok=True)
    try:
        exchange.write_labels(path, given.labels, given.text)
    except UsageError as error:
        event("refused")
        assert "cannot be told from its equals" in str(error)
        assert not path.exists()
    else:
        assert seeds.labels(path, given.text) == given.labels


def test_the_second_of_two_equal_quotes_stays_the_second_in_a_labels_file(tmp_path: Path) -> None:
    labels = labels_of(claim("c1", EMOJI, "A fire", 2), claim("c2", EMOJI, "broke out", 2))
    exchange.write_labels(tmp_path / "labels.yaml", labels, EMOJI)
    assert seeds.labels(tmp_path / "labels.yaml", EMOJI) == labels
    assert exchange.labels_file(labels, EMOJI, "").count("occurrence: 2") == 2


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_survives_a_labels_file(tmp_path: Path, end: str) -> None:
    text = f"A fire{end}broke out: no, yes, 7."
    labels = labels_of(claim("c1", text, f"fire{end}broke", nugget=((f"a{end}", "no", "7", ""),)))
    exchange.write_labels(tmp_path / "labels.yaml", labels, text)
    assert seeds.labels(tmp_path / "labels.yaml", text) == labels


def test_a_quote_that_begins_within_a_word_is_refused_by_name(tmp_path: Path) -> None:
    labels = labels_of(claim("c1", "sharp", "harp").model_copy(update={"quote": Span(start=1, end=5, text="harp")}))
    with pytest.raises(UsageError, match="c1: 'harp' at 1 cannot be told from its equals"):
        exchange.write_labels(tmp_path / "labels.yaml", labels, "sharp harp")


def test_a_seed_on_disk_goes_out_and_back_into_an_equal_labels_file(tmp_path: Path) -> None:
    sample = samples.sample(tmp_path)
    for form in exchange.FORMATS:
        (article,) = exchange.read(exchange.export([sample], form), form).articles
        exchange.write_labels(tmp_path / "bridge" / "labels.yaml", article.labels, article.text)
        assert seeds.load(tmp_path / "bridge") == sample


def test_label_studio_counts_code_points_and_doccano_utf16_code_units() -> None:
    given = seed(EMOJI, labels_of(claim("c1", EMOJI, "A fire", 2)))
    start = EMOJI.rindex("A fire")
    region = label_studio.task(given)["annotations"][0]["result"][0]["value"]
    assert (region["start"], region["end"], region["text"]) == (start, start + 6, "A fire")
    ((first, last, label),) = doccano.row(given)["label"]
    units = EMOJI.encode("utf-16-le")
    assert units[2 * first : 2 * last].decode("utf-16-le") == "A fire"
    assert (first - start, label) == (2, "claim/single-source")


@given(st.text(), st.data())
def test_offsets_in_utf16_lead_back_to_the_same_code_point(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert base.from_utf16(text, base.to_utf16(text, offset)) == offset


def test_an_offset_within_a_character_or_outside_the_text_is_none() -> None:
    assert [base.from_utf16("🔥a", n) for n in (-1, 0, 1, 2, 3, 4)] == [None, 0, None, 1, 2, None]


def test_an_old_label_studio_file_with_utf16_offsets_is_known_by_the_text_of_its_marks() -> None:
    start = base.to_utf16(EMOJI, EMOJI.rindex("Holm"))
    labels = only(exchange.read(studio(EMOJI, mark("r", start, start + 4, "Holm"), STATUS), "label-studio"))
    assert (labels.claims[0].quote.text, labels.claims[0].quote.start) == ("Holm", EMOJI.rindex("Holm"))


def test_a_mark_that_does_not_hold_its_text_is_refused() -> None:
    with pytest.raises(UsageError, match="task-7: the mark r at 1 is not where its text is"):
        exchange.read(studio("A fire broke out.", mark("r", 1, 5, "fire"), STATUS), "label-studio")


def test_blanks_and_line_ends_that_label_studio_writes_otherwise_do_not_count() -> None:
    labels = only(exchange.read(studio("A  fire\nbroke out", mark("r", 0, 13, "A fire\\nbroke "), STATUS), "label-studio"))
    assert labels.claims[0].quote.text == "A  fire\nbroke"


def test_an_article_labelled_from_scratch_in_label_studio_gives_labels_and_notes() -> None:
    text = "A fire broke out, police said. It was a shameful night."
    second = text.index("It was")
    raw = studio(
        text,
        mark("b", second, len(text), text[second:]),
        field("b", "status", "not-checkable", key="choices"),
        mark("a", 0, 16, "A fire broke out"),
        field("a", "status", "single-source", key="choices"),
        field("a", "wording", "A fire broke out."),
        field("a", "sources", "official: the police | police", "anonymous: a witness"),
        field("a", "key", "key", key="choices"),
        field("a", "nugget", "fire | blaze", "police"),
        field("a", "evidence", "01-sund.txt | supports | Sund Radio | it burnt"),
        mark("c", text.index("shameful"), text.index("shameful") + 9, "shameful ", "loaded"),
        field("c", "kind", "emotive", key="choices"),
        field("c", "neutral", '""', "difficult"),
        field("x", "rating", "5"),
        field("gone", "wording", "Of a region that was deleted."),
        slug="fire",
    )
    imported = exchange.read(raw, "label-studio")
    labels = only(imported)
    police = GoldSource(name="the police", kind="official", aliases=("police",))
    assert [c.id for c in labels.claims] == ["c1", "c2"]
    assert labels.claims[0].sources == (police, GoldSource(name="a witness", kind="anonymous"))
    assert (labels.claims[0].key, labels.claims[0].nugget) == (True, (("fire", "blaze"), ("police",)))
    assert labels.claims[0].evidence == (GoldEvidence(document="01-sund.txt", stance="supports", origin="Sund Radio", quote="it burnt"),)
    assert (labels.claims[1].text, labels.claims[1].sources) == (text[second:], ())
    assert [(x.text, x.kind, x.neutral) for x in labels.loaded] == [("shameful", "emotive", ("", "difficult"))]
    assert labels.topic == base.TOPIC
    assert imported.notes == (
        "fire: left out, no part of these labels: rating (1 in all)",
        "fire: left out, fields of no marked span: wording (1 in all)",
        "fire: no topic, 'not given' put there",
        f"fire: {base.shown(text[second:])}: no wording, its quote put there",
    )


def test_each_labeller_gives_labels_and_what_nobody_labelled_is_told() -> None:
    done = {"result": [field("t", "topic", "fire")]}
    tasks = [
        {"id": 1, "data": {"text": "A fire."}, "annotations": [done, done, {"result": [], "was_cancelled": True}]},
        {"id": 2, "data": {"text": "A fire."}, "annotations": []},
    ]
    imported = exchange.read(json.dumps(tasks), "label-studio")
    assert [a.slug for a in imported.articles] == ["task-1", "task-1"]
    assert imported.notes == ("task-1: 1 skipped by a labeller, left out", "task-2: not labelled yet, left out")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("{", "is no JSON"),
        ('[{"text": "A", "mark": []}]', "data: field required; export the project as JSON, not JSON-MIN"),
        (studio("A fire", mark("r", 0, 6, "A fire")), "task-7: 'A fire': status is missing"),
        (studio("A fire", mark("r", 0, 6, "A fire", "loaded")), "kind is missing"),
        (studio("A fire", mark("r", 0, 6, "A fire", "quote"), STATUS), "marked as quote; mark it as claim or loaded"),
        (studio("A fire", mark("r", 0, 6, "A fire"), STATUS, field("r", "sources", "the police")), "write KIND: NAME"),
        (studio("A fire", mark("r", 0, 6, "A fire"), STATUS, field("r", "evidence", "a.txt | supports")), "write DOCUMENT"),
        (studio("A fire", mark("r", 0, 9, None), STATUS), "the mark r at 0 is not where its text is"),
        (studio("A fire", slug="../../home"), "cannot be the name of a seed"),
        (studio("A fire", slug="a\\b"), "cannot be the name of a seed"),
        ('[{"id": 1, "data": {"text": "\\ud83d"}}]', "lone UTF-16 surrogate"),
    ],
)
def test_a_label_studio_file_that_cannot_be_read_is_refused_in_one_line(raw: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        exchange.read(raw, "label-studio")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_form_has_every_field_status_and_kind() -> None:
    form = ElementTree.fromstring(label_studio.label_config())  # noqa: S314 (our own)
    controls = {e.get("name"): e for e in form.iter() if e.get("toName") == "text"}
    choices = {name: tuple(c.get("value") for c in e.iter("Choice")) for name, e in controls.items() if e.tag == "Choices"}
    assert choices["status"] == get_args(Status)
    assert choices["kind"] == get_args(LoadedKind)
    sample = seed(
        EMOJI, labels_of(claim("c1", EMOJI, "A fire"), loaded=(GoldLoaded(start=2, end=8, text="A fire", kind="label", neutral=("",)),))
    )
    results = label_studio.task(sample)["annotations"][0]["result"]
    assert {r["from_name"] for r in results} <= set(controls)
    assert {r["type"] for r in results} <= {e.tag.lower() for e in controls.values()}
    assert {controls[r["from_name"]].get("whenLabelValue") for r in results if r["id"] == "loaded-1"} == {None, "loaded"}


def test_a_task_can_start_from_the_rows_of_a_prediction_and_its_rows_are_read_once_they_are_completed() -> None:
    quote = seeds.find(EMOJI, "A fire", 2, "")
    rows = (
        Row(quote=quote, sources=(Link(name="Per | Holm", kind="person"),), status="disputed"),
        Row(quote=quote, sources=(), status=None),
    )
    task = label_studio.predicted_task("fire", EMOJI, Prediction(rows=rows, loaded=(quote,), lines=("It burnt.", "Twice.")), "embedded")
    (prediction,) = task["predictions"]
    assert prediction["model_version"] == "embedded"
    assert "score" not in prediction
    assert "annotations" not in task
    done = [
        *prediction["result"],
        field("claim-2", "status", "unsourced", key="choices"),
        field("loaded-1", "kind", "label", key="choices"),
    ]
    labels = only(exchange.read(json.dumps({"data": task["data"], "annotations": [{"result": done}]}), "label-studio"))
    assert [(c.quote, c.status) for c in labels.claims] == [(quote, "disputed"), (quote, "unsourced")]
    assert labels.claims[0].sources == (GoldSource(name="Per | Holm", kind="person"),)
    assert (labels.summary, labels.expect) == ("It burnt. Twice.", "report")


def test_a_refused_text_is_predicted_as_one_to_abstain_from() -> None:
    task = label_studio.predicted_task("index", "Home News Sport", Prediction(abstained="an index page"), "embedded")
    assert [r["value"] for r in task["predictions"][0]["result"]] == [{"choices": ["abstain"]}]


@given(st.lists(st.text(st.characters() | st.sampled_from('|"\\ \n'))).map(tuple))
def test_a_line_of_parts_is_read_as_it_was_written(parts: tuple[str, ...]) -> None:
    line = notation.joined(parts)
    assert notation.split(line) == parts
    assert line.isprintable() or '"' in line


def test_a_line_that_a_labeller_wrote_carelessly_is_read_as_meant() -> None:
    assert notation.split(" one|two  |  | three |") == ("one", "two", "three")
    assert notation.split('"Big" Joe | "a|b"') == ('"Big" Joe', "a|b")
    assert notation.split("") == notation.split("|") == ()
    assert notation.split('"\\q"') == ('"\\q"',)


def doccano_row(given: Seed, marks: list[tuple[int, int, str]]) -> str:
    row = doccano.row(given)
    return json.dumps({**row, "label": [[base.to_utf16(given.text, s), base.to_utf16(given.text, e), label] for s, e, label in marks]})


def test_in_doccano_a_span_can_be_moved_relabelled_added_and_removed() -> None:
    text = "A big fire broke out in Sund on Monday 🔥. Nobody was hurt. The mayor slammed the brigade."
    given = seed(
        text,
        labels_of(
            claim("c1", text, "A big fire broke out in Sund"),
            claim("c2", text, "Nobody was hurt"),
            claim("c3", text, "The mayor slammed the brigade"),
            loaded=(GoldLoaded(**seeds.find(text, "slammed", 1, "").model_dump(), kind="emotive", neutral=("criticised",)),),
        ),
    )
    hurt, slammed, monday = (seeds.find(text, x, 1, "") for x in ("Nobody was hurt", "slammed", "on Monday"))
    marks = [
        (0, text.index(" on Monday") + 1, "claim/single-source"),
        (hurt.start, hurt.end, "claim/disputed"),
        (monday.start, monday.end, "claim/unsourced"),
        (slammed.start, slammed.end, "loaded/label"),
        (5, 6, "loaded/label"),
    ]
    marks[0] = (2, text.index(" on Monday") + 1, "claim/single-source")
    imported = exchange.read(doccano_row(given, marks), "doccano")
    labels = only(imported)
    assert [(c.id, c.quote.text, c.status, len(c.sources)) for c in labels.claims] == [
        ("c1", "big fire broke out in Sund", "single-source", 1),
        ("c4", "on Monday", "unsourced", 0),
        ("c2", "Nobody was hurt", "disputed", 1),
    ]
    assert [(x.text, x.kind, x.neutral) for x in labels.loaded] == [("slammed", "label", ("criticised",))]
    assert imported.notes == (
        "fire: 'A big fire broke out in Sund' moved to 'big fire broke out in Sund'",
        "fire: c3: no longer marked, left out",
        "fire: c4: new claim 'on Monday': write its wording, sources and whether it is key",
        "fire: a mark at 5 holds nothing but blanks, left out",
    )


def test_two_claims_at_one_place_keep_their_own_fields_in_doccano() -> None:
    text = "A fire broke out, police and Holm said."
    police = GoldSource(name="police", kind="official")
    twins = labels_of(claim("c1", text, "A fire broke out", sources=(police,)), claim("c2", text, "A fire broke out"))
    given = seed(text, twins)
    marks = [(0, 16, "claim/single-source"), (0, 16, "claim/corroborated")]
    labels = only(exchange.read(doccano_row(given, marks), "doccano"))
    assert [(c.id, c.status, c.sources[0].name) for c in labels.claims] == [
        ("c1", "single-source", "police"),
        ("c2", "corroborated", "Holm"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"id": 5, "text": EMOJI, "label": [[3, 9, "claim/unsourced"]], "Comments": []},
        {"id": 5, "data": EMOJI, "labels": [[3, 9, "claim/unsourced"]], "meta": {"slug": "example-5"}},
        {"id": 5, "text": EMOJI, "entities": [{"id": 1, "start_offset": 3, "end_offset": 9, "label": "claim/unsourced"}], "relations": []},
    ],
)
def test_an_article_labelled_from_scratch_in_doccano_gives_quotes_and_statuses(row: dict[str, Any]) -> None:
    imported = exchange.read(json.dumps(row), "doccano")
    (article,) = imported.articles
    (found,) = article.labels.claims
    assert (article.slug, found.quote.text, found.text, found.status, found.sources) == ("example-5", "A fire", "A fire", "unsourced", ())
    assert [n.split(":")[0] for n in imported.notes] == ["example-5", "example-5"]


def test_gold_columns_in_an_older_export_stand_under_meta() -> None:
    given = seed(EMOJI, labels_of(claim("c1", EMOJI, "A fire", 2)))
    row = doccano.row(given)
    old = {"id": 3, "data": row["text"], "label": row["label"], "meta": {"slug": row["slug"], "gold": row["gold"]}}
    assert exchange.read(json.dumps(old), "doccano").articles == ((given.slug, given.text, given.labels),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nothing", "line 1 of the doccano file is no JSON"),
        ('{"label": []}', "line 1 of the doccano file has no text"),
        ('{"text": "A fire", "cats": []}', "has no spans"),
        ('{"text": "A fire", "label": [[0, 6, "ORG"]]}', "no span with a known label"),
        ('{"text": "A fire", "label": [[0, 9, "claim/disputed"]]}', "does not fit the text"),
        ('{"text": "🔥 fire", "label": [[1, 6, "claim/disputed"]]}', "does not fit the text"),
        ('{"text": "A fire", "label": [], "slug": ".."}', "cannot be the name of a seed"),
        ('{"text": "A fire", "label": [], "gold": {"topic": 1}}', "gold.topic"),
    ],
)
def test_a_doccano_file_that_cannot_be_read_is_refused_in_one_line(row: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        exchange.read(row, "doccano")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_article_that_was_changed_in_doccano_is_refused() -> None:
    row = doccano.row(seed("A fire broke out", labels_of(claim("c1", "A fire broke out", "fire"))))
    with pytest.raises(UsageError, match="was the article changed"):
        exchange.read(json.dumps({**row, "text": "The fire broke out"}), "doccano")


def test_the_label_types_for_doccano_are_those_that_are_read() -> None:
    names = {label["text"] for label in json.loads(doccano.label_types())}
    assert names == {f"claim/{s}" for s in get_args(Status)} | {f"loaded/{k}" for k in get_args(LoadedKind)}


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="label-studio, doccano"):
        exchange.export([], "brat")

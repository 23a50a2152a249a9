"""The page is static, escaped and complete; the text page says the same in short."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from eval import agreement, page, printing, seeds
from eval.results import Result
from tests.eval import results, samples


class Tags(HTMLParser):
    """The tags and attributes of a page, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "line", "circle"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"line", "circle"}:
            assert self.open.pop() == tag


def test_the_page_runs_and_fetches_nothing_and_is_well_formed() -> None:
    tags = Tags()
    tags.feed(page.render(results.result()))
    assert tags.open == []
    assert {"svg", "table", "details"} <= {t for t, _ in tags.seen}
    assert not {"script", "img", "link", "iframe", "object"} & {t for t, _ in tags.seen}
    assert not [a for _, attributes in tags.seen for a in attributes if a.startswith("on") or a in ("src", "href")]


def test_what_articles_and_baselines_say_is_escaped() -> None:
    text = page.render(results.result())
    assert "quote &lt;b&gt;c9&lt;/b&gt;" in text
    assert "<b>" not in text
    assert "lead &lt;3&gt;" in text


def test_every_wrong_row_is_there_with_its_text_and_no_right_one() -> None:
    text = page.render(results.result(results.article("a", 6)))
    assert [f"&lt;b&gt;c{n}&lt;/b&gt;" in text for n in range(10)] == [False] * 6 + [True] * 4


def test_the_plot_keeps_values_and_intervals_within_its_frame() -> None:
    for bar in page.bars(results.result(results.article("a", 0), results.article("b", 10))):
        assert page.LEFT <= bar.low <= bar.x <= bar.high <= page.WIDTH


def test_the_agreement_of_labellers_is_shown_as_the_ceiling(tmp_path: Path) -> None:
    folder = samples.write(tmp_path / "bridge")
    (folder / "labels.second.yaml").write_bytes((folder / "labels.yaml").read_bytes())
    found = agreement.agreement([seeds.load(folder)])
    assert "two labellers, blind" in page.render(results.result(), found)
    assert "two labellers, blind" not in page.render(results.result())


def test_the_text_page_names_every_figure_with_its_interval_and_baselines() -> None:
    text = "\n".join(printing.page(results.result()))
    assert "row F1: claim found, nearest source right, status right" in text
    assert "0.800 [0.800, 0.800]" in text
    assert "| lead <3> 0.100" in text
    assert "4 gold rows are not right, 0 rows are not gold" in text


def test_a_result_is_saved_and_read_without_loss() -> None:
    assert Result.model_validate_json(results.result().model_dump_json()) == results.result()

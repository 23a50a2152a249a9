"""One frozen value that holds every choice a run depends on. It is printed in the report, so that a run can be repeated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from summarizer.records import Record


class Settings(Record):
    """How to make a report.

    `model` is a model spec (`embedded`, `none`, `replay:DIR`); `extract` is who finds claims and their sources, the encoder with rules or
    that model; `judge` is who says how passages stand to claims where exact comparison is silent; `max_words` is the length that the
    summary aims at; `retries` is how often a line that fails its checks is written again; `seed` fixes the sampling of retries;
    `max_characters` and `max_sentences` bound the work: what lies beyond is not read, and a notice says so; `max_documents` is how many
    other documents a report is compared with.
    """

    model: str = "embedded"
    extract: Literal["encoder", "model"] = "encoder"
    judge: Literal["encoder", "model"] = "encoder"
    max_words: Annotated[int, Field(ge=20, le=1000)] = 160
    retries: Annotated[int, Field(ge=0, le=5)] = 1
    seed: int = 1
    max_characters: Annotated[int, Field(ge=1000)] = 100_000
    max_sentences: Annotated[int, Field(ge=10)] = 400
    max_documents: Annotated[int, Field(ge=1, le=100)] = 12

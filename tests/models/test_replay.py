from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ReplayMissingError, UsageError
from summarizer.models.base import Ground
from summarizer.models.replay import FILE, RecordingWriter, ReplayWriter, key
from summarizer.prompts import Message, Role


class Counting:
    """Answers every chat with a new number."""

    name = "counting 1"

    def __init__(self) -> None:
        self.said = 0

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        del most_tokens, temperature, seed, grounds
        self.said += len(chats)
        return [f"{self.said - len(chats) + n}: {chat[-1].content}" for n, chat in enumerate(chats)]

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        del schema
        return self.write(chats, most_tokens=most_tokens, temperature=temperature, seed=seed)


def chat(text: str, role: Role = "user") -> tuple[Message, ...]:
    return (Message("system", "Be short."), Message(role, text))


@given(st.lists(st.lists(st.text(), max_size=4), max_size=3), st.sampled_from([0.0, 0.7]), st.integers(0, 3))
def test_a_replay_says_what_the_recorded_run_heard(calls: list[list[str]], temperature: float, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        recorder = RecordingWriter(Counting(), Path(folder))
        heard = [recorder.write([chat(t) for t in texts], most_tokens=60, temperature=temperature, seed=seed) for texts in calls]
        replayed = ReplayWriter(Path(folder))
        assert [replayed.write([chat(t) for t in texts], most_tokens=60, temperature=temperature, seed=seed) for texts in calls] == heard
        assert replayed.name == "counting 1"


def test_the_file_does_not_depend_on_the_order_of_the_calls(tmp_path: Path) -> None:
    class Echo(Counting):
        def write(
            self,
            chats: Sequence[Sequence[Message]],
            *,
            most_tokens: int,
            temperature: float = 0.0,
            seed: int = 0,
            grounds: Sequence[Ground] | None = None,
        ) -> list[str]:
            del most_tokens, temperature, seed, grounds
            return [c[-1].content.upper() for c in chats]

    for folder, order in (("a", "xyz"), ("b", "zxy")):
        recorder = RecordingWriter(Echo(), tmp_path / folder)
        for text in order:
            recorder.write([chat(text)], most_tokens=9)
    assert (tmp_path / "a" / FILE).read_bytes() == (tmp_path / "b" / FILE).read_bytes()


def test_a_new_recording_replaces_the_old(tmp_path: Path) -> None:
    RecordingWriter(Counting(), tmp_path).write([chat("old")], most_tokens=9)
    RecordingWriter(Counting(), tmp_path).write([chat("new")], most_tokens=9)
    replayed = ReplayWriter(tmp_path)
    assert replayed.write([chat("new")], most_tokens=9) == ["0: new"]
    with pytest.raises(ReplayMissingError):
        replayed.write([chat("old")], most_tokens=9)


def test_a_run_that_wrote_nothing_can_be_replayed(tmp_path: Path) -> None:
    RecordingWriter(Counting(), tmp_path)
    assert ReplayWriter(tmp_path).write([], most_tokens=9) == []


def test_a_prompt_that_was_not_recorded_says_how_to_record_it(tmp_path: Path) -> None:
    RecordingWriter(Counting(), tmp_path).write([chat("a")], most_tokens=9)
    with pytest.raises(ReplayMissingError, match=r"1 of 2 prompts .* record it"):
        ReplayWriter(tmp_path).write([chat("a"), chat("b")], most_tokens=9)


def test_a_missing_recording_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ReplayMissingError, match="record it"):
        ReplayWriter(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "noise\n", "[]\n", '{"model": "m"}\n{"key": "k"}\n', '{"key": "k", "reply": "r"}\n'])
def test_a_file_that_is_no_recording_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="no recording of replies"):
        ReplayWriter(tmp_path)


def test_a_recording_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        RecordingWriter(Counting(), tmp_path / "file")


def test_answers_under_a_schema_are_kept_apart_from_free_ones(tmp_path: Path) -> None:
    recorder = RecordingWriter(Counting(), tmp_path)
    free = recorder.write([chat("a")], most_tokens=9)
    bound = recorder.answer([chat("a")], {"type": "object"}, most_tokens=9)
    assert free != bound
    replayed = ReplayWriter(tmp_path)
    assert replayed.write([chat("a")], most_tokens=9) == free
    assert replayed.answer([chat("a")], {"type": "object"}, most_tokens=9) == bound
    with pytest.raises(ReplayMissingError):
        replayed.answer([chat("a")], {"type": "array"}, most_tokens=9)


def test_everything_that_changes_a_reply_changes_its_key() -> None:
    keys = {
        key(chat("a"), 60, 0.0, 0),
        key(chat("b"), 60, 0.0, 0),
        key(chat("a", "assistant"), 60, 0.0, 0),
        key(chat("a")[1:], 60, 0.0, 0),
        key(chat("a"), 61, 0.0, 0),
        key(chat("a"), 60, 0.5, 0),
        key(chat("a"), 60, 0.0, 1),
    }
    assert len(keys) == 7
    assert key(list(chat("a")), 60, 0, 0) == key(chat("a"), 60, 0.0, 0)

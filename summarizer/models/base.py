"""The two seams that models are plugged into. Every implementation, the fakes of the tests too, fits one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from summarizer.prompts import Message

Head = Literal["attribution", "names", "words", "loaded"]
"""What to tag: source, cue and content; person, organisation and place; parts of speech (finite, verb, noun, name, pronoun, number,
adjective, adverb, determiner, preposition, conjunction: one word a tag); or loaded words (emotive, label, presupposition, weasel)."""

Judgement = Literal["checkable", "stance"]
"""What to judge: a statement beside its sentence (checkable, opinion); a passage beside a statement (supports, opposes, neither)."""


class Tag(NamedTuple):
    """A labelled span of a text; offsets in code points, half-open."""

    label: str
    start: int
    end: int


class Ground(NamedTuple):
    """What a reply may be made of: whole words as they may be written, figures and names among them, and passages that may be quoted.

    `longest` is how many bytes it may take (0: no bound): a reply that says what it was given needs little more than that.
    """

    words: frozenset[str]
    passages: tuple[str, ...] = ()
    longest: int = 0


class Encoder(Protocol):
    """Finds who says what, judges statements, and measures likeness of meaning."""

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        """The spans of each text, in order of their place. Texts longer than the model reads are read in pieces."""
        ...

    def classify(self, texts: Sequence[str] | Sequence[tuple[str, str]], head: Judgement) -> list[dict[str, float]]:
        """The calibrated probability of each label, for each text or pair of texts. What is too long for the model is cut off."""
        ...

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A unit vector for each text: the dot product of two is their cosine similarity, in [-1, 1]."""
        ...


class Writer(Protocol):
    """Writes short texts."""

    @property
    def name(self) -> str:
        """The model's name and version, for the report."""
        ...

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        """One reply to each chat, in order, all in one batch. Temperature 0 is greedy; otherwise sampling is fixed by `seed`.

        `grounds` has one ground for each chat: no reply leaves it, where the writer can hold to that. A server cannot be held to it.

        Raises:
            ModelError: the model cannot reply at all.
        """
        ...

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        """One reply to each chat, in order, bound to a JSON Schema where the model can be bound.

        A reply can still be cut at `most_tokens`, and a server can ignore the schema: whoever asks reads it with a validator.

        Raises:
            ModelError: the model cannot reply at all.
        """
        ...

"""The two seams that models are plugged into. Every implementation, the fakes of the tests too, fits one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from summarizer.prompts import Message

Head = Literal["attribution", "names", "words"]
"""What to tag: source, cue and content; person, organisation and place; or parts of speech (finite, verb, noun, name, pronoun, number,
adjective, adverb, determiner, preposition, conjunction: one word a tag)."""


class Tag(NamedTuple):
    """A labelled span of a text; offsets in code points, half-open."""

    label: str
    start: int
    end: int


class Ground(NamedTuple):
    """What a reply may be made of: whole words as they may be written, figures and names among them, and passages that may be quoted."""

    words: frozenset[str]
    passages: tuple[str, ...] = ()


class Encoder(Protocol):
    """Finds who says what, and measures likeness of meaning."""

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        """The spans of each text, in order of their place. Texts longer than the model reads are read in pieces."""
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

"""Opens models by name. The one place that loads a model's module late, because torch takes seconds: nothing here is heavy before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.models.base import Encoder, Writer

ADAPTER = "writer"
"""What the embedded writer was trained for, merged into its weights."""
EMBEDDED = "embedded"
"""The spec of the only writer that we trained."""
SPECS = (EMBEDDED, "none", "transformers:ORG/NAME", "server:URL#NAME", "replay:DIR")

__all__ = ["EMBEDDED", "SPECS", "open_bare", "open_encoder", "open_writer"]


def open_writer(spec: str, *, say: Callable[[str], None] | None = None) -> Writer | None:
    """The writer that a model spec names; null for `none`, when rules write. `say` is told what takes long; without it nothing is said.

    Raises:
        UsageError: there is no such spec.
        ModelError: the model is missing or damaged.
    """
    kind, _, rest = spec.partition(":")
    if spec == "none":
        return None
    if spec == EMBEDDED:
        from summarizer.models import embedded

        return embedded.open_writer(say or _silent, ADAPTER)
    if kind == "replay" and rest:
        from summarizer.models import replay

        return replay.ReplayWriter(Path(rest))
    if kind == "transformers" and rest:
        from summarizer.models import transformers_

        return transformers_.open_writer(rest, say or _silent)
    if kind == "server" and rest:
        from summarizer.models import server

        return server.open_writer(rest)
    raise UsageError(f"there is no model {spec!r}; use one of: {', '.join(SPECS)}")


def open_bare(*, say: Callable[[str], None] | None = None) -> Writer:
    """The embedded writer as it was published, without our training: what the training is measured against. It has a cache of its own.

    Raises:
        ModelError: it is missing or damaged.
    """
    from summarizer.models import embedded

    return embedded.open_writer(say or _silent)


def open_encoder(*, quick: bool = False, say: Callable[[str], None] | None = None) -> Encoder:
    """The embedded encoder; `quick` makes vectors faster and a little less exactly where the processor can, for many texts at once.

    `say` is told what takes long: the first judgement of a stance opens the language model.

    Raises:
        ModelError: it is missing or damaged.
    """
    from summarizer.models import encoder

    return encoder.open_encoder(quick=quick, say=say or _silent)


def _silent(_: str) -> None:
    return

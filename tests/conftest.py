"""What several test modules share: the embedded models, opened once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from summarizer.models.chat import ChatWriter
    from summarizer.models.encoder import MiniLmEncoder


# How long an example takes is a matter of the machine and what else runs on it; a test asks what is true.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty cache folder for the session, so that no test sees or changes the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def writer(cache: Path) -> ChatWriter:
    """The real embedded writer; converting it takes about 15 s, once."""
    from summarizer.models import embedded

    del cache
    return embedded.open_writer(lambda _: None)


@pytest.fixture(scope="session")
def encoder(cache: Path) -> MiniLmEncoder:
    """The real embedded encoder; its verifier is the language model, which is kept in the session's cache."""
    from summarizer.models import encoder

    del cache
    return encoder.open_encoder()

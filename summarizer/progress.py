"""Talk on stderr: what takes longer than a second, and what the user should know meanwhile. Never a result."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

LONG = 1.0
"""Seconds from which a stage is worth a line."""


class Progress:
    """A moving line on a terminal, plain lines for long stages elsewhere, nothing at all when quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = not quiet and sys.stderr.isatty()
        self._status: Status | None = None

    @contextmanager
    def working_on(self, name: str) -> Iterator[None]:
        """Until the block ends, a terminal shows that `name` is being worked on."""
        if not self._live:
            yield
            return
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text(one_line(name))) as self._status:
            try:
                yield
            finally:
                self._status = None

    def say(self, message: str) -> None:
        """One line that stays: something slow begins, or happens only this once."""
        if self._quiet:
            return
        if self._status is None:
            print(one_line(message), file=sys.stderr, flush=True)
        else:
            self._status.console.print(one_line(message), markup=False, highlight=False)

    def done(self, stage: str, seconds: float) -> None:
        """A stage is done. Elsewhere than on a terminal it is named if it took `LONG` seconds or more."""
        if self._status is not None:
            from rich.text import Text

            self._status.update(Text(f"{one_line(stage)} done"))
        elif seconds >= LONG:
            self.say(f"{stage}: {seconds:.1f} s")


def one_line(text: str) -> str:
    """`text` on one line, without characters that could steer a terminal."""
    blank = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    shown = "".join(c for c in blank if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"})
    return " ".join(shown.split())

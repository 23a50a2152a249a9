"""The error tree. Each error says in one line what is wrong and what to do next; `exit_code` is what the command line returns.

SummarizerError                1
├── UsageError                 2   an option, a file or a format that cannot be used
├── AbstainError               3   the input is no English news article that can be judged
├── GateError                  4   the eval fell below its floors
└── ModelError                 1   a model is missing, damaged or gave no usable reply
    ├── ModelMissingError          not installed: `python -m summarizer models install`
    ├── ModelDamagedError          a file does not have the hash that it should have
    └── ReplayMissingError         no recorded reply for this prompt
"""

from __future__ import annotations


class SummarizerError(Exception):
    """Anything this package raises on purpose."""

    exit_code = 1


class UsageError(SummarizerError):
    """An option, a file or a format that cannot be used."""

    exit_code = 2


class AbstainError(SummarizerError):
    """The input is no English news article that can be judged: empty, binary, too short, another language, an index page."""

    exit_code = 3


class GateError(SummarizerError):
    """The eval fell below its floors."""

    exit_code = 4


class ModelError(SummarizerError):
    """A model is missing, damaged or gave no usable reply."""


class ModelMissingError(ModelError):
    """A model package is not installed."""


class ModelDamagedError(ModelError):
    """A model file does not have the hash that it should have."""


class ReplayMissingError(ModelError):
    """No reply was recorded for a prompt."""

"""Evidence libraries: documents given one by one, or kept in a SQLite file and searched."""

from summarizer.library.base import Hit, Library, Passage
from summarizer.library.memory import Given, Several
from summarizer.library.sqlite import SUFFIXES, SqliteLibrary, open_library

__all__ = ["SUFFIXES", "Given", "Hit", "Library", "Passage", "Several", "SqliteLibrary", "open_library"]

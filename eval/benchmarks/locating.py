"""The files of benchmarks: found where the user points, read as UTF-8, refused in one line where they are not what they should be."""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks.base import needed
from summarizer.errors import UsageError

VAD_FILE = "NRC-VAD-Lexicon.txt"
VAD_HINT = f"the arousal figures need {VAD_FILE} (saifmohammad.com, free for research) in the folder of the data, or in nrc_vad/ beside it"

Affect = dict[str, tuple[float, float]]
"""(valence, arousal), each in [0, 1], of each word."""


def located(path: Path, name: str, hint: str) -> Path:
    """`path`, if it is a file, else the file or folder `name` in it.

    Raises:
        UsageError: it is not there; `hint` says what should be.
    """
    return needed(path if path.is_file() else path / name, hint)


def read(path: Path) -> str:
    """The text of a file, without a byte order mark, line ends LF.

    Raises:
        UsageError: it cannot be read as UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}; fetch it anew") from error


def affect(path: Path) -> Affect | None:
    """The NRC-VAD lexicon (Mohammad 2018) near `path`: in it, or in a folder nrc_vad in it or beside it; None where there is none.

    Raises:
        UsageError: the file has another form.
    """
    places = [f / VAD_FILE for base in (path, path.parent) for f in (base, base / "nrc_vad")]
    file = next((p for p in places if p.is_file()), None)
    if file is None:
        return None
    found: Affect = {}
    for line in read(file).splitlines():
        try:
            word, valence, arousal, _ = line.split("\t")
            found[word] = (float(valence), float(arousal))
        except ValueError as error:
            raise UsageError(f"{file} has a line that is not word, valence, arousal, dominance by tabs: {line[:60]!r}") from error
    return found

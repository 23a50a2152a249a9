"""Bytes -> text: the encoding is found from the content, and what is no text is refused by name."""

from __future__ import annotations

import re

from summarizer.errors import AbstainError
from summarizer.records import Notice

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGICS = (
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound, image or film file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_CHARSETS = re.compile(
    r"(?:utf-?8|us-ascii|iso-?8859-?\d+|latin-?\d|windows-?125\d|cp125\d|koi8-[ru]|gb\w+|big5|shift_?jis|euc-?\w+|macintosh)"
)
_CONTROL = bytes([*range(1, 9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_SURROGATE = re.compile("[\ud800-\udfff\x00]")


def decoded(raw: bytes, *, name: str, charset: str | None = None) -> tuple[str, list[Notice]]:
    """The text of `raw`, its line ends made LF, and what was guessed; `charset` is what the sender declared, `name` stands in messages.

    Raises:
        AbstainError: it is no text.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            text = tidy(raw[len(bom) :].decode(encoding, "replace"))
            if text.count("\ufffd") > 0.02 * len(text):
                raise _undecodable(name)
            return text, []
    _refuse_binary(raw, name)
    try:
        return tidy(raw.decode("utf-8")), []
    except UnicodeDecodeError:
        return _decoded_otherwise(raw, name, charset or "")


def _decoded_otherwise(raw: bytes, name: str, charset: str) -> tuple[str, list[Notice]]:
    declared = _CHARSET.search(raw[:4096])
    charset = charset or (declared.group(1).decode("ascii").lower() if declared else "")
    # Pages that declare Latin-1 or ASCII mean cp1252 (the HTML standard says so); those that declare UTF-8 have just been found wrong.
    if _CHARSETS.fullmatch(charset) and not re.fullmatch(r"utf-?8|us-ascii|iso-?8859-?1|latin-?1", charset):
        try:
            return tidy(raw.decode(charset, "replace")), []
        except LookupError:
            pass
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad * 2 < sum(1 for c in text if c > "\x7f"):
        return tidy(text), [Notice(kind="encoding", message=f"{bad} places are no valid UTF-8 and are shown as \ufffd")]
    if sum(byte > 0x7F for byte in raw) > 0.3 * len(raw):
        raise _undecodable(name)
    text = raw.decode("cp1252", "replace")
    return tidy(text), [Notice(kind="encoding", message="decoded as cp1252, because it is no valid UTF-8; save it as UTF-8 to be sure")]


def _refuse_binary(raw: bytes, name: str) -> None:
    for magic, what in _MAGICS:
        if raw.startswith(magic):
            raise AbstainError(f"{name} is {what}, not text; save the article as text or HTML")
    head = raw[:1_000_000]
    if b"\0" in raw or len(head.translate(None, _CONTROL)) < 0.98 * len(head):
        raise AbstainError(f"{name} is binary, not text; save the article as text or HTML")


def tidy(text: str) -> str:
    """`text` with line ends made LF, and without a byte order mark, NUL or lone surrogates."""
    return _SURROGATE.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _undecodable(name: str) -> AbstainError:
    return AbstainError(f"{name} cannot be decoded as text; save it as UTF-8")

"""Read CofeNet's sentence files, which carry attribution, part-of-speech and named-entity tags for each token."""

from __future__ import annotations

import json
from pathlib import Path

PTB = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "`": "‘"}
_CLITICS = {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'S", "N'T"}
_TIGHT_LEFT = {",", ".", ";", ":", "?", "!", "%", ")", "]", "”", "...", *_CLITICS}
_TIGHT_RIGHT = {"(", "[", "“", "$", "‘"}


def read_cofenet(path: Path, layer: str, *, running_text: bool = False) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """The sentences with the gold spans of one layer: "labels" (attribution, BIO), "pos" or "ner" (a tag for each token).

    Tokens are joined by single blanks, or as in running text. Each part-of-speech tag is a span of its own; equal neighbouring entity
    tags are one span.
    """
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, starts = "", []
        last = ""
        for raw in row["tokens"]:
            token = PTB.get(raw, raw)
            tight = running_text and (token in _TIGHT_LEFT or last in _TIGHT_RIGHT)
            text += "" if not text or tight else " "
            starts.append((len(text), len(text) + len(token)))
            text += token
            last = token
        spans: list[tuple[str, int, int]] = []
        before = "O"
        for (start, end), tag in zip(starts, row[layer], strict=True):
            name = tag[2:] if layer == "labels" and tag != "O" else tag
            grows = tag.startswith("I-") if layer == "labels" else layer == "ner" and tag == before
            if tag != "O" and grows and spans:
                spans[-1] = (spans[-1][0], spans[-1][1], end)
            elif tag != "O":
                spans.append((name, start, end))
            before = tag
        out.append((text, spans))
    return out

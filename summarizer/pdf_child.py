"""Run as a program of its own, away from everything else: a PDF on stdin, its lines as JSON on stdout.

PDFium is written in C++ and PDF files come from strangers: a crash or an endless loop must cost this process alone, so it limits its own
memory and processor time before it looks at the file, and imports nothing of ours. What each line holds stands in `pdf.py`.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_CHARACTERS = 2_000_000
"""Of all pages together; what lies beyond is not handed over."""
SOFT_HYPHEN = "\u00ad"
_LEAST_HEIGHT = 1.0
"""Points; smaller print cannot be read."""
_NEARLY_WHITE = 245
_NEVER_DRAWN = 3
"""The text rendering mode that draws nothing; scanners put what they recognised under the picture so."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


class Ground(NamedTuple):
    """What a page shows besides text: its own edges, where something lies that is not white, and whether that is a picture."""

    edges: Box
    dark: list[Box]
    picture: bool


def main(megabytes: int, seconds: int, most_pages: int) -> None:
    """Read stdin, write one JSON object: `pages` of lines, `hidden` pieces, how many `scans` `of` all pages, `title`; or `failure`."""
    _limit(megabytes, seconds)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        found: dict[str, Any] = _read(document, most_pages)
    except pypdfium2.PdfiumError as error:
        found = {"failure": "password" if "password" in str(error).lower() else "damaged"}
    except MemoryError:
        found = {"failure": "memory"}
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))


def _limit(megabytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's clock still holds
        return
    limits = (
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for what, most in limits:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # the system allows less already, or knows no such limit (macOS: memory)
            continue


def _read(document: Any, most_pages: int) -> dict[str, Any]:
    pages: list[list[dict[str, Any]]] = []
    hidden: list[str] = []
    scans, left = 0, MOST_CHARACTERS
    for number in range(min(len(document), most_pages)):
        page = document[number]
        lines, unseen, scanned = _page(page, left)
        pages.append(lines)
        scans += scanned
        hidden += unseen
        left -= sum(len(line["text"]) for line in lines) + sum(map(len, unseen))
        page.close()
        if left <= 0:
            break
    title = document.get_metadata_value("Title")
    return {"pages": pages, "hidden": hidden, "scans": scans, "of": len(document), "title": title}


def _page(page: Any, most: int) -> tuple[list[dict[str, Any]], list[str], bool]:
    """A page's lines, the runs of text on it that nobody sees, and whether it is a scan."""
    ground = _ground(page)
    lines: list[dict[str, Any]] = []
    hidden: list[str] = []
    line, unseen = "", ""
    boxes: list[Box] = []
    characters = list(_characters(page.get_textpage(), ground, most))
    # A scan is a picture with the recognised words under it, all of them undrawn: those are the page's text.
    unseen_only = not any(seen for _, box, seen, _ in characters if box) and any(not drawn for *_, drawn in characters)
    scanned = unseen_only and ground.picture
    for character, box, seen, _ in [*characters, ("\n", None, True, True)]:
        if character in "\r\n":
            if boxes:
                lines.append(_line(line, boxes))
            line, boxes = "", []
            unseen += " "
        elif box is None:  # a blank belongs to what stands before it
            line, unseen = (line, unseen + character) if unseen.strip() else (line + character, "")
        elif seen or scanned:
            line += character
            boxes.append(box)
            hidden += [unseen.strip()] if unseen.strip() else []
            unseen = ""
        else:
            unseen += character
        if character == SOFT_HYPHEN and boxes:  # PDFium goes on with the next line as if it were this one
            lines.append(_line(line, boxes))
            line, boxes = "", []
    return lines, hidden + ([unseen.strip()] if unseen.strip() else []), scanned


def _line(text: str, boxes: list[Box]) -> dict[str, Any]:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    edges = {"left": min(lefts), "right": max(rights), "top": max(tops), "bottom": min(bottoms)}
    return {"text": text, **{name: round(value, 1) for name, value in edges.items()}, "size": round(max(t - b for _, b, _, t in boxes), 1)}


def _characters(textpage: Any, ground: Ground, most: int) -> Iterator[tuple[str, Box | None, bool, bool]]:
    """Each character with its box (null: a blank that PDFium made up), whether it can be seen, and whether it is drawn at all."""
    from pypdfium2 import raw

    for at in range(min(raw.FPDFText_CountChars(textpage), most)):
        code = raw.FPDFText_GetUnicode(textpage, at)
        character = SOFT_HYPHEN if raw.FPDFText_IsHyphen(textpage, at) == 1 else chr(code) if 0 < code < 0x110000 else ""
        if raw.FPDFText_IsGenerated(textpage, at) == 1 or not character or character.isspace():
            yield character or " ", None, True, True
            continue
        box = _box(textpage, at)
        holder = raw.FPDFText_GetTextObject(textpage, at)
        drawn = not holder or raw.FPDFTextObj_GetTextRenderMode(holder) != _NEVER_DRAWN
        yield character, box, drawn and _seen(textpage, at, box, ground), drawn


def _box(textpage: Any, at: int) -> Box:
    from pypdfium2 import raw

    found = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, at, found)
    return found.left, found.bottom, found.right, found.top


def _seen(textpage: Any, at: int, box: Box, ground: Ground) -> bool:
    from pypdfium2 import raw

    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    if top - bottom < _LEAST_HEIGHT or not _inside(x, y, ground.edges):
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(textpage, at, *colour):
        return True
    red, green, blue, opacity = (c.value for c in colour)
    if opacity < 10:
        return False
    return min(red, green, blue) < _NEARLY_WHITE or any(_inside(x, y, area) for area in ground.dark)


def _inside(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _ground(page: Any) -> Ground:
    from pypdfium2 import raw

    dark: list[Box] = []
    picture = False
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING), max_depth=3):
        colour = [ctypes.c_uint() for _ in range(4)]
        plain = thing.type == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetFillColor(thing, *colour)
        if not plain or (min(c.value for c in colour[:3]) < _NEARLY_WHITE and colour[3].value >= 10):
            left, bottom, right, top = thing.get_bounds()
            dark.append((left, bottom, right, top))
        picture = picture or thing.type == raw.FPDF_PAGEOBJ_IMAGE
    left, bottom, right, top = page.get_cropbox()
    return Ground((left, bottom, right, top), dark, picture)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

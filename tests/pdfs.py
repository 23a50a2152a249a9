"""Small PDF files, written by hand so that nothing in them is left to chance."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

HEIGHT = 800


def pdf(*pages: str, title: str = "", encrypted: bool = False) -> bytes:
    """A PDF with one page for each content stream, in Helvetica as /F1."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, content in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 {HEIGHT}] {resources} /Contents {5 + 2 * n} 0 R >>".encode())
        objects.append(stream(content.encode("cp1252")))
    objects.append(f"<< /Title ({title}) >>".encode())
    extra = f"/Info {len(objects)} 0 R"
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32))
        extra += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    return _file(objects, extra)


def stream(data: bytes, *, packed: bool = False) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    filters = "/Filter /FlateDecode " if packed else ""
    return f"<< {filters}/Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def text(lines: Sequence[str], *, top: float = 740, size: float = 12, left: float = 60, extra: str = "") -> str:
    """A content stream that prints `lines` below one another; `extra` are operators before the first."""
    shown = " ".join(f"({_escaped(line)}) Tj 0 {-1.2 * size:g} Td" for line in lines)
    return f"q BT {extra} /F1 {size:g} Tf {left:g} {top:g} Td {shown} ET Q"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes], extra: str) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Root 1 0 R /Size {len(objects) + 1} {extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

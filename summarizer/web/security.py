"""Headers that Gradio does not set: what the page may load, who may frame it, and that its address goes nowhere.

Gradio's page starts with scripts of its own within the HTML. They are allowed one by one, by the hash of what was sent, so that no other
script in the page runs; "unsafe-eval" has to stay, because Gradio's HTML component makes a function of its template.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SCRIPT = re.compile(rb"<script\b(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HOSTS = "'self' https://huggingface.co https://*.hf.space"
_NOBODY = "'none'"


def policy(page: bytes, *, hosted: bool) -> str:
    """The Content-Security-Policy for a page, with the hashes of its own scripts; a hosted demo may be framed by its host."""
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode("ascii") for script in _SCRIPT.findall(page))
    scripts = " ".join(f"'sha256-{h}'" for h in dict.fromkeys(hashes))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' {scripts}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
            f"frame-ancestors {_HOSTS if hosted else _NOBODY}",
        )
    )


class SecurityHeaders:
    """An ASGI layer that adds the headers to every answer. Answers that stream go through piece by piece; pages are held for their hash."""

    def __init__(self, app: ASGIApp, *, hosted: bool) -> None:
        self._app, self._hosted = app, hosted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _wants_page(scope):
            # Packed, a page could not be looked into.
            scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
        held: list[Message] = []

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif message["type"] == "http.response.start":
                await send(self._signed(message, b""))
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body", False):
                    await send(self._signed(held[0], b"".join(m.get("body", b"") for m in held[1:])))
                    for piece in held[1:]:
                        await send(piece)

        await self._app(scope, receive, pass_on)

    def _signed(self, start: Message, page: bytes) -> Message:
        more = {
            b"content-security-policy": policy(page, hosted=self._hosted).encode("ascii"),
            b"x-content-type-options": b"nosniff",
            b"referrer-policy": b"no-referrer",
            b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            b"cross-origin-opener-policy": b"same-origin",
        }
        if not self._hosted:
            more[b"x-frame-options"] = b"DENY"
        kept = [(name, value) for name, value in start.get("headers", ()) if name.lower() not in more]
        return {**start, "headers": [*kept, *more.items()]}


def _wants_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _is_page(start: Message) -> bool:
    return any(name.lower() == b"content-type" and value.lower().startswith(b"text/html") for name, value in start.get("headers", ()))

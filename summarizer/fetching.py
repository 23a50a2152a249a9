"""The guarded HTTP client: the bytes of one public web page, fetched because the user named its address.

Every host is resolved here and every address that it resolves to is checked, on each redirect again; the connection goes to the checked
address itself, so that a name cannot point elsewhere a moment later. Proxies of the environment are ignored; no cookie, credential or
referrer is sent. The time limit counts the whole fetch but for the look-ups of names, which the system's resolver limits.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore2

from summarizer.errors import UsageError
from summarizer.version import VERSION

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], list[str]]
"""The addresses of a host, as text."""

SPECIAL: tuple[Network, ...] = tuple(
    ip_network(n)
    for n in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"),
        *("192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        # Of IPv6 only 2000::/3 is handed out for public use; within it, what maps to other networks or is for special use.
        *("::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20"),
    )
)
"""Every range of the IANA registries of special-purpose addresses, multicast and reserved space: never the home of a news page."""
TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
USER_AGENT = f"news-claims-summarizer/{VERSION} (one page, at its reader's request)"
_REDIRECTS = (301, 302, 303, 307, 308)
_SAFE = "!$%&'()*+,-./:;=?@[]_~"
_STEP_SECONDS = 10.0
_GZIP = 16 + zlib.MAX_WBITS


class Limits(NamedTuple):
    """`size` in bytes, sent and unpacked alike; `seconds` for the whole fetch; how many redirects are followed."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


class Guard(NamedTuple):
    """Where a connection may go: no address in `denied`, only to `ports` (null: any)."""

    denied: tuple[Network, ...] = SPECIAL
    ports: tuple[int, ...] | None = (80, 443)


class Fetched(NamedTuple):
    """A page as sent: the address that it came from at last, its bytes, and the encoding that the server declared."""

    url: str
    content: bytes
    charset: str | None


class _Budget(NamedTuple):
    """When a fetch must be over, on the monotonic clock, and how many bytes a page may have."""

    deadline: float
    size: int

    def seconds(self, step: float | None) -> float:
        """What is left, at most `step`."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is up")
        return min(left, step or left)


class _Stream(httpcore2.NetworkStream):
    """A connection on which the budget holds at every step: for senders that come by drops, and for headers without an end."""

    def __init__(self, inner: httpcore2.NetworkStream, budget: _Budget) -> None:
        self._inner, self._budget, self._read = inner, budget, 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._budget.seconds(timeout))
        self._read += len(data)
        if self._read > 2 * self._budget.size + 1_000_000:  # several pages of redirects may come first, and chunks have headers
            raise UsageError(f"the server sends more than {self._budget.size / 1e6:g} MB; give the address of one article")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._budget.seconds(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._budget.seconds(timeout)), self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Network(httpcore2.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, guard: Guard, resolver: Resolver, budget: _Budget) -> None:
        self._guard, self._resolver, self._budget = guard, resolver, budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> _Stream:
        addresses = self._resolver(host, port)
        if not addresses or any(denied(a, self._guard) for a in addresses):
            raise UsageError(f"{host} is not on the public internet; only public pages are fetched")
        failure: Exception | None = None
        for address in addresses:
            try:
                seconds = self._budget.seconds(timeout)
                return _Stream(httpcore2.SyncBackend().connect_tcp(address, port, seconds, local_address, socket_options), self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or OSError("no address")


def system_addresses(host: str, port: int) -> list[str]:
    """What the system's resolver says.

    Raises:
        OSError: the host is not known.
    """
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetch(url: str, *, limits: Limits | None = None, guard: Guard | None = None, resolver: Resolver = system_addresses) -> Fetched:
    """The page at `url`, redirects followed.

    Raises:
        UsageError: the address is not one of a public web page, the server cannot be reached or refuses, or what it sends is too large,
            too slow, or neither text, HTML nor PDF.
    """
    limits, guard = limits or Limits(), guard or Guard()
    network = _Network(guard, resolver, _Budget(time.monotonic() + limits.seconds, limits.size))
    try:
        with httpcore2.ConnectionPool(network_backend=network, ssl_context=_trust()) as pool:
            return _followed(pool, checked(url, guard), limits, guard)
    except UsageError:
        raise
    except httpcore2.TimeoutException as error:
        raise UsageError(f"{url} did not answer in time; try again later, or save the page and give the file") from error
    # UnicodeError and ValueError: a header or a host name that no server should send.
    except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError, zlib.error, ValueError) as error:
        raise UsageError(f"{url} cannot be fetched: {error or type(error).__name__}; check the address") from error


def checked(url: str, guard: Guard) -> str:
    """`url` in ASCII and without its fragment, if it may be asked for at all; its host is looked at on connecting.

    Raises:
        UsageError: not an http or https address, with a user name, with characters that do not belong there, or with a denied port.
    """
    if any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        raise UsageError(f"{url} has blanks, backslashes or control characters in it; give the address as the browser shows it")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UsageError(f"{url} is no web address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"{url} is no web address; it must begin with https:// or http://")
    if "@" in parts.netloc:
        raise UsageError(f"{url} has a user name in it; give the address without it")
    if guard.ports is not None and port not in guard.ports:
        raise UsageError(f"{url} asks for port {port}; only {' and '.join(map(str, guard.ports))} are allowed")
    place = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{place}:{port}", quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


def denied(address: str, guard: Guard) -> bool:
    """Whether a connection to `address` is denied; an IPv4 address written as IPv6 is looked at as both."""
    try:
        found: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return any(a.version == n.version and a in n for a in ((mapped,) if mapped else (found,)) for n in guard.denied)


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates count: reading them takes longer than many a page."""
    return httpcore2.default_ssl_context()


def _followed(pool: httpcore2.ConnectionPool, url: str, limits: Limits, guard: Guard) -> Fetched:
    for _ in range(limits.redirects + 1):
        found = _asked(pool, url, limits)
        if isinstance(found, Fetched):
            return found._replace(url=_shown(found.url))
        following = checked(urljoin(url, found), guard)
        if url.startswith("https:") and following.startswith("http:"):
            raise UsageError(f"{_shown(url)} leads from https to unencrypted http; save the page and give the file")
        url = following
    raise UsageError(f"{_shown(url)} was reached after more than {limits.redirects} redirects; give the page's own address")


def _shown(url: str) -> str:
    parts = urlsplit(url)
    usual = f":{443 if parts.scheme == 'https' else 80}"
    return urlunsplit(parts._replace(netloc=parts.netloc.removesuffix(usual)))


def _asked(pool: httpcore2.ConnectionPool, url: str, limits: Limits) -> Fetched | str:
    """One request: the page, or where the server sends us."""
    host = urlsplit(_shown(url)).netloc
    headers = [("Host", host), ("User-Agent", USER_AGENT), ("Accept", ", ".join(TYPES)), ("Accept-Encoding", "gzip")]
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
    with pool.stream("GET", url, headers=headers, extensions={"timeout": timeout}) as response:
        got = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and got.get("location"):
            return got["location"].encode("latin-1").decode("utf-8", "replace")
        if response.status != 200:
            raise UsageError(f"{_shown(url)} answers with HTTP status {response.status}; check it, or save the page from a browser")
        kind, _, more = got.get("content-type", "").partition(";")
        if kind and kind.strip().lower() not in TYPES:
            raise UsageError(f"{_shown(url)} is {kind.strip()[:60]}, not a page of text; give the address of an article")
        pieces = _unpacked(response.iter_stream(), got.get("content-encoding", ""), limits.size)
        return Fetched(url, b"".join(_limited(pieces, limits.size, _shown(url))), _charset(more))


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower() or None
    return None


def _unpacked(pieces: Iterable[bytes], encoding: str, size: int) -> Iterator[bytes]:
    if encoding.lower().strip() in ("", "identity"):
        yield from pieces
        return
    if encoding.lower().strip() not in ("gzip", "x-gzip"):
        raise UsageError(f"the page is sent packed as {encoding[:40]}, which was not asked for; save it and give the file")
    unpacker = zlib.decompressobj(_GZIP)
    for piece in pieces:
        # One byte more than allowed is enough to see that it is too large; a bomb is never unpacked whole.
        yield unpacker.decompress(piece, size + 1)


def _limited(pieces: Iterable[bytes], size: int, url: str) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > size:
            raise UsageError(f"{url} is larger than {size / 1e6:g} MB; give the address of one article")
        yield piece

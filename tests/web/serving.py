"""The real application in a process of its own, for tests: the page, the queue and the API, with models that do as they are told.

python -m tests.web.serving [--hosted] [--real] [--characters N]
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def serving(said: Path, *arguments: str) -> Iterator[str]:
    """The address of a running application, which stops with the block; whatever it prints goes to the file `said`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.web.serving", "--port", str(port), *arguments]
    with (
        said.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env={**os.environ, "HF_HUB_OFFLINE": "1"}) as server,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, server, said)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(1200):
        assert server.poll() is None, said.read_text(encoding="utf-8")
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the demo did not start")


def main() -> None:
    """Serve until told to stop."""
    import uvicorn

    from summarizer.web.app import create
    from summarizer.web.desk import Desk, Options
    from summarizer.web.limits import Limits
    from tests.fakes import SteadyEncoder

    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--hosted", action="store_true")
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--characters", type=int, default=5_000)
    given = parser.parse_args()
    options = Options(hosted=given.hosted, urls=not given.hosted, limits=Limits(characters=given.characters))
    desk = Desk(options) if given.real else Desk(options, open_encoder=SteadyEncoder, open_writer=lambda _: None)
    uvicorn.run(create(desk, ROOT / "seeds"), host="127.0.0.1", port=given.port, log_level="debug", access_log=False)


if __name__ == "__main__":
    main()

"""Starts the demo: `python app.py`. The views live in summarizer/web/."""

from __future__ import annotations

import sys
from pathlib import Path

from summarizer.web.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).parent / "seeds"))

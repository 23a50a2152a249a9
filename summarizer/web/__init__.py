"""The demo: one page in which a visitor pastes an article, watches the stages and looks behind each claim.

The page's frame, its queue and its API are Gradio's; what it shows of a report is our own HTML, made by pure functions from the report.
Nothing of a visitor stays on the server: the report travels to the page and, for another language, back.
"""

from __future__ import annotations

import os

# Read when gradio is imported: nothing is sent home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

"""`python -m summarizer`."""

import sys

if __name__ == "__main__":
    try:
        from summarizer.cli import main

        main()
    except KeyboardInterrupt:  # while the modules are still being loaded
        sys.exit(130)

"""One tested path for set-up, running, checking and measuring on Windows and Linux, with the standard library only.

python installer/bootstrap.py setup            make .venv from requirements/app.lock
python installer/bootstrap.py run [ARGS]       open the app on a practice workspace (ARGS go to main.py)
python installer/bootstrap.py check            style, types, layers, platform rule, Windows wheels
python installer/bootstrap.py test [ARGS]      check, then every test (ARGS go to pytest)
python installer/bootstrap.py bench [ARGS]     the table of figures beside its targets
python installer/bootstrap.py soak [ARGS]      the long forms of kills, flips and histories
python installer/bootstrap.py lock             remake requirements/*.lock (needs uv)
"""

from __future__ import annotations

import sys

OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Carry out one command and return its exit code; 2 for a usage error or a Python that is too old."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        print(f"Krogkoll behöver Python 3.11 eller nyare, men det här är {have}.", file=sys.stderr)
        return 2
    import commands

    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0 if arguments else 2
    chosen = commands.COMMANDS.get(arguments[0])
    if chosen is None:
        print(f"Unknown command: {arguments[0]}\n\n{__doc__}", file=sys.stderr)
        return 2
    try:
        return chosen(arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

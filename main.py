"""Starts the window: `python main.py [--workspace DIR | --practice] [--screenshots DIR]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """The arguments, told in Swedish."""
    told = argparse.ArgumentParser(prog="main.py", description="Krogkoll: tillsyn över illegala krogar.")
    where = told.add_mutually_exclusive_group()
    where.add_argument("--workspace", type=Path, metavar="MAPP", help="arbetsytans mapp (annars datorns vanliga)")
    where.add_argument("--practice", action="store_true", help="öppna övningen, där allt är påhittat")
    told.add_argument("--screenshots", type=Path, metavar="MAPP", help="spara en bild av varje läge i mappen och sluta")
    return told


def main(arguments: Sequence[str]) -> int:
    """Run the window until it is closed; the exit code."""
    chosen = parser().parse_args(arguments)
    if chosen.screenshots is not None:
        from ui.screenshots import take_all

        return take_all(chosen.screenshots)
    from ui.app import run

    return run(chosen.workspace, practice=chosen.practice)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m krogkoll`: the same as the `krogkoll` command."""

from krogkoll.cli import main

main()

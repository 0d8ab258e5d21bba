"""Reads the program's accessible tree as a screen reader gets it; run by the system's own Python, which has pyatspi.

Prints one JSON line per visible node: role, name, whether the keyboard can come there.
"""

import json
import sys
import time

import pyatspi

_PATIENCE = 20


def program():
    """Our program among those on the bus; it may take a moment to come."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        for found in pyatspi.Registry.getDesktop(0):
            if found is not None and found.name.startswith("Krogkoll"):
                return found
        time.sleep(0.1)
    sys.exit("the program never came on the accessibility bus")


def walk(node, depth=0):
    """Every node that is shown, its children after it."""
    states = node.getState()
    if depth > 1 and not states.contains(pyatspi.STATE_SHOWING):
        return
    yield {
        "role": node.getRoleName(),
        "name": node.name,
        "focusable": states.contains(pyatspi.STATE_FOCUSABLE),
        "enabled": states.contains(pyatspi.STATE_ENABLED),
    }
    for child in node:
        if child is not None:
            yield from walk(child, depth + 1)


for one in walk(program()):
    sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")

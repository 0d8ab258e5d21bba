"""What a decision costs: drawing it, its size, and the memory it takes."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import figure, peak_memory

# In a process of its own: a picture library would count as memory of the paper. Each is 78 kB, as real photos come
# out at this size and quality.
_PICTURES = """
import io, random, sys
from PIL import Image
for number in range(int(sys.argv[1])):
    small = Image.frombytes("RGB", (60, 45), random.Random(number).randbytes(60 * 45 * 3))
    stream = io.BytesIO()
    small.resize((780, 585), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=80)
    sys.stdout.buffer.write(stream.tell().to_bytes(4, "big") + stream.getvalue())
"""
RUNS = 7


def pictures(count: int) -> tuple[bytes, ...]:
    """So many different photos in print size."""
    command = [sys.executable, "-c", _PICTURES, str(count)]
    made = subprocess.run(command, capture_output=True, check=True).stdout
    found, at = [], 0
    while at < len(made):
        size = int.from_bytes(made[at : at + 4], "big")
        found.append(made[at + 4 : at + 4 + size])
        at += 4 + size
    return tuple(found)


def processor_seconds(photos: int) -> float:
    """The processor time of one decision when one has been made before: the median of several."""
    from krogkoll.documents import build
    from tests.documents.sample import decision

    paper = decision(pictures=pictures(photos))
    build(paper)
    taken = []
    for _ in range(RUNS):
        started = time.process_time()
        build(paper)
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def big_paper() -> bytes:
    """A decision with 60 photos."""
    from krogkoll.documents import build
    from tests.documents.sample import decision

    return build(decision(pictures=pictures(60))).pdf


@figure("decision with 6 photos, processor time", unit="s", at_most=0.10)
def small_decision() -> float:
    return processor_seconds(6)


@figure("decision with 60 photos, processor time", unit="s", at_most=0.20)
def large_decision() -> float:
    return processor_seconds(60)


@figure("decision with 60 photos, size", unit="MB", at_most=5)
def large_decision_size() -> float:
    return len(big_paper()) / 1e6


@figure("decision with 60 photos, memory", unit="MB", at_most=100)
def large_decision_memory() -> float:
    big_paper()
    return peak_memory()


@figure("preview of an edited decision with 6 photos", unit="ms", at_most=300)
def preview() -> float:
    """From the changed draft to the finished pages, warm, as the page Beslut asks for them after each rest."""
    from dataclasses import replace

    from krogkoll.decisions import DecisionDeskService
    from tests.inspections.night import begun, carried_out, closed, night, photo

    with tempfile.TemporaryDirectory() as place, night(Path(place)) as a_night:
        visit = begun(a_night)
        _, findings = carried_out(a_night, visit)
        for finding in findings[:6]:
            photo(a_night, Path(place), finding)
        closed(a_night, visit)
        draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
        desk = DecisionDeskService(a_night.store, a_night.vault, practice=True)
        desk.preview(draft, draft)
        started = time.perf_counter()
        desk.preview(draft, replace(draft, proportionality="En bokstav till."))
        return (time.perf_counter() - started) * 1000

"""The program's end of the photo decoder: starts the child when needed, waits so long and no longer, starts it anew."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import NamedTuple

from krogkoll.evidence.protocol import (
    MAX_FILE,
    Box,
    Garbled,
    Probe,
    RenditionKind,
    Reply,
    Request,
    receive,
    send,
)
from krogkoll.kernel.errors import EvidenceTrouble, Locked
from krogkoll.kernel.platform import confine_child, quiet_child_flags, release_child, widen_pipe

_ROOT = Path(__file__).resolve().parents[2]
_MEMORY = 2 * 1024**3
_REASONS = frozenset({"empty", "not-a-photo", "corrupt", "too-many-pixels"})
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "TZ")


class Picture(NamedTuple):
    """A finished picture: WebP or JPEG bytes and their size in pixels."""

    content: bytes
    width: int
    height: int


class Rendered(NamedTuple):
    """The copies of one photo. `flawed`: some of its data is damaged, and the copies show what could be saved."""

    pictures: dict[RenditionKind, Picture]
    flawed: bool


def default_command() -> tuple[str, ...]:
    """How the child is started: the same interpreter, deaf to the user's Python settings."""
    return (sys.executable, "-E", "-s", "-B", "-m", "krogkoll.evidence.decoder")


class Decoder:
    """One child process that decodes photos, one file at a time; may be shared by threads.

    Every method raises EvidenceTrouble with one of "empty", "not-a-photo", "corrupt", "too-large" (the file),
    "too-many-pixels" (for the limit or for memory), "timeout", "crashed" (this file ended the child) and
    "decoder-missing" (it cannot be started); Locked after `end`.
    """

    def __init__(self, command: Sequence[str] = (), patience: float = 30.0) -> None:
        self._command = tuple(command) or default_command()
        self._patience = patience
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._ended = False
        self._job = 0
        self._ended = False

    def probe(self, content: bytes) -> Probe:
        """Format, size and claims; refuses files that are cut or broken in their structure. Does not decode pixels."""
        reply, _ = self._ask(Request(act="probe"), content)
        if reply.probe is None:
            raise self._lost("crashed")
        return reply.probe

    def render(self, content: bytes, kinds: Sequence[RenditionKind] = tuple(RenditionKind)) -> Rendered:
        """The copies of a photo, and whether all its data was in order."""
        reply, body = self._ask(Request(act="render", kinds=tuple(kinds)), content)
        pictures = self._pictures(reply, body)
        if set(pictures) != set(kinds):
            raise self._lost("crashed")
        return Rendered({RenditionKind(kind): picture for kind, picture in pictures.items()}, reply.flawed)

    def mask(self, content: bytes, boxes: Sequence[Box]) -> Picture:
        """A full-size JPEG of the photo with the boxes covered for good, without any metadata."""
        reply, body = self._ask(Request(act="mask", boxes=tuple(boxes)), content)
        picture = self._pictures(reply, body).get("masked")
        if picture is None:
            raise self._lost("crashed")
        return picture

    def close(self) -> None:
        """End the child: with it goes the last copy of the last photo. The next request starts a new one."""
        with self._lock:
            self._stop()

    def end(self) -> None:
        """End the child for good: the workspace is closed, and a request that was late is refused with Locked."""
        with self._lock:
            self._ended = True
            self._stop()

    def _pictures(self, reply: Reply, body: bytes) -> dict[str, Picture]:
        pictures = {}
        start = 0
        for part in reply.parts:
            pictures[part.kind] = Picture(body[start : start + part.length], part.width, part.height)
            start += part.length
        return pictures if start == len(body) else {}

    def _ask(self, request: Request, content: bytes) -> tuple[Reply, bytes]:
        if not content:
            raise EvidenceTrouble("empty")
        if len(content) > MAX_FILE:
            raise EvidenceTrouble("too-large", size=len(content))
        with self._lock:
            if self._ended:
                raise Locked("closed")
            child = self._running()
            timer = Timer(self._patience, child.kill)
            timer.daemon = True
            timer.start()
            try:
                message = self._exchange(child, request, content)
            finally:
                late = not timer.is_alive()
                timer.cancel()
                timer.join()
            if message is None or late:
                reason = "decoder-missing" if not self._ready else "timeout" if late else "crashed"
                self._stop()
                raise EvidenceTrouble(reason)
            if message[0].refused == "too-many-pixels":
                self._stop()  # its memory is in pieces
        if message[0].refused:
            raise EvidenceTrouble(message[0].refused if message[0].refused in _REASONS else "corrupt")
        return message

    def _exchange(self, child: subprocess.Popen[bytes], request: Request, content: bytes) -> tuple[Reply, bytes] | None:
        to_child, from_child = child.stdin, child.stdout
        try:
            if to_child is None or from_child is None or (not self._ready and receive(from_child, Reply) is None):
                return None
            self._ready = True
            send(to_child, request, content)
            return receive(from_child, Reply)
        except (Garbled, OSError):
            return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        if self._ended:
            raise Locked("closed")
        self._stop()
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        try:
            self._child = subprocess.Popen(  # noqa: S603  (our own command)
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=environment,
                creationflags=quiet_child_flags(),
            )
            widen_pipe(self._child.stdin, self._child.stdout)
            self._job = confine_child(int(getattr(self._child, "_handle", 0)), _MEMORY)
        except OSError as error:
            self._stop()
            raise EvidenceTrouble("decoder-missing") from error
        return self._child

    def _lost(self, reason: str) -> EvidenceTrouble:
        """Stop a child that answers beside the question."""
        self.close()
        return EvidenceTrouble(reason)

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with suppress(OSError):  # what could not be sent any more
                        stream.close()
            child.wait()
        release_child(self._job)
        self._job, self._ready = 0, False

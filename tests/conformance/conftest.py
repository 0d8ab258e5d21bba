"""The independent judges: veraPDF in one Java process, and the tools of poppler and qpdf."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from krogkoll.documents import build
from krogkoll.signing import Pkcs12Signer, PracticeAuthority, sign
from tests.documents.sample import LETTERHEAD, MADE_AT, decision

BUILD = Path(__file__).resolve().parent / "verapdf"
JAR = BUILD / "target" / "conformance-1.jar"
FLAVOURS = ("2a", "ua1")


def unreachable(why: str) -> NoReturn:
    """A judge that is not there fails the run in CI and is skipped loudly on a bare laptop."""
    if os.environ.get("CI"):
        pytest.fail(f"JUDGE MISSING IN CI: {why}")
    pytest.skip(f"JUDGE MISSING, NOTHING WAS JUDGED: {why}")


class Verdict(dict[str, str]):
    """The rules that a file breaks, each with veraPDF's words; empty means that it conforms."""


class VeraPdf:
    """One Java process that judges file after file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        command = ["java", "-Xmx512m", "-cp", os.pathsep.join([str(JAR), str(BUILD / "target" / "lib" / "*")])]
        self._java = subprocess.Popen(
            [*command, "krogkoll.Judge"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __call__(self, pdf: bytes, flavour: str) -> Verdict:
        self._count += 1
        path = self._folder / f"{self._count}.pdf"
        path.write_bytes(pdf)
        assert self._java.stdin
        assert self._java.stdout
        self._java.stdin.write(f"{flavour} {path}\n")
        self._java.stdin.flush()
        answer = json.loads(self._java.stdout.readline())
        path.unlink()
        assert answer["compliant"] == (not answer["broken"])
        assert answer["broken"] or answer["checks"] > 300, "veraPDF looked at next to nothing"
        return Verdict(answer["broken"])

    def close(self) -> None:
        """End the process."""
        self._java.communicate(timeout=30)


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory) -> Iterator[VeraPdf]:
    """VeraPDF, fetched and built once; Maven needs the network only the first time."""
    sources = [BUILD / "pom.xml", *BUILD.glob("src/**/*.java")]
    if not JAR.exists() or JAR.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        if not shutil.which("mvn"):
            unreachable("veraPDF needs Maven and a Java runtime (apt install maven default-jre-headless)")
        made = subprocess.run(["mvn", "-B", "-q", "package"], cwd=BUILD, capture_output=True, text=True, check=False)
        if made.returncode:
            unreachable(f"veraPDF could not be built: {made.stdout[-2000:]}{made.stderr[-1000:]}")
        JAR.touch()
    if not shutil.which("java"):
        unreachable("veraPDF needs a Java runtime (apt install default-jre-headless)")
    judge = VeraPdf(tmp_path_factory.mktemp("verapdf"))
    yield judge
    judge.close()


@pytest.fixture
def tool(tmp_path) -> Callable[..., str]:
    """Run a tool of poppler or qpdf on a file's bytes: `tool(pdf, "pdfinfo", "-struct-text")`; what it prints."""

    def run(pdf: bytes, *command: str, after: tuple[str, ...] = ()) -> str:
        if not shutil.which(command[0]):
            unreachable(f"{command[0]} (apt install poppler-utils qpdf)")
        path = tmp_path / "judged.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([*command, str(path), *after], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
        assert not done.stderr.strip(), done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def finished() -> bytes:
    """The whole sample decision with six photos."""
    return build(decision(6)).pdf


@pytest.fixture(scope="session")
def signed() -> bytes:
    """The sample decision signed by the presenter and then by the decision-maker."""
    issuer = PracticeAuthority.create(MADE_AT - timedelta(days=1))
    pdf = build(decision(6)).pdf
    for place, (field, name) in enumerate((("presenter", "Johan Ek"), ("decision_maker", "Helena Strand"))):
        content = issuer.issue(
            name=name,
            organisation=LETTERHEAD.authority,
            passphrase="en fras för övning",
            valid_from=MADE_AT - timedelta(hours=1),
        )
        signer = Pkcs12Signer.load(content, "en fras för övning", at=MADE_AT)
        at = MADE_AT + timedelta(minutes=place)
        pdf = sign(pdf, field=field, signer=signer, at=at, certify=place == 0)
    return pdf

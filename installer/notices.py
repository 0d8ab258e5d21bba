"""Writes NOTICE.md from the locks and the installed packages' own metadata: what we build on, and under which terms.

Run it with the environment's interpreter after the locks are remade:  .venv/bin/python installer/notices.py
"""

import importlib.metadata
import re
import sys
from pathlib import Path

from environment import LOCKS, ROOT
from wheels import parse

NOTICE = ROOT / "NOTICE.md"

# Where the metadata is silent, vague, or belongs to a package that other systems than this one install.
# Each was read in the licence file that the package carries.
READ_BY_HAND = {
    "apsw-sqlite3mc": "Zlib; its wheels bundle SQLite3 Multiple Ciphers (MIT)",
    "backports-tarfile": "MIT",
    "colorama": "BSD-3-Clause",
    "flatbuffers": "Apache-2.0",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "jeepney": "MIT",
    "lazy-importer": "Apache-2.0",
    "pillow-heif": "BSD-3-Clause; its wheels bundle libheif and libde265 (LGPL-3.0) and x265 (GPL-2.0-or-later)",
    "protobuf": "BSD-3-Clause",
    "pymupdf": "AGPL-3.0 or commercial",
    "pymupdf-layout": "an empty package; see pymupdf",
    "pymupdf4llm": "an empty package; see pymupdf",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0; its wheels bundle PDFium (Apache-2.0, BSD-3-Clause and others)",
    "pyrage": "MIT",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "sqlcipher3": "Zlib; its wheels bundle SQLCipher (BSD-3-Clause), SQLite (public domain) and OpenSSL (Apache-2.0)",
    "uharfbuzz": "Apache-2.0; its wheels bundle HarfBuzz (MIT-Modern-Variant)",
    "zipp": "MIT",
}
_SPDX = re.compile(r"[A-Za-z0-9.+()\- ]+")
_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_HEAD = """# Third-party notices

Krogkoll is licensed under the EUPL, version 1.2 (see [LICENSE](LICENSE)). It builds on the work of others, under their
own terms. This file is written by `installer/notices.py` from the locked versions; the full licence texts stand in each
package's `*.dist-info` folder of the environment, and an installer must carry them along.

Worth knowing:
- **Qt and PySide6** are used under the LGPL-3.0: as separate, exchangeable libraries, unchanged.
- **pillow-heif** carries x265 under the GPL-2.0-or-later. The GPL is among the compatible licences in the EUPL's
  appendix, so a bundle that holds these wheels is handed on under the GPL.
- **pikepdf, certifi** (and for tests hypothesis and pathspec) are under the MPL-2.0 and unchanged.
- What is listed as *tests only* is never part of what users get.

"""


class UnclearLicence(Exception):
    """A locked package whose licence neither its metadata nor READ_BY_HAND tells."""


def build() -> str:
    """The whole text of NOTICE.md for the present locks. Raises UnclearLicence with the package's name."""
    app, test = (pins((LOCKS / f"{name}.lock").read_text(encoding="utf-8")) for name in ("app", "test"))
    only_tests = {name: version for name, version in test.items() if name not in app}
    parts = [
        _HEAD,
        "## Part of the program\n\n",
        _table(app),
        "\n## Files in this repository\n\n",
        _vendored(),
        "\n## Tests only\n\n",
        _table(only_tests),
    ]
    return "".join(parts)


def pins(lock: str) -> dict[str, str]:
    """Normalised package name -> version, or versions where the interpreter's version decides."""
    found: dict[str, str] = {}
    for line in parse(lock):
        name, _, version = line.partition(";")[0].strip().partition("==")
        key = name.partition("[")[0].lower().replace("_", "-")
        found[key] = f"{found[key]}, {version}" if key in found else version
    return found


def licence(name: str) -> str:
    """The licence of a package, as an SPDX expression where it can be told in one."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        raise UnclearLicence(name) from None
    fields = (*(metadata.get_all("License-Expression") or []), *(metadata.get_all("License") or []), "")
    stated = {"Apache 2.0": "Apache-2.0", "MIT License": "MIT"}.get(fields[0].strip(), fields[0].strip())
    if stated and len(stated) < 80 and _SPDX.fullmatch(stated):
        return str(stated)
    named = [_CLASSIFIERS[text] for text in metadata.get_all("Classifier") or [] if text in _CLASSIFIERS]
    if not named:
        raise UnclearLicence(name)
    return " OR ".join(named)


def _table(packages: dict[str, str]) -> str:
    rows = [f"| {name} | {version} | {licence(name)} |\n" for name, version in sorted(packages.items())]
    return "".join(["| Package | Version | Licence |\n|---|---|---|\n", *rows])


def _vendored() -> str:
    """One line for each licence file that stands beside what it covers in `resources/`."""
    found = sorted(path for path in (ROOT / "resources").rglob("*") if is_licence(path))
    lines = [f"- `{path.parent.relative_to(ROOT).as_posix()}`: {title(path)} ({link(path)})\n" for path in found]
    return "".join(lines) or "None.\n"


def is_licence(path: Path) -> bool:
    """Whether a file in `resources/` is the terms of its neighbours."""
    return path.is_file() and bool(re.search(r"OFL|LICEN[CS]E|COPYING", path.name, flags=re.IGNORECASE))


def title(path: Path) -> str:
    """The first line with words in it: the copyright line or the licence's name."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return next(line for line in lines if re.search(r"\w", line)).rstrip(".:")


def link(path: Path) -> str:
    """A Markdown link to the licence file."""
    name = path.relative_to(ROOT).as_posix()
    return f"[{path.name}]({name})"


if __name__ == "__main__":
    NOTICE.write_text(build(), encoding="utf-8", newline="\n")
    sys.exit(0)

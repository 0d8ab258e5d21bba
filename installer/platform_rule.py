"""Finds what would not run on Windows: platform differences outside the one module that may know of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ALLOWED = "krogkoll/kernel/platform.py"
CHECKED = ("krogkoll", "ui", "main.py")

# fmt: off
MODULES = frozenset(
    (
        "fcntl", "resource", "msvcrt", "winreg", "winsound", "_winapi", "pwd", "grp", "spwd", "crypt", "termios", "tty",
        "pty", "syslog", "posix", "nt", "platform",
    )
)
OS_NAMES = frozenset(
    (
        "fork", "forkpty", "fsync", "fdatasync", "name", "uname", "geteuid", "getuid", "getgid", "setuid", "setgid",
        "umask", "mkfifo", "mknod", "chown", "fchown", "chroot", "getpgid", "setsid", "killpg", "wait3", "wait4",
        "sched_getaffinity", "posix_fadvise", "posix_fallocate", "statvfs", "startfile", "O_BINARY", "O_DIRECTORY",
        "O_NOFOLLOW", "O_CLOEXEC", "nice", "getloadavg",
    )
)
# fmt: on
SYS_NAMES = frozenset({"platform", "getwindowsversion"})
SIGNAL_NAMES = frozenset({"SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGHUP", "alarm", "setitimer", "CTRL_C_EVENT"})
CTYPES_NAMES = frozenset({"windll", "oledll", "WinDLL", "OleDLL", "WINFUNCTYPE", "wintypes"})
ATTRIBUTES = {"os": OS_NAMES, "sys": SYS_NAMES, "signal": SIGNAL_NAMES, "ctypes": CTYPES_NAMES}


def violations(root: Path) -> list[str]:
    """Every breach as `path:line: what`, for the product's code under `root` (tests and installer are free)."""
    found = []
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        if name == ALLOWED:
            continue
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"), filename=name)
        except SyntaxError as error:
            found.append(f"{name}:{error.lineno}: cannot be read: {error.msg}")
        else:
            found += [f"{name}:{line}: {what} belongs in {ALLOWED}" for line, what in _breaches(tree)]
    return found


def _files(root: Path) -> Iterator[Path]:
    for name in CHECKED:
        place = root / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.exists() else []


def _breaches(tree: ast.AST) -> Iterator[tuple[int, str]]:
    names = _module_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] in MODULES or alias.name == "ctypes.wintypes":
                    yield node.lineno, f"import {alias.name}"
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            top = node.module.partition(".")[0]
            for alias in node.names:
                if top in MODULES or alias.name in ATTRIBUTES.get(top, ()):
                    yield node.lineno, f"from {node.module} import {alias.name}"
        elif isinstance(node, ast.Call) and _starts_by_fork(node):
            yield node.lineno, "a process started by fork"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = names.get(node.value.id, "")
            if node.attr in ATTRIBUTES.get(module, ()):
                yield node.lineno, f"{module}.{node.attr}"


def _starts_by_fork(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    ways = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    return name in ("get_context", "set_start_method") and any(way in ("fork", "forkserver") for way in ways)


def _module_names(tree: ast.AST) -> dict[str, str]:
    """Local name -> module, so that `import os as system` hides nothing."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import))
    return {
        alias.asname or alias.name: alias.name for node in imports for alias in node.names if alias.name in ATTRIBUTES
    }

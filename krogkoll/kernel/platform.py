"""Everything that differs between Windows, Linux and macOS; no other module may ask which it is."""

import contextlib
import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from krogkoll.kernel.mounts import FolderKind, linux_folder_kind

WINDOWS = sys.platform == "win32"


def wipe(buffer: bytearray) -> None:
    """Overwrite a secret with zeros in place, where the interpreter cannot optimise it away."""
    if buffer:
        ctypes.memset((ctypes.c_char * len(buffer)).from_buffer(buffer), 0, len(buffer))


def fill_random(buffer: bytearray) -> None:
    """Fill `buffer` with random bytes fit for keys, straight from the system: no other copy comes to be.

    `os.urandom` returns an object that cannot be wiped. Raises OSError where the system has no random source.
    """
    if sys.platform == "win32":
        place = (ctypes.c_char * len(buffer)).from_buffer(buffer)
        system_preferred = 2  # BCRYPT_USE_SYSTEM_PREFERRED_RNG
        if ctypes.WinDLL("bcrypt").BCryptGenRandom(None, place, len(buffer), system_preferred) != 0:
            raise OSError("the system gave no random bytes")
    else:
        with open("/dev/urandom", "rb", buffering=0) as source:  # noqa: PTH123  (unbuffered: a buffer would keep a copy)
            view = memoryview(buffer)
            while view:
                view = view[source.readinto(view) :]


def sync_file(stream: IO[bytes]) -> None:
    """Flush a written file to the disk itself."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename or new name in `folder` durable (Windows: the NTFS journal does)."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(target: Path, content: bytes) -> None:
    """Replace `target` whole or not at all: temporary file beside it, flush, rename, flush the folder."""
    temporary = target.with_name(target.name + ".tmp")
    with temporary.open("wb") as stream:
        stream.write(content)
        sync_file(stream)
    temporary.replace(target)
    sync_folder(target.parent)


def private_by_default() -> None:
    """Files this process makes are readable by their owner only (Windows: the profile folder's rights)."""
    if not WINDOWS:
        os.umask(0o077)


class FolderLock:
    """Holds a folder for one process, so that a second instance is told instead of let in."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "in-use.lock"
        self._stream: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another process holds it. Released by the system if we die."""
        stream = self._path.open("a+b")
        try:
            if sys.platform == "win32":
                import msvcrt

                stream.seek(0)
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stream.close()
            return False
        self._stream = stream
        return True

    def release(self) -> None:
        """Give the folder back; harmless when not held."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


_CLOUD_FOLDERS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "nextcloud", "mobile documents")


def free_space(folder: Path) -> int:
    """Bytes that this user may still write on the folder's volume."""
    return shutil.disk_usage(folder).free


def folder_kind(folder: Path) -> FolderKind:
    """What kind of place a folder is; best effort, UNKNOWN rather than wrong."""
    whole = folder.resolve()
    names = [part.casefold() for part in whole.parts]
    roots = [os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
    if any(root and whole.is_relative_to(root) for root in roots) or any(
        name == cloud or name.startswith(cloud + " ") for name in names for cloud in _CLOUD_FOLDERS
    ):
        return FolderKind.CLOUD
    if sys.platform == "win32":
        windows_kinds = {2: FolderKind.REMOVABLE, 3: FolderKind.FIXED, 4: FolderKind.NETWORK, 6: FolderKind.MEMORY}
        return windows_kinds.get(ctypes.windll.kernel32.GetDriveTypeW(whole.anchor), FolderKind.UNKNOWN)
    elif sys.platform == "darwin":  # noqa: RET505  (mypy follows if/else by platform, not early returns)
        return FolderKind.REMOVABLE if len(names) > 1 and names[1] == "volumes" else FolderKind.FIXED
    else:
        return linux_folder_kind(whole, Path("/proc/self/mountinfo"), Path("/sys/dev/block"))


def drive_label(root: Path) -> str:
    """What people call a drive."""
    label = ctypes.create_unicode_buffer(261)
    if sys.platform == "win32":
        ctypes.windll.kernel32.GetVolumeInformationW(str(root), label, len(label), None, None, None, None, 0)
    return f"{label.value} {root.drive}".strip() or root.name


def removable_roots() -> list[Path]:
    """Where removable drives and phones are mounted now, plugged in or not."""
    if sys.platform == "win32":
        drives = ctypes.windll.kernel32.GetLogicalDrives()
        roots = [Path(f"{chr(65 + bit)}:\\") for bit in range(26) if drives >> bit & 1]
        return [root for root in roots if ctypes.windll.kernel32.GetDriveTypeW(str(root)) == 2]
    elif sys.platform == "darwin":  # noqa: RET505  (mypy follows if/else by platform, not early returns)
        return _folders_in(Path("/Volumes"))
    else:
        user = os.environ.get("USER", "")
        places = [Path("/media") / user, Path("/run/media") / user, Path("/media")]
        phones = Path(os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")) / "gvfs"
        return [root for place in (*places, phones) for root in _folders_in(place)]


def card_modules() -> list[Path]:
    """The PKCS#11 modules for smart cards that are installed in their usual places; any other is chosen by hand."""
    if sys.platform == "win32":
        roots = [Path(os.environ[name]) for name in ("ProgramFiles", "ProgramFiles(x86)") if name in os.environ]
        places = [root / "OpenSC Project/OpenSC/pkcs11/opensc-pkcs11.dll" for root in roots]
        places += [root / "Net iD/Client/netid-pkcs11.dll" for root in roots]
    elif sys.platform == "darwin":
        places = [Path("/Library/OpenSC/lib/opensc-pkcs11.so")]
    else:
        folders = [Path("/usr/lib/x86_64-linux-gnu"), Path("/usr/lib/aarch64-linux-gnu"), Path("/usr/lib64")]
        names = ("opensc-pkcs11.so", "pkcs11/opensc-pkcs11.so")
        places = [folder / name for folder in (*folders, Path("/usr/lib")) for name in names]
    return [place for place in places if place.is_file()]


def _folders_in(place: Path) -> list[Path]:
    try:
        return sorted(path for path in place.iterdir() if path.is_dir())
    except OSError:
        return []


def confine_this_process(memory: int) -> None:
    """For a child that meets foreign bytes: at most `memory` bytes, no file written, no core dump, low priority.

    Takes hold for good. On Windows the parent does it with `confine_child`.
    """
    if sys.platform != "win32":
        import resource

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_processor_time(seconds: int) -> None:
    """Let this process be ended by the system after so many more seconds of work (POSIX; elsewhere no limit)."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


def give_memory_back() -> None:
    """Let the room of photos go back to the system when they are done with; at the start of a process.

    glibc otherwise keeps the room of what was large once, and one such store for each thread: some 60 MB of nothing.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            for option, value in ((-3, 1 << 20), (-1, 1 << 20), (-8, 2)):  # mmap threshold, trim threshold, arenas
                library.mallopt(option, value)


def widen_pipe(*streams: IO[bytes] | None) -> None:
    """Let a pipe hold a megabyte, so that two processes wake each other less often; where it cannot, it stays."""
    if sys.platform == "linux":
        import fcntl

        for stream in streams:
            if stream is not None:
                with contextlib.suppress(OSError):  # a user may have only so much in pipes
                    fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)


def quiet_child_flags() -> int:
    """Creation flags for a child without a console window and below normal priority (0 but on Windows)."""
    flags = 0
    if sys.platform == "win32":
        import subprocess

        flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return flags


def confine_child(process_handle: int, memory: int) -> int:
    """Windows: put a fresh child in a job that limits memory, forbids children and dies with us.

    Returns the job's handle for `release_child`; 0 elsewhere. Raises OSError when Windows refuses.
    """
    job = 0
    if sys.platform == "win32":

        class Limits(ctypes.Structure):  # JOBOBJECT_EXTENDED_LIMIT_INFORMATION
            _fields_ = (
                ("user_time", ctypes.c_int64 * 2),
                ("flags", ctypes.c_uint32),
                ("working_set", ctypes.c_size_t * 2),
                ("active_processes", ctypes.c_uint32),
                ("affinity", ctypes.c_size_t),
                ("classes", ctypes.c_uint32 * 2),
                ("io_counters", ctypes.c_uint64 * 6),
                ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t),
                ("peaks", ctypes.c_size_t * 2),
            )

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        job = int(kernel.CreateJobObjectW(None, None) or 0)
        # PROCESS_MEMORY | ACTIVE_PROCESS | DIE_ON_UNHANDLED_EXCEPTION | KILL_ON_JOB_CLOSE
        limits = Limits(flags=0x100 | 0x8 | 0x400 | 0x2000, active_processes=1, process_memory=memory)
        if not (
            job
            and kernel.SetInformationJobObject(ctypes.c_void_p(job), 9, ctypes.byref(limits), ctypes.sizeof(limits))
            and kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(process_handle))
        ):
            raise ctypes.WinError(ctypes.get_last_error())
    return job


def release_child(job: int) -> None:
    """Windows: close the job of `confine_child`, which ends what still runs in it; harmless elsewhere."""
    if sys.platform == "win32" and job:
        ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(job))


def tell_of_session_locks(window: int) -> bool:
    """Ask Windows to tell this window when the session is locked or switched; False where it cannot be asked."""
    if sys.platform == "win32":
        return bool(ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, 0))
    return False


def windows_battery() -> tuple[int, bool] | None:
    """Windows: how many percent are left, and whether it runs on mains; None without a battery, and elsewhere."""
    if sys.platform == "win32":
        status = (ctypes.c_ubyte * 12)()  # SYSTEM_POWER_STATUS: mains, flags, percent, saver, two times
        if ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
            mains, flags, percent = status[0], status[1], status[2]
            without, unknown = 128, 255
            if percent <= 100 and (flags == unknown or not flags & without):
                return int(percent), mains == 1
    return None

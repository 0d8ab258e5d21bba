"""Work leaves the window's thread and its news come back to it, or nowhere."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.kernel.progress import Cancelled, Progress
from ui.jobs import Jobs
from ui.refresh import Refresh


@pytest.fixture
def jobs(qapp):
    parent = QObject()
    made = Jobs(parent)
    yield made
    made.stop(5)


def settle():
    QCoreApplication.sendPostedEvents()


def test_a_result_arrives_in_the_thread_of_the_window(qtbot, jobs):
    seen = []
    jobs.read(
        jobs, lambda _: threading.current_thread().name, lambda name: seen.append((name, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen == [("krogkoll-store", threading.main_thread())]


def test_reads_and_writes_keep_their_order(qtbot, jobs):
    order = []
    jobs.write(jobs, lambda _: order.append("write"), lambda _: None)
    jobs.read(jobs, lambda _: order.append("read"), lambda _: order.append("told"))
    qtbot.waitUntil(lambda: "told" in order)
    assert order == ["write", "read", "told"]


def test_work_without_the_store_does_not_wait_for_the_store(qtbot, jobs):
    gate, seen = threading.Event(), []
    jobs.read(jobs, lambda _: gate.wait(10), lambda _: seen.append("store"))
    jobs.aside(jobs, lambda _: None, lambda _: seen.append("side"))
    qtbot.waitUntil(lambda: seen == ["side"])
    gate.set()
    qtbot.waitUntil(lambda: seen == ["side", "store"])


def test_a_result_for_a_widget_that_is_gone_is_dropped(qtbot, jobs):
    owner, gate, seen = QObject(), threading.Event(), []
    jobs.write(owner, lambda _: gate.wait(10), seen.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(jobs.write_ended):
        gate.set()
    assert seen == []


def test_an_error_goes_to_whoever_asked(qtbot, jobs):
    seen = []

    def fail(_):
        raise StoreTrouble("disk-full")

    jobs.read(jobs, fail, lambda _: seen.append("no"), seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0].reason == "disk-full"


def test_an_error_nobody_takes_is_told_to_the_shell_also_when_the_screen_is_gone(qtbot, jobs):
    def fail(_):
        raise StoreTrouble("disk-full")

    owner = QObject()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(jobs.troubled) as told:
        jobs.write(owner, fail, lambda _: None)
    assert told.args[0].reason == "disk-full"


def test_progress_is_told_and_cancelling_stops_at_the_next_report(qtbot, jobs):
    gate, told, ended, seen = threading.Event(), [], [], []

    def work(report):
        report(Progress(1, 3))
        gate.wait(10)
        try:
            report(Progress(2, 3))
        except Cancelled:
            ended.append("cancelled")
            raise
        return "whole"

    job = jobs.read(jobs, work, seen.append, seen.append, told.append)
    qtbot.waitUntil(lambda: told == [Progress(1, 3)])
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: ended == ["cancelled"])
    settle()
    assert seen == []
    assert told == [Progress(1, 3)]


def test_dropping_reads_leaves_writes_alone(qtbot, jobs):
    gate, seen = threading.Event(), []
    jobs.read(jobs, lambda _: gate.wait(10), lambda _: seen.append("first"))
    jobs.read(jobs, lambda _: "read", seen.append)
    jobs.write(jobs, lambda _: "write", seen.append)
    jobs.cancel_reads()
    gate.set()
    qtbot.waitUntil(lambda: seen == ["write"])


def test_stopping_finishes_writes_and_ends_the_threads(jobs):
    done = []
    jobs.write(jobs, lambda _: done.append("written"), lambda _: None)
    assert jobs.stop(10)
    assert done == ["written"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("krogkoll-")]


class Ring:
    """Garbage that only the search for garbage finds, with a widget in it; says in which thread it was let go of."""

    def __init__(self, where):
        self.itself, self.widget = self, QWidget()
        weakref.finalize(self, lambda: where.append(threading.current_thread().name))


def test_what_is_garbage_is_let_go_of_in_the_thread_of_the_window_only(qtbot, jobs):
    where = []

    def work(_):
        # Enough new objects for Python to look through everything many times over, were it left to do so.
        return len([[] for _ in range(200_000)])

    for _ in range(10):
        Ring(where)
        with qtbot.waitSignal(jobs.write_ended):
            jobs.write(jobs, work, lambda _: None)
    qtbot.waitUntil(lambda: len(where) >= 1, timeout=20_000)
    assert set(where) == {threading.main_thread().name}


def test_python_decides_again_when_the_last_threads_have_ended(qapp, jobs):
    gc.enable()
    other = Jobs(jobs.parent())
    for one in (jobs, other):
        one.write(one, lambda _: None, lambda _: None)
    assert not gc.isenabled()
    assert jobs.stop(5)
    assert not gc.isenabled()
    assert other.stop(5)
    assert gc.isenabled()


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_job_holds_is_let_go_of_in_the_thread_of_the_window(qtbot, jobs, fails):
    where, done = [], []

    class Held:
        pass

    def ask():
        held = Held()
        weakref.finalize(held, lambda: where.append(threading.current_thread().name))

        def work(_, held=held):
            if fails:
                raise StoreTrouble("disk-full")

        jobs.write(jobs, work, lambda _: done.append(1), lambda _: done.append(1))

    for _ in range(300):
        ask()
    qtbot.waitUntil(lambda: len(done) == 300)
    gc.collect()
    assert where == [threading.main_thread().name] * 300


def test_a_commit_reaches_only_pages_that_show_such_a_kind_and_still_live(qtbot, qapp):
    refresh = Refresh(qapp)
    page, gone, told = QObject(), QObject(), []
    refresh.watch(page, ["venue"], lambda: told.append("venue"))
    refresh.watch(page, ["tip"], lambda: told.append("tip"))
    refresh.watch(gone, ["venue"], lambda: told.append("gone"))
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    threading.Thread(target=refresh.committed, args=(frozenset({"venue"}),)).start()
    qtbot.waitUntil(lambda: told == ["venue"])

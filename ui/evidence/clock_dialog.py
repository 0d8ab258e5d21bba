"""Puts a camera's clock right for all of its photos at once, from one photo of a clock that is known to be right."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.evidence import Photo, Subject, clock_ahead, taken_at
from krogkoll.kernel.clock import local
from ui.context import Context
from ui.evidence import words
from ui.i18n import tr
from ui.messages import message_for
from ui.moments import moment_in
from ui.widgets.blocks import Banner
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text


class ClockDialog(Dialog):
    """`done` is told how many photos that were. The photo `first` is proposed as the one of the clock."""

    def __init__(
        self, context: Context, parent: QWidget, photos: Sequence[Photo], first: str, done: Callable[[int], None]
    ) -> None:
        super().__init__(context.theme, parent, tr("Rätta kamerans klocka"), 560)
        self._context, self._done = context, done
        self._photos = [photo for photo in photos if photo.taken_local and not photo.masked]
        theme = context.theme
        told = tr("Välj ett foto av en klocka som går rätt, till exempel en telefon, och skriv vad den visar.")
        self.body.addWidget(Text(theme, told, wrap=True))
        entries = [(self._line(photo), photo.id) for photo in self._photos]
        self.photo = Choice(theme, tr("Foto av klockan"), entries)
        at = next((row for row, photo in enumerate(self._photos) if photo.id == first), 0)
        self.photo.setCurrentIndex(at)
        self.body.addWidget(Field(theme, tr("Foto av klockan"), self.photo))
        self.right = QLineEdit()
        self.right_field = Field(theme, tr("Vad klockan på bilden visar"), self.right, tr("Som 2026-11-22 23:21:20"))
        self.body.addWidget(self.right_field)
        self.note = QLineEdit(tr("Foto av telefonens klocka"))
        self.note_field = Field(theme, tr("Hur det är kontrollerat"), self.note)
        self.body.addWidget(self.note_field)
        self.outcome = Text(theme, " ", weight="medium", wrap=True)
        self.body.addWidget(self.outcome)
        self.banner = Banner(theme, closable=False)
        self.body.addWidget(self.banner)
        self.add_out(tr("Avbryt"))
        self.back_button = Button(theme, tr("Ta tillbaka rättningen"), "undo-2", "link")
        self.back_button.clicked.connect(self.take_back)
        self.body.addWidget(self.back_button)
        self.act = self.add_act(tr("Rätta"))
        self.act.clicked.connect(self.save)
        self.photo.currentIndexChanged.connect(self._chosen)
        self.right.textChanged.connect(self._show)
        self._chosen()
        self.right.setFocus()

    def _line(self, photo: Photo) -> str:
        camera = photo.camera or tr("okänd kamera")
        moment = taken_at(replace(photo, clock_ahead_s=None))
        return f"{words.full_moment(moment)} · {camera} · {photo.name}" if moment is not None else photo.name

    @property
    def clock_photo(self) -> Photo | None:
        """The chosen photo of the clock."""
        row = self.photo.currentIndex()
        return self._photos[row] if 0 <= row < len(self._photos) else None

    @property
    def ahead(self) -> int | None:
        """Seconds that the camera was ahead, as far as can be told from what is filled in."""
        photo, true_time = self.clock_photo, moment_in(self.right.text())
        return None if photo is None or true_time is None else clock_ahead(photo, true_time)

    @property
    def count(self) -> int:
        """How many photos of the same camera and visit are put right."""
        photo = self.clock_photo
        return 0 if photo is None else sum(_together(photo, other) for other in self._photos)

    def _chosen(self) -> None:
        """Begin with the camera's own time, so that only what differs must be typed."""
        photo = self.clock_photo
        moment = None if photo is None else taken_at(replace(photo, clock_ahead_s=None))
        if moment is not None:
            self.right.setText(f"{local(moment):%Y-%m-%d %H:%M:%S}")
        self._show()

    def _show(self) -> None:
        ahead, photo = self.ahead, self.clock_photo
        self.act.setEnabled(ahead is not None)
        number = words.photos(self.count)
        put_right = 0 if photo is None else sum(_together(photo, one) for one in self._photos if _put_right(one))
        self.back_button.setVisible(put_right > 0)
        self.back_button.set_name(tr("Ta tillbaka rättningen av {0}").format(words.photos(put_right)))
        self.act.setText(tr("Rätta {0}").format(number))
        self.act.setAccessibleName(self.act.text())
        self.act.updateGeometry()
        if photo is None:
            self.outcome.setText(tr("Inget foto här har en tid från kameran."))
        elif ahead is None:
            self.outcome.setText(tr("Skriv tiden så visas hur mycket klockan gick fel."))
        elif ahead == 0:
            self.outcome.setText(tr("Kameran gick rätt. Det noteras på {0}.").format(number))
        else:
            said = tr("Kameran gick {0} före.") if ahead > 0 else tr("Kameran gick {0} efter.")
            kept = tr("Filernas egna uppgifter ändras inte.")
            self.outcome.setText(f"{said.format(words.span(ahead))} {kept}")

    def save(self) -> None:
        """Write it on all of the camera's photos."""
        ahead, photo, note = self.ahead, self.clock_photo, self.note.text().strip()
        self.note_field.show_problem("" if note else tr("Fyll i det här"))
        if ahead is None or photo is None or not note:
            return
        self._write(photo, ahead, note, self._done)

    def take_back(self) -> None:
        """Let the camera's own time hold again, on all of its photos; the history keeps that it was put right."""
        photo = self.clock_photo
        if photo is not None:
            self._write(photo, None, "", self._taken_back)

    def _write(self, photo: Photo, ahead: int | None, note: str, done: Callable[[int], None]) -> None:
        darkroom = self._context.workspace.darkroom
        subject, camera = Subject(photo.subject_kind, photo.subject_id), photo.camera
        for button in (self.act, self.back_button):
            button.setEnabled(False)

        def wrote(count: object) -> None:
            self.accept()
            done(int(str(count)))

        self._context.jobs.write(self, lambda _: darkroom.set_clock(subject, camera, ahead, note), wrote, self._failed)

    def _taken_back(self, count: int) -> None:
        self._context.speaker.done(tr("Kamerans egen tid gäller igen för {0}").format(words.photos(count)))

    def _failed(self, error: Exception) -> None:
        for button in (self.act, self.back_button):
            button.setEnabled(True)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}", message.tone)


def _put_right(photo: Photo) -> bool:
    """Whether somebody has said how the camera's clock went."""
    return photo.clock_ahead_s is not None


def _together(photo: Photo, other: Photo) -> bool:
    """Whether they are of one camera and one visit."""
    mine = (photo.camera, photo.subject_kind, photo.subject_id)
    return mine == (other.camera, other.subject_kind, other.subject_id)

"""Tokens keep their contrast; colours, icons and fonts come from the theme and from nowhere else."""

import re

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QLineEdit

from ui.theme import DENSITIES, SCHEMES, load_tokens
from ui.theme.stylesheet import make_stylesheet
from ui.widgets.fields import Choice

from .conftest import ROOT

TEXT_ON = {
    "text": ("canvas", "surface", "surfaceAlt", "surfaceSunken", "hover", "selection"),
    "textMuted": ("canvas", "surface", "surfaceAlt", "hover", "selection"),
    "textHint": ("canvas", "surface", "surfaceAlt", "surfaceSunken"),
    "link": ("canvas", "surface", "surfaceAlt", "hover"),
    "onAccent": ("accent", "accentHover", "accentPressed"),
    "onAccentSoft": ("accentSoft",),
    "onBadge": ("badge",),
    "railText": ("rail",),
    "railTextActive": ("rail", "railActive"),
}
SHAPES_ON = {
    "borderControl": ("canvas", "surface", "surfaceAlt"),
    "focus": ("canvas", "surface", "surfaceAlt", "selection"),
    "accent": ("canvas", "surface", "accentSoft"),
    "selectionBar": ("selection",),
    "railAccent": ("rail",),
}
STATUSES = ("suspected", "planned", "investigating", "confirmed", "closed", "dismissed", "licensed")


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_formula_is_the_one_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_contrast_of_at_least_4_5(scheme):
    colours = load_tokens().colours[scheme]
    pairs = [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds]
    pairs += [(f"status.{name}.fg", f"status.{name}.bg") for name in STATUSES]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_rings_and_icons_have_contrast_of_at_least_3(scheme):
    colours = load_tokens().colours[scheme]
    pairs = [(shape, ground) for shape, grounds in SHAPES_ON.items() for ground in grounds]
    pairs += [(f"status.{name}.dot", "surface") for name in STATUSES]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < 3} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("density", DENSITIES)
def test_every_placeholder_of_the_style_sheet_is_filled(scheme, density):
    sheet = make_stylesheet(load_tokens(), scheme, density)
    assert "$" not in sheet
    assert "QLineEdit" in sheet


def test_no_colour_is_written_outside_the_tokens():
    written = re.compile(
        r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|QColor\(\s*\d|rgba?\(|GlobalColor\.(?!transparent|black\b)"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "ui").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if written.search(line.replace("#rrggbb", ""))
    ]
    assert found == []


def test_every_icon_is_there_and_none_is_shipped_in_vain():
    shipped = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    used = {name for name in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', source) if name in shipped}
    used |= {status["icon"] for status in load_tokens().statuses.values()}
    assert used <= shipped
    assert shipped - used == set()
    asked = re.findall(r'(?:Icon|Chip|icon_button|pixmap|RailItem)\([^()]*?"([a-z0-9]+(?:-[a-z0-9]+)+)"', source)
    assert set(asked) <= shipped


def test_inter_is_what_is_shown_and_its_digits_can_have_one_width(theme):
    assert QFontInfo(theme.font()).family().startswith("Inter")
    metrics = theme.metrics(figures=True)
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_changing_scheme_and_density_changes_colours_and_sizes_at_once(theme, qtbot):
    light, desk = theme.colour("surface").name(), theme.size("control")
    with qtbot.waitSignal(theme.changed):
        theme.use("dark", "field")
    assert theme.colour("surface").name() != light
    assert theme.size("control") > desk


def test_an_icon_takes_the_colour_it_is_asked_for(theme):
    image = theme.pixmap("plus", "accent", 24, 1.0).toImage()
    wanted = theme.colour("accent")
    solid = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250]
    assert solid
    assert all(abs(one.red() - wanted.red()) <= 2 and abs(one.blue() - wanted.blue()) <= 2 for one in solid)


def test_hints_in_fields_are_dark_enough_to_read_in_every_kind_of_field(qtbot, theme):
    editable = Choice(theme, "Myndighet")
    editable.setEditable(True)
    plain = QLineEdit()
    for field in (editable, plain):
        qtbot.addWidget(field)
        field.show()
    hint = theme.colour("textHint")
    assert plain.palette().color(QPalette.ColorRole.PlaceholderText) == hint
    assert editable.lineEdit().palette().color(QPalette.ColorRole.PlaceholderText) == hint

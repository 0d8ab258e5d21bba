"""The one style sheet, filled from the tokens; widgets that paint themselves are not in it."""

from string import Template

from ui.theme.tokens import Tokens

# min-height counts the content only, so padding and border are taken off here.
_SHEET = Template(
    """
QWidget#window, QWidget#canvas, QStackedWidget { background: $canvas; }
QWidget#surface, QFrame#surface { background: $surface; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
QFrame#panel { background: $surfaceAlt; border: 1px solid $border; border-radius: ${card}px; }
QFrame#soft { background: $accentSoft; border-radius: ${card}px; }
QFrame#line { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame#upright { background: $border; border: none; max-width: 1px; min-width: 1px; }
QLabel { background: transparent; color: $text; }
QLabel[tone="muted"] { color: $textMuted; }
QLabel[tone="hint"] { color: $textHint; }
QLabel[tone="accent"] { color: $link; }
QLabel[tone="onSoft"] { color: $onAccentSoft; }
QLabel[tone="rail"] { color: $railText; }
QLabel[tone="railStrong"] { color: $railTextActive; }
QLabel[tone="danger"] { color: $confirmed; }
QLabel[tone="warning"] { color: $suspected; }
QLabel[tone="good"] { color: $closed; }
QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {
  background: $surface; color: $text; border: 1px solid $borderControl; border-radius: ${control}px;
  padding: 0 10px; selection-background-color: $accent; selection-color: $onAccent; }
QLineEdit, QPlainTextEdit, QComboBox { placeholder-text-color: $textHint; }
QLineEdit { lineedit-password-character: 8226; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit, QComboBox, QDateEdit { min-height: ${inner}px; }
QLineEdit[tall="true"], QComboBox[tall="true"] { min-height: ${innerTall}px; padding: 0 12px; }
QPlainTextEdit { padding: 6px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {
  border: 2px solid $focus; padding: 0 9px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus { min-height: ${innerFocus}px; }
QLineEdit[tall="true"]:focus, QComboBox[tall="true"]:focus { min-height: ${innerTallFocus}px; padding: 0 11px; }
QPlainTextEdit:focus { padding: 5px 5px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] { border-color: $dangerDot; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $surfaceSunken; color: $textHint; border-color: $border; }
QLineEdit:read-only { background: $surfaceAlt; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView, QListView#options { background: $surface; color: $text; border: 1px solid $borderControl;
  selection-background-color: $selection; selection-color: $text; outline: none; padding: 4px; }
QComboBox QAbstractItemView::item, QListView#options::item {
  min-height: ${option}px; padding: 0 8px; border-radius: 4px; }
QListView#options::item:selected { background: $selection; color: $text; }
QListView#photos { background: transparent; border: none; outline: none; padding: 10px 18px; }
QTableView#rows, QListView#lines, QListView#visits { background: $surface; border: none; outline: none; }
QHeaderView, QHeaderView::section { background: $surface; color: $textMuted; border: none; }
QHeaderView::section { border-bottom: 1px solid $border; padding: 0 12px; }
QMenu { background: $surface; color: $text; border: 1px solid $borderControl; padding: 6px; }
QMenu::item { padding: ${menuPad}px 28px ${menuPad}px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $textHint; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QMenu::icon { padding-left: 6px; }
QToolTip { background: $rail; color: $railTextActive; border: 1px solid $borderControl; padding: 4px 8px; }
QCheckBox, QRadioButton { color: $text; spacing: 10px; min-height: ${check}px; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $borderControl; border-radius: 3px; min-height: 36px; margin: 2px 3px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $borderControl; border-radius: 3px; min-width: 36px; margin: 3px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialog { background: $surface; }
"""
)


def make_stylesheet(tokens: Tokens, scheme: str, density: str) -> str:
    """The style sheet for one scheme and density."""
    colours = tokens.colours[scheme]
    sizes = tokens.sizes[density]
    plain = {name: value for name, value in colours.items() if "." not in name}
    tall = max(44, sizes["control"])
    return _SHEET.substitute(
        plain,
        confirmed=colours["status.confirmed.fg"],
        suspected=colours["status.suspected.fg"],
        closed=colours["status.closed.fg"],
        dangerDot=colours["status.confirmed.dot"],
        control=tokens.radius["control"],
        card=tokens.radius["card"],
        inner=sizes["control"] - 2,
        innerFocus=sizes["control"] - 4,
        innerTall=tall - 2,
        innerTallFocus=tall - 4,
        option=sizes["control"] - 4,
        menuPad=7 if density == "desk" else 12,
        check=28 if density == "desk" else 44,
    )

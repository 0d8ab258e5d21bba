"""Whatever program saved the list, the same rows come out, and the columns are understood."""

import io
from contextlib import suppress
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.intake import ListKind, guess, values
from krogkoll.intake.tables import letter

from .conftest import HEADER, ROWS

TEXT = "\r\n".join((HEADER, *ROWS))
ZERO = date(1899, 12, 30)


def book(*rows, epoch=None, merge=""):
    made = openpyxl.Workbook()
    if epoch:
        made.epoch = epoch
    for row in rows:
        made.active.append(row)
    if merge:
        made.active.merge_cells(merge)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "cp850"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_letters_and_separator_are_found_by_looking(desk, letters, separator):
    text = TEXT.replace(";", separator).replace("–", "-")
    sheet = desk.intake.look(desk.write(text.encode(letters)), ListKind.PERMITS)
    assert sheet.table.header[1] == "Serveringsställe"
    assert [row[1] for row in sheet.table.rows] == ["Källaren Ängeln", "Örnen"]
    assert sheet.table.numbers == (2, 3)


def test_quotes_line_breaks_in_cells_and_an_announced_separator(desk):
    text = 'sep=;\r\nTips;Datum\r\n"Han sa ""nej"";\r\nsedan gick han";2026-11-01\r\nKort;2026-11-02\r\n'
    sheet = desk.intake.look(desk.write(text), ListKind.TIPS)
    assert sheet.table.rows == (('Han sa "nej";\nsedan gick han', "2026-11-01"), ("Kort", "2026-11-02"))
    assert sheet.table.numbers == (3, 5)


def test_a_workbook_gives_days_hours_and_numbers_as_texts(desk):
    rows = (
        ["Tillståndslista Landskrona"],
        [],
        ["Tillståndsnr", "Namn", "Postnr", "Giltigt från", "Servering från kl.", "Kommunkod"],
        [1201, "Örnen", 26135, date(2024, 3, 1), time(11, 0), "1282"],
        [1202, "Ängeln", "261 35", datetime.fromisoformat("2024-03-01T12:30"), "11.00", "1282"],
    )
    sheet = desk.intake.look(desk.write(book(*rows), "lista.xlsx"), ListKind.PERMITS)
    assert sheet.table.numbers == (4, 5)
    assert sheet.table.rows[0] == ("1201", "Örnen", "26135", "2024-03-01", "11:00", "1282")
    assert sheet.table.rows[1][3] == "2024-03-01 12:30"
    assert set(sheet.mapping.values()) == {
        *("permit_number", "name", "postal_code", "permit_valid_from", "serving_from", "municipality")
    }


def test_a_workbook_that_counts_from_1904_gives_the_same_days(desk):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    rows = (["Namn", "Giltigt från", "Giltigt till"], ["Örnen", date(2024, 3, 1), 44_558], ["Ängeln", None, None])
    sheet = desk.intake.look(desk.write(book(*rows, epoch=CALENDAR_MAC_1904), "mac.xlsx"), ListKind.PERMITS)
    assert sheet.table.rows[0][1] == "2024-03-01"
    assert values.day(sheet.table.rows[0][2], sheet.table.serial_zero) == date(2025, 12, 29)


def test_a_heading_merged_over_two_columns_stands_before_both(desk):
    rows = (["Ställe", "Serveringstid", ""], ["Namn", "från", "till"], ["Örnen", "11:00", "01:00"])
    sheet = desk.intake.look(desk.write(book(*rows, merge="B1:C1"), "l.xlsx"), ListKind.PERMITS)
    assert sheet.table.header == ("Ställe Namn", "Serveringstid från", "Serveringstid till")
    assert sheet.mapping == {0: "name", 1: "serving_from", 2: "serving_to"}


def test_a_formula_counts_as_what_it_last_gave_and_never_runs(desk):
    rows = (["Namn", "Postnr"], ["Örnen", '=HYPERLINK("http://example.se")'], ["Ängeln", "26135"])
    sheet = desk.intake.look(desk.write(book(*rows), "l.xlsx"), ListKind.PERMITS)
    assert sheet.table.rows == (("Örnen", ""), ("Ängeln", "26135"))


def test_a_misspelled_heading_is_still_understood_and_no_field_is_given_twice():
    header = ("Serveringställe", "Tillståndsnumer", "Adress", "Besöksadress", "Telefax")
    assert guess(ListKind.PERMITS, header) == {0: "name", 1: "permit_number", 2: "street"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-24", "2026-11-24 00:00"),
        ("2026-11-24 23:14:05", "2026-11-24 23:14"),
        ("2026-11-24T23.14", "2026-11-24 23:14"),
        ("20261124", "2026-11-24 00:00"),
        ("24/11/2026", "2026-11-24 00:00"),
        ("24.11.2026 7:05", "2026-11-24 07:05"),
        ("24 nov 2026", "2026-11-24 00:00"),
        ("24 november 2026 kl. 23.14", "2026-11-24 23:14"),
        ("46350", "2026-11-24 00:00"),
        ("46350,5", "2026-11-24 12:00"),
    ],
)
def test_days_are_read_as_people_write_them(text, meant):
    assert f"{values.day_and_time(text, ZERO):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("text", ["2026-02-30", "i går", "1/2", "99999999", "2026-11-24 25:00", "24 foo 2026"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match="date-form"):
        values.day_and_time(text, ZERO)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("11.00–01.00", ("11:00", "01:00")), ("11-3", ("11:00", "03:00")), ("kl 9:30 till 24", ("09:30", "00:00"))],
)
def test_hours_are_read_as_people_write_them(text, meant):
    assert values.hours(text) == meant


@given(st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2099-12-31")))
def test_a_moment_written_in_iso_form_comes_back(moment):
    moment = moment.replace(second=0, microsecond=0)
    assert values.day_and_time(moment.isoformat(" ", "minutes"), ZERO).replace(tzinfo=None) == moment


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_a_value_error(text):
    for read in (values.hour, values.hours, values.grade, lambda one: values.day_and_time(one, ZERO)):
        with suppress(ValueError):
            read(text)


def test_columns_are_named_as_in_a_spreadsheet():
    assert [letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_chosen_mapping_is_remembered_for_lists_with_the_same_columns(desk):
    sheet = desk.intake.look(desk.write(TEXT), ListKind.PERMITS)
    assert not sheet.remembered
    desk.intake.carry_out(desk.intake.plan(sheet.mapped({**sheet.mapping, 4: ""})))
    again = desk.intake.look(desk.write(TEXT, "annan.csv"), ListKind.PERMITS)
    assert again.remembered
    assert again.mapping == {column: field for column, field in sheet.mapping.items() if column != 4}

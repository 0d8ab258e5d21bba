"""Makes a text safe to stand in a cell of a list that we write, whatever somebody put into it."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """The text as no spreadsheet program takes for a formula: an apostrophe in front where it could be one.

    Numbers stay numbers. For every CSV and workbook that leaves us (OWASP: CSV injection).
    """
    bare = text.lstrip(" \u00a0\ufeff\u200b")
    if not bare.startswith(_STARTS_A_FORMULA) or _is_number(bare):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    digits = text[1:].replace(",", "", 1).replace(".", "", 1) if text[0] in "+-" else ""
    return digits.isascii() and digits.isdigit()

"""How the program looks: tokens, palette, style sheet, icons and fonts, in two themes and two densities."""

from ui.theme.theme import DENSITIES, SCHEMES, SYSTEM, Theme
from ui.theme.tokens import Tokens, load_tokens

__all__ = ["DENSITIES", "SCHEMES", "SYSTEM", "Theme", "Tokens", "load_tokens"]

"""Safety copies: what would be lost with this computer, and the one click that makes a copy."""

"""Kontrollera: any signed PDF, and what can be said of each signature in it."""

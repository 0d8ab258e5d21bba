"""Persons and companies, shown as a part of a place or a case."""

"""Krogkoll: joint supervision of illegal bars, from a tip to a signed decision."""

__version__ = "0.1.0"

"""Lists from other programs: choose, look, decide, import."""

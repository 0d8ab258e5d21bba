"""The page Inkommet: everything that waits, and what to do with each."""

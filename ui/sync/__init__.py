"""The page Synk: whether what is written here is with the colleagues, and what they wrote differently."""

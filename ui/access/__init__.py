"""The way in: first run, unlocking and the lock."""

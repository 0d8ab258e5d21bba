"""Received papers and files: listed, added, given out as copies."""

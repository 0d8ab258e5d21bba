"""The report of a visit: shown as it is, marked by the person met, signed, left as a copy, added to."""

"""Goods of a visit: what the police seized, or the samples that a board took."""

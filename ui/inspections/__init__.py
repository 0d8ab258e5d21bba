"""Carrying out a visit: the list of visits, the questions, what happens on the spot, and the way to the end."""

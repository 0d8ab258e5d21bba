"""Photos in the window: the grid of a visit, the sheet of a card, one photo large, its mask and its chain."""

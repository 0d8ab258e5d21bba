"""The page of places: list, detail and form."""

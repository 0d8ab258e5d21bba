"""The hub of one legal entity: takes changes in, merges them, and gives each device what its member may see."""

"""The Monday review of last week's visits."""

"""What users do from end to end, each in a file of its own; lived in a real window by `../test_stories.py`."""

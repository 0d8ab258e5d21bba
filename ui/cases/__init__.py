"""The page Ärenden: cases with their timelines, tasks, notes, disclosures and what becomes of them."""

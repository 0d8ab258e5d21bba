"""The page Beslut: the queue, the editor with its gate, and the paper as it will be."""

"""The act of signing a decision: what is signed, who does it in which order, and in which way."""

"""The page Inställningar: what the authority has decided, what this computer is set to, and what the program is."""

"""The building blocks of every screen; they know colours and sizes but no concept of the trade."""

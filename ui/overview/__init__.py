"""The page Översikt: what one needs to know when the day begins."""

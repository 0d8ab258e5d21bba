"""Photos and received documents as evidence: kept as they came, looked at only at arm's length."""

"""The same check over many documents."""

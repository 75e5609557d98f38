"""Programs that turn published sources and hand-edited lists into the tables of detector/data."""

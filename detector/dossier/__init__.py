"""A dossier: pages about many documents that another person can check, repeat and argue with.

A folder of static pages without script: an index of suppliers, a list of each supplier's documents,
and a page for each document with its evidence. Beside every document's page stands its record,
JSON that says what the page was made from, so that a run that was cut short goes on where it was,
and that a dossier can be verified: made again from the sources and compared byte by byte.
Nothing in a page depends on when, where or by whom it was made.
"""

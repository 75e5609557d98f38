"""How good the findings are: figures on fixtures, corpora and the reference articles."""

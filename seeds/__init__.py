"""What the data grow from: hand-edited lists, gold records, programs that build and train."""

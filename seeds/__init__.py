"""What the data grow from: hand-edited lists, gold records, and the programs that build, spin and train."""

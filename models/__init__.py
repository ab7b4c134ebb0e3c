"""What is true: nouns, units, rules and the judge. No files, clock, network, database or solver."""

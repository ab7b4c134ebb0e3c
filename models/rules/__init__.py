"""One rule, one word, one module: its sentence and its part of the judge."""

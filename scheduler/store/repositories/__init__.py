"""One repository a subject: the only places that ask the tables."""

"""What is done: from a customer list to a published month."""

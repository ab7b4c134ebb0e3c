"""Pages of reps, for the phone. Every module of this folder is imported at the start."""

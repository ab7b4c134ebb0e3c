"""The application in the browser, and its interface for other programs."""

"""One list of pledges a file."""

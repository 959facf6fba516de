"""Bringing a sheet of pledges into the register, from the command line and from a chat alike."""

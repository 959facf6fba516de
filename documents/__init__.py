"""Files in and out: what comes from a desk and what goes back to one."""

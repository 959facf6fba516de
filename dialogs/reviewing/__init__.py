"""Papers into pledges: what was proposed out of a paper, resolved with the register, drawn, and entered."""

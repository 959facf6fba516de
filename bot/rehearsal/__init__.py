"""A Teams of our own with invented people and clocks: for the demo, simulations and tests, never for the bot itself."""

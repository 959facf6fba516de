"""What the bot costs, beside what this machine can do at best: `make bench`. Nothing here is installed with the bot."""

"""The program: settings, web, command line and wiring. Read `bot.main` first."""

"""The command line: each command is one file that holds a typer app named `app`, and is found by being here."""

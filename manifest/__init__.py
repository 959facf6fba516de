"""The app package by which Teams learns of the bot: what stands in its store page, its icons and its menus."""

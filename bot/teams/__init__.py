"""The only door to Teams: `Teams` receives from it, answers it and sends to it. Nobody else knows the SDK."""

from bot.teams.door import Teams

__all__ = ["Teams"]

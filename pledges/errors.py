"""Errors the rest of the program tells apart: the class says who must act, and holds the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta


class UserError(Exception):
    """Shown word for word to the person who asked. It says what happened and what to do."""


class UnknownPledge(UserError):
    """No pledge has that number. `newest` is the highest there is, `near` are numbers that may be meant."""

    def __init__(self, ref: str, near: Sequence[int] = (), newest: int = 0) -> None:
        there = f": the newest is CP-{newest}" if newest else ""
        meant = f" Did you mean {' or '.join(f'CP-{number}' for number in near)}?" if near else ""
        super().__init__(f"I can't find {ref}{there}.{meant} “mine” shows your pledges, “find” those with a word.")


class NotYours(UserError):
    def __init__(self, ref: str, owner: str) -> None:
        super().__init__(f"{ref} belongs to {owner}, so I haven't changed it. Ask them, or an admin, to update it.")


class NotForYou(UserError):
    """A person asked for something their role does not allow."""

    def __init__(self, what: str, who: str) -> None:
        super().__init__(f"Only {who} can {what}. Nothing was changed.")


class PanelDate(UserError):
    """Somebody who records no minutes would move a date that the Panel set."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            f"The Panel set the date of {ref}, so it moves only by a minute of the Panel, which an admin records: "
            f"“due {ref} 31 March minute 104”. Nothing was changed."
        )


class OtherCouncil(UserError):
    """Somebody of another tenant wrote."""

    def __init__(self) -> None:
        super().__init__("This bot serves another organisation, so I can't help here. Please ask your own council.")


class OldCard(UserError):
    """A button of a card that this version does not know."""

    def __init__(self) -> None:
        super().__init__("That card is from an older version, so nothing was changed. Type “mine” for a fresh one.")


class UnknownCommand(UserError):
    def __init__(self, typed: str, near: str) -> None:
        hint = f"Did you mean “{near}”? " if near else ""
        super().__init__(f"I don't know “{typed}”. {hint}Type “help” to see what I can do.")


class OnlyInPrivate(UserError):
    """Asked in a channel for what belongs in a 1:1 chat."""

    def __init__(self, name: str) -> None:
        super().__init__(f"I answer “{name}” in private: open a chat with me and type it there.")


class OnlyInAChannel(UserError):
    """Asked in a chat for what belongs in a channel."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” belongs in a Teams channel: mention me there and type it.")


class AlreadyClosed(UserError):
    def __init__(self, ref: str) -> None:
        super().__init__(f"{ref} is closed, so nothing was changed. An admin can type “reopen {ref}”.")


class MergedInto(UserError):
    """The pledge is one with another by now, and that one is to be changed."""

    def __init__(self, ref: str, into: int) -> None:
        super().__init__(
            f"{ref} is merged into CP-{into}, so nothing was changed. Say it of CP-{into}; an admin can also type "
            f"“unmerge {ref}”."
        )


class ChangedMeanwhile(UserError):
    """Somebody saved the pledge between reading and saving it."""

    def __init__(self, ref: str) -> None:
        super().__init__(f"{ref} was changed by somebody else just now, so I haven't saved this. Please try again.")


class NotUnderstood(UserError):
    """What was typed or chosen does not say enough. The sentence says what is missing."""


class WhichOne(NotUnderstood):
    """Several can be meant, or one that was not quite said; `near` are the names to choose from for a field."""

    def __init__(self, sentence: str, near: Sequence[str], about: str) -> None:
        super().__init__(sentence)
        self.near, self.about = tuple(near), about


class Twice(UserError):
    """The same came twice at once: the second is not kept."""

    def __init__(self) -> None:
        super().__init__("I have that already; nothing was made twice.")


class PersonalDetails(UserError):
    """The guard found what looks like a child's or a person's details. `masked` is safe to show."""

    def __init__(self, masked: tuple[str, ...]) -> None:
        found = "; ".join(masked)
        super().__init__(
            f"I haven't kept that, because it looks as if it holds personal details ({found}). "
            "Please take them out and send it again: write about the work, never about a child."
        )
        self.masked = masked


class Unreadable(UserError):
    """A paper that cannot be read; nothing of it was kept. The first of `args` is what its file is called."""

    sentence = ""

    def __str__(self) -> str:
        return self.sentence.format(*self.args)


class PaperMissing(Unreadable):
    sentence = "“{}” cannot be read: {}."


class PaperTooLarge(Unreadable):
    sentence = "“{}” is larger than {} MB. Split it, or paste the part with the minutes as text."


class PaperTooLong(Unreadable):
    sentence = (
        "“{}” has about {:,} pages, and {} are the most that I read. Split it, or paste the part with the minutes."
    )


class PaperLocked(Unreadable):
    sentence = "“{}” has a password. Save it without one, or paste the minutes as text."


class PaperWithoutText(Unreadable):
    sentence = (
        "“{}” holds no text: it may be a scan, a picture, or empty. "
        "Send the document that it was made from, have the text recognised (OCR), or paste the minutes as text."
    )


class PaperBroken(Unreadable):
    sentence = "“{}” is damaged, or not what its name says. Open it, save it as .docx or .pdf, and send that."


class PaperOfAnotherKind(Unreadable):
    """The second of `args` says what kind it is, the third what to do instead."""

    sentence = "“{}” is {}, which I don't read as minutes. {}"


class PaperHostile(Unreadable):
    """The second of `args` says what in it no paper needs."""

    sentence = "“{}” {}, so I did not open it. Paste the minutes as text, or save them as a new .docx."


class PaperEndless(PaperHostile):
    sentence = (
        "“{}” takes far more time or memory than a paper should, so I stopped reading. Paste the minutes as text."
    )


class OperatorError(Exception):
    """Shown to whoever runs the program, at start-up or on the command line."""


class DeliveryError(Exception):
    """A message did not reach Teams."""


class Throttled(DeliveryError):
    """Wait: Teams is busy with this conversation, and only with this one."""

    def __init__(self, retry_after: timedelta | None) -> None:
        wait = f"{retry_after.total_seconds():.0f}s" if retry_after else "a while"
        super().__init__(f"Teams asked us to wait {wait}")
        self.retry_after = retry_after


class Unreachable(DeliveryError):
    """Try again: Teams could not be reached or failed in passing."""


class NotAuthorised(DeliveryError):
    """Stop the line and tell the operator: our own credentials are not accepted, so nothing can be sent."""


class ConversationGone(DeliveryError):
    """Open the conversation anew, once: Teams does not know it any more."""


class CardGone(DeliveryError):
    """Forget the card: the message that was to be redrawn is not there any more."""


class Blocked(DeliveryError):
    """Leave the person or channel alone until they come back: the bot was blocked or taken out."""


class TooLarge(DeliveryError):
    """Tell whoever sent the file: it is larger than what is taken."""


class Refused(DeliveryError):
    """Give up and show it to an admin: Teams will never take this message."""

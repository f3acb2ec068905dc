"""What the server writes to people. No letter holds a word of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starl.model.account import Account
    from starl.server.state import Hosted

Letter = tuple[str, str]
"""Subject and body."""


def reset_letter(url: str, token: str) -> Letter:
    """A link for a new password."""
    return (
        "A new password for starl",
        "Somebody, probably you, asked for a new password.\n\n"
        f"This link sets one; it is good once, for two hours:\n{url}/reset?ticket={token}\n\n"
        "If it was not you, do nothing: your password stays as it is.\n",
    )


def invitation_letter(url: str, token: str, cohort: str | None, by: str) -> Letter:
    """An invitation."""
    where = f" to the cohort “{cohort}”" if cohort else ""
    return (
        "You are invited to starl",
        f"{by} invites you{where} on {url}.\n\n"
        f"This link makes your account; it is good once, for two weeks:\n{url}/join?ticket={token}\n\n"
        "Your journal there is yours alone: nobody reads it, whatever their role.\n",
    )


def to_review_letter(url: str, title: str, number: int, due: str) -> Letter:
    """There is something to review."""
    return (
        f"To review: {title}",
        f"{number} {'story waits' if number == 1 else 'stories wait'} for your review until {due}:\n{url}/cohorts\n",
    )


def reviewed_letter(url: str, title: str) -> Letter:
    """Somebody reviewed what was handed in."""
    return (f"A review for you: {title}", f"Somebody reviewed what you handed in:\n{url}/cohorts\n")


def changed_letter(url: str, what: str) -> Letter:
    """How one comes into an account was changed. what: a sentence."""
    return (
        "Your starl account was changed",
        f"{what}\n\nIf that was you, there is nothing to do.\n\n"
        f"If it was not you: set a new password at {url}/login/forgot, which ends every session, "
        f"look under Account whether codes and single sign-on are as you left them, and tell whoever runs {url}.\n",
    )


def tell_of_change(hosted: Hosted, account: Account, what: str) -> bool:
    """Writes to the account's address what was changed, where the server sends mail; whether it does."""
    if hosted.environment.mail is None:
        return False
    hosted.work.write(account.email, *changed_letter(hosted.environment.url, what))
    return True

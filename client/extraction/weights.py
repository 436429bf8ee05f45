"""What speaks for a code and against it, and how much; ``explain`` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

#: What a candidate must have, all in all, to be taken for a code.
THRESHOLD = 150

WEIGHTS = {
    # Words. The best counts; a tenth of the characters between the two is taken off.
    "word right before it": 220,  # "code: 482913", "the code is 482913"
    "word above it": 225,  # on a line of its own, behind the word
    "word that leads to it": 215,  # "code for Acme: 482913", "code for Acme is 482913"
    "word behind it": 215,  # "482913 is your code"; on a line of its own, before the word
    "word to enter it": 225,  # "enter 482913 to sign in"
    "word to enter something": 125,  # "enter 482913", without a word that says what for
    "word to tell it": 100,  # "press 4829", "tell him 4829": the same for other words
    "heading above it": 215,  # "Code" over the first or the last column of a table
    "password before it": 180,  # "password: 4829"
    "word close to it": 160,  # in one clause with the word, or as the next sentence
    "listed": 150,  # like the code before it, and next to it
    "word near it": 95,  # "kod odbioru 7714 w aptece": a word or two stand between
    "word that it may be of": 145,  # "the code ABCD on the page": what may be a word as well
    # Words elsewhere.
    "the subject speaks of a code": 25,
    "the mail speaks of minutes": 80,
    "the subject speaks of another number": -55,
    "named as another number": -300,
    "code of a voucher": -400,
    "like the code of a voucher": -400,
    "near a word for vouchers": -85,
    "letters in a mail with a percentage": -215,
    "near a word for other numbers": -55,
    "behind a word for an account": -140,
    "the subject has another number": -105,
    "the subject has a number, too": -45,  # the same for what a word announces
    "the subject is an answer": -110,
    "the subject warns": -250,
    "the mail has a percentage": -100,
    "the mail has rows of numbers": -80,
    "the mail has a price, and asks for nothing": -160,
    "the mail has hardly any number": 30,
    "the mail speaks of a pick-up": 95,
    "the mail asks to enter something": 50,
    "something to enter in its sentence": 75,
    "something to tell in its sentence": 65,
    "an action in its sentence": 40,
    "another number in its sentence": -35,
    "a scam in its sentence": -250,
    # Where it stands.
    "alone on its line": 25,
    "alone in a mail whose subject speaks of a code": 40,
    "letters that are a paragraph": 75,
    "below a line with a colon": 55,
    "behind a colon": 55,
    "first in the mail": 45,
    "in the subject, as order numbers are": -145,
    "in brackets": -75,
    "behind a comma and a name": -65,  # "Kothrud, Pune 411038"
    "in what somebody says": -130,
    "in the words of a link": -135,
    "at the end of the mail": -80,
    "quoted": -30,
    # How it looks in HTML.
    "one element for each sign": 250,
    "monospace": 70,
    "bold": 35,
    "an element of its own": 5,
    "class with a name for codes": 80,
    # Its shape.
    "six digits": 85,
    "nine digits or more": -65,
    "letters and digits": 10,
    "letters and digits in turn": 70,
    "like a hash": -100,  # "Commit: 7d5dfaea"
    "as in examples": -110,
    "letters alone": -35,
    "could be no word": 80,
    "like an abbreviation": -40,  # "Student MSSV 20194471"
    "signs apart": 80,
    "groups": 35,
    "looks like a year": -60,
    "may be something else": -60,  # a date, a time, a phone number, a reference
    "a word with a number": -35,
    # The others.
    "the only one": 10,
    "another one": -15,
    "several others": -45,
    "another one is announced": -200,
}

#: How much a word speaks for a candidate, and which key of ``WEIGHTS`` it is.
Evidence = tuple[float, str]
#: What is worth as much as this is a word that announces; others are not compared with it.
ANNOUNCED = 100

_ANNOUNCING = {
    "word right before it",
    "word above it",
    "word that leads to it",
    "word behind it",
    "word to enter it",
    "heading above it",
    "password before it",
    "word close to it",
    "listed",
    "one element for each sign",
}


class Explanation(NamedTuple):
    """What was found of a candidate."""

    code: str
    #: The sum of the reasons; ``THRESHOLD`` makes it a code.
    score: float
    #: What speaks for it and against it, and how much.
    reasons: dict[str, float]

    @classmethod
    def of(
        cls, code: str, reasons: Iterable[str], announced: Evidence | None = None
    ) -> Explanation:
        """That of a candidate with these keys of ``WEIGHTS``."""
        worth: dict[str, float] = {reason: WEIGHTS[reason] for reason in reasons}
        if announced:
            worth[announced[1]] = announced[0]
        return cls(code, sum(worth.values()), worth)

    @property
    def is_announced(self) -> bool:
        """Whether a word announces it, so surely that what none announces is no code."""
        return not _ANNOUNCING.isdisjoint(self.reasons)

    def also(self, reason: str) -> Explanation:
        """The same for a further reason, a key of ``WEIGHTS``."""
        worth = self.reasons | {reason: WEIGHTS[reason]}
        return Explanation(self.code, sum(worth.values()), worth)

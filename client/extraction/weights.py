"""What speaks for a code and against it, and how much; ``explain`` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

#: What a candidate must have, all in all, to be taken for a code.
THRESHOLD = 60

WEIGHTS = {
    # Words. The best counts; a tenth of the characters between the two is taken off.
    "word right before it": 260,  # "code: 482913", "the code is 482913"
    "word above it": 240,  # on a line of its own, behind the word
    "word that leads to it": 230,  # "code for Acme: 482913", "code for Acme is 482913"
    "word behind it": 230,  # "482913 is your code"; on a line of its own, before the word
    "word to enter it": 225,  # "enter 482913 to sign in"
    "word to enter something": 90,  # "enter 482913", without a word that says what for
    "heading above it": 215,  # "Code" over the first or the last column of a table
    "password before it": 160,  # "password: 4829"
    "action word before it": 50,  # on a line of its own behind "verify", or "verification: 482913"
    "action word near it": 20,  # "with 482913 you finish your registration"
    "word close to it": 200,  # in one clause with the word, or as the next sentence
    "listed": 199,  # like the code before it, and next to it
    "word in its brackets": 15,  # "Northfield (code 7780) is closed"
    "word near it": 40,  # "kod odbioru 7714 w aptece": a word or two stand between
    "word that it may be of": 60,  # "the code ABCD on the page": what may be a word as well
    # Words elsewhere.
    "the subject speaks of a code": 35,
    "the mail speaks of a code": 25,
    "the mail speaks of minutes": 25,
    "the subject speaks of another number": -25,
    "named as another number": -300,
    "code of a voucher": -400,
    "like the code of a voucher": -400,
    "near a word for vouchers": -40,
    "letters in a mail with a percentage": -180,
    "near a word for other numbers": -80,
    # Where it stands.
    "alone on its line": 20,
    "below a line with a colon": 25,
    "behind a colon": 20,
    "first in the mail": 25,
    "in the subject, too": 20,
    "in the subject, as order numbers are": -50,
    "first in the subject": 15,
    "in a link, too": 25,
    "in a sentence": -15,
    "a row among others": -20,
    "an amount beside it": -30,
    "in brackets": -25,
    "a heading of letters": -40,
    "at the end of the mail": -30,
    "quoted": -20,
    # How it looks in HTML.
    "one element for each sign": 100,
    "letters set apart": 30,
    "large": 15,
    "monospace": 15,
    "in a box": 10,
    "bold": 10,
    "class with a name for codes": 40,
    # Its shape.
    "six digits": 15,
    "four digits": -20,
    "five digits": -20,
    "nine digits or more": -30,
    "letters and digits": 5,
    "letters alone": -20,
    "small letters": -10,
    "could be no word": 20,
    "signs apart": 20,
    "groups": 5,
    "may be something else": -60,
    "like a postcode": -25,
    "grouped like a phone number": -40,
    "may be a word with a number": -40,
    # The others.
    "the only one": 20,
    "the only one alone on its line": 20,
    "another one": -15,
    "two others": -30,
    "many others": -60,
    "another one is announced": -200,
    "short mail": 10,
    "long mail": -15,
}

#: How much a word speaks for a candidate, and which key of ``WEIGHTS`` it is.
Evidence = tuple[float, str]
#: What is worth as much as this is a word that announces; others are not compared with it.
ANNOUNCED = 100


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
        return max(self.reasons.values(), default=0) >= ANNOUNCED

    def also(self, reason: str) -> Explanation:
        """The same for a further reason, a key of ``WEIGHTS``."""
        worth = self.reasons | {reason: WEIGHTS[reason]}
        return Explanation(self.code, sum(worth.values()), worth)

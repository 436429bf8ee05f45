"""Codes and links of a mail, best candidate first. Pure, in linear time, whatever the text.

How a code is found, and where to look when one is missed or a wrong one comes (``explain`` shows
what spoke for each candidate, and against it):

1. ``html``: HTML becomes the text that a reader sees, its links, and what stands out in it.
2. ``spelling``: signs get one spelling; digits of all scripts become ASCII.
3. ``not_codes``: what is surely something else (URL, price, date, phone number, ...) is taken out,
   by named patterns. ``candidates``: what is left and has the shape of a code is a candidate, all
   groups of it together: a part of a code is worse than none. Letters alone, and small ones, are
   looked at only if no other candidate is announced.
4. ``labels``: finds words: those of ``code_words``, where a language is added, announce a code,
   those of ``other_words`` another number; those of ``action_words`` say what to do with a mail.
5. ``evidence``: a candidate that is announced as another number is dropped. For others it says how
   surely a word announces them, and ``entering``, how surely one such as "enter" or "press" does.
6. ``structure``: says what the place of a candidate, its looks and its shape tell. What may be a
   year, say, must be announced more surely, as with a colon or "is" (``is_doubtful``).
7. ``whole``: says what the mail, its subject and the sentence of a candidate tell, such as that
   there is hardly any other number, or that something is to be entered.
8. ``codes``: adds up what all these are worth by the table in ``weights``. What has enough is a
   code, though no word that is known announces it.

The weights of the words that announce were set by hand. The others were fitted to labelled mails
by several writers (``test/extraction``): each in turn was left out to see that a weight holds for
mails it was not made by, and half of the words were taken away, so that mails in languages whose
words are not known count. Then a few were rounded by hand, so that all labelled mails hold; later
ones were set by hand, and the threshold by mails that no rule had been made by yet.

``links`` finds links, in the text and by ``html``; ``action_words`` and their URL rank them.
"""

from .codes import explain as explain

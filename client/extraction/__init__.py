"""Codes and links of a mail, best candidate first. Pure, in linear time, whatever the text.

How a code is found, and where to look when one is missed or a wrong one comes:

1. ``html``: HTML becomes the text that a reader sees, and its links.
2. ``candidates``: signs get one spelling; what is surely something else (URL, price, date,
   phone number, ...) is taken out, by the named patterns in ``NOT_CODES``; what is left and has the
   shape of a code is a candidate.
3. ``labels``: finds words: those of ``code_words``, where a language is added, announce a code,
   those of ``other_words`` another number; those of ``action_words`` say what to do with a mail.
4. ``evidence``: a candidate that is announced as another number is dropped. For others it
   says how surely a word announces them; what may be a year, say, needs more (``_is_doubtful``).
5. ``codes``: each word that announces a code votes for the candidate before or behind it for which
   there is more evidence. What has no vote is no code. Only then ``letter_codes`` has its turn.

``links`` finds links, in the text and by ``html``; ``action_words`` and their URL rank them.
"""

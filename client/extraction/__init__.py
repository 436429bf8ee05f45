"""Codes and links of a mail, best candidate first. Pure, in linear time, whatever the text.

===================  ==================================================================
``codes.py``         ``find_codes``; ``letter_codes.py`` those without a digit
``links.py``         ``find_links``: to act on, or there anyway
``html.py``          HTML to the text that a reader sees, and its links
``candidates.py``    what has the shape of a code
``labels.py``        finds the words that say what a number or a link is
``evidence.py``      how surely such a word announces a candidate
``code_words.py``    words that announce a code, by language: here a language is added
``other_words.py``   words that announce another number
``action_words.py``  words for what to do with a mail; for codes and links
===================  ==================================================================

How a code is found, and where to look when one is missed or a wrong one comes:

1. ``html``: HTML becomes the text that a reader sees.
2. ``candidates``: signs get one spelling; what is surely something else (URL, price, date,
   phone number, ...) is taken out, by the named patterns in ``NOT_CODES``; what is left and has the
   shape of a code is a candidate.
3. ``labels``: finds words: those of ``code_words``, which announce a code, and those of
   ``other_words``, which announce another number.
4. ``evidence``: a candidate that is announced as another number is dropped. For others it
   says how surely a word announces them; what may be a year, say, needs more (``_DOUBTS``).
5. ``codes``: each word that announces a code votes for the candidate before or behind it for which
   there is more evidence. What has no vote is no code. Only then ``letter_codes`` has its turn.
"""

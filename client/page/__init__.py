"""A web page on which mail appears as it comes. It is handed its mails; it fetches none.

==================  =======================================================================
``page.py``         ``Page``: what the page shows, and who is told of it
``mails.py``        the mails that it shows, bounded by count and bytes
``view.py``         a mail as the browser gets it: a row of the list, all of it, its HTML
``feed.py``         what happens, to each browser that is open
``control.py``      what a page may offer to do, beside showing: send, delete, faults
``session.py``      who may see it: the token, the cookie, the names that it answers to
``server.py``       the HTTP application, with ``static/``, what the browser runs
``thread.py``       a page in a thread of its own
==================  =======================================================================

Mail is hostile, and so are other pages in the same browser. The browser builds all that it shows
of a mail from text, but for the HTML: that is a document of its own, in a frame without scripts,
forms or an origin, and loads nothing from outside until its reader asks for that.

Needs the extra ``[page]`` of this package, which ``[sandbox]`` contains.
"""

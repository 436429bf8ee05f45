"""Speed, measured beside others: the same work, in the same run, in turns. Run ``tox -e bench``.

=================  ================================================================
``__main__.py``    arguments; runs the rows, writes the report, judges
``rows/``          what is measured: a module for each kind of work
``measuring.py``   processes in turns, and the figures that come of it
``contestants.py`` a program: one reader of a web socket, ours or another's
``solo.py``        a program: one measurement of the client that needs a process
``mails.py``       mails that look like real ones, as prepared bytes
``server.py``      a program: sends prepared bytes, so that the reader is measured
``rivals.py``      the same mail as models of pydantic and msgspec
``remarks.md``     what is known about the figures; becomes part of the page
``report.py``      figures to Markdown; ``charts.py`` figures to SVG
=================  ================================================================
"""

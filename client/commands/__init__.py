"""The commands of ``mailsac``, a module for each, and what they share.

``client/cli.py`` begins, and ``command_line.py`` calls one of them.
"""

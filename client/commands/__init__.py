"""The commands of ``mailsac``, which ``client/cli.py`` begins.

===================  ==================================================================
``command_line.py``  reads the command line, and calls one of them
``listen.py``        shows mail as it comes; ``saving.py`` keeps it as files
``wait.py``          waits for one mail
``sandbox.py``       runs the stand-in for the service
``access.py``        the key and the settings
``view.py``          a mail as lines to read
``output.py``        what is written: nothing of a mail reaches the terminal raw
``status.py``        what the command ends with
``signals.py``       Ctrl-C and its like
===================  ==================================================================
"""

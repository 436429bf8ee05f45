"""The parts of the search for codes and links; ``client/extract.py`` has the map of them."""

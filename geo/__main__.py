"""``python -m geo`` is the command buju."""

from geo.cli import main

main()

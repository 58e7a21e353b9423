"""`python -m citekit`."""

from citekit.cli.main import main

if __name__ == "__main__":
    main()

"""Let ``python -m entityx`` be the command line."""

from entityx.cli import main

if __name__ == "__main__":
    main()

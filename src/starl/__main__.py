"""`python -m starl`."""

from starl.cli.start import main

if __name__ == "__main__":
    main()

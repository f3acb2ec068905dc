"""What leaves the journal on paper or as a file for another program."""

"""Reading text: decoding, the story format, sentences."""

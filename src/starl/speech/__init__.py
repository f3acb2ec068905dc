"""Speech into words, on this machine: decoding, voice activity, recognition, fillers. Needs the extra `speech`."""

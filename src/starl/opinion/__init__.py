"""A second opinion from a language model that the person brings: off until it is switched on."""

"""Taking down what happened: tags, dates, templates, the editor's file of an entry, stories from records."""

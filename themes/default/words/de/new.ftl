new-added = Neu
new-changed = Geändert
new-reviewed = Neu geprüft
new-feed = Feed
new-summary = Was zuletzt dazukam, geändert und neu geprüft wurde.

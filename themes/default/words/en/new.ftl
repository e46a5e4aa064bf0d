# What happened to a document.
new-added = Added
new-changed = Changed
new-reviewed = Checked again
new-feed = Feed
new-summary = What was added, changed and checked again lately.

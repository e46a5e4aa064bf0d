# Sharing a link to a page or to a text on it.
share-link = Share
share-selection = Share this text
share-copied = Link copied
share-copied-text = Link to the text copied
share-failed = Copying isn't allowed

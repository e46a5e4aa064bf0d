# Stands above pages while there is no network. $day is that of the build that is shown.
offline-line = Offline · as of { $day }

# The page that stands for one that isn't kept.
offline-title = This page isn’t on your device
offline-why = You are offline, and this page isn’t among those that are kept for that.
offline-search = Search what is kept above, or begin again:
offline-retry = Try again

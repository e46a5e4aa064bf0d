# What a reader keeps in the browser.
saved-title = Saved
saved-summary = Your favourites and what you have seen lately. Kept in this browser only.
saved-script = This page needs JavaScript: what it shows is kept in your browser.
saved-favourite = Favourite
saved-favourites = Favourites
saved-recent = Recently seen
saved-all = All saved
saved-failed = Your browser doesn't keep it
saved-no-favourites = None yet. The star at the top of a page makes it one.
saved-no-recent = Nothing yet. The last 20 pages that you open will stand here.
saved-clear-favourites = Remove all favourites
saved-clear-recent = Forget what I have seen
saved-remove = Remove
saved-remove-named = Remove { $title }
# Said of a favourite whose page is no longer in the site.
saved-gone = no longer here

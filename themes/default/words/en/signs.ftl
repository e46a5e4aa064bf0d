# States in a word or two. They stand beside a sign of their own.
sign-reviewed = Reviewed
sign-due = Due
sign-overdue = Overdue
sign-expired = Expired
sign-unreviewed = Not reviewed

sign-draft = Draft
sign-in-review = In review
sign-retired = Retired

# For whom a document is.
sign-internal = Internal only
sign-partner = For partners
sign-customer = For customers

# What an answer says.
sign-yes = Yes
sign-partial = Partial
sign-no = No
sign-na = Not applicable
sign-info = Information

# How a figure changed.
sign-better = Better
sign-worse = Worse
sign-same = Unchanged

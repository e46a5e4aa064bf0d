# Pages of documents.
document-about = About this page
document-contents = On this page
document-facts = Facts
document-checked = Checked { $day }
document-checked-by = Checked { $day } by { $person }
document-next = Next by { $day }
document-expires = Expires { $day }
document-used = Used in
document-edit = Edit this page
document-children = In this section
document-related = Related

# What a reader must know before using a document.
banner-retired = Retired: kept for those who meet its links. Don't use it any more.
banner-expired = Expired: don't use it until it has been checked again.
banner-expired-on = Expired on { $day }: don't use it until it has been checked again.
banner-draft = Draft: still being written.
banner-in-review = In review: nobody has approved it yet.

# What stands beside a document, before each value.
fact-review = Review
fact-owner = Owner
fact-with = With
fact-tags = Tags
fact-cost = Cost
fact-created = Created
fact-changed = Changed
fact-written-by = Written by

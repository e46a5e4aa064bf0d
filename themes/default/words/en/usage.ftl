# What readers are told of what is counted, at the foot of each page.
usage-open = What is told
usage-title = What this site tells
usage-what = This site counts what its pages are used for, so that its owners learn what helps. It tells neither your name nor your address, and sets no cookie; what you do belongs together for one day only.
usage-on = Tell what I use
usage-asked = Your browser asks sites not to count you, so nothing is told.
usage-deal = Deal
usage-deal-why = What you use is then counted for this deal. Write its number or id from the CRM; leave it empty for none.
usage-recent = What was told last
usage-nothing = Nothing yet.
usage-close = Close

# Asked at the end of a document.
feedback-ask = Did this page help?
feedback-yes = Yes
feedback-no = No
feedback-why = What was missing?
feedback-send = Send
feedback-thanks = Thank you. The page’s owner will see it.

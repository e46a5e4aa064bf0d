# Pages of files: what they are, and what is inside.
asset-replaced = Use this instead:
asset-no-preview = No picture of what is inside.
asset-download = Download
asset-elsewhere = Open where it is
asset-cite = Copy as citation
asset-cited = Citation copied
asset-file = File
asset-sort = Type
asset-stable = Link that stays
asset-replaces = Takes the place of
asset-inside = What is inside
asset-sort-deck = Deck
asset-sort-one-pager = One-pager
asset-sort-datasheet = Data sheet
asset-sort-white-paper = White paper
asset-sort-price-list = Price list
asset-sort-proposal = Proposal
asset-sort-contract = Contract
asset-sort-template = Template
asset-sort-report = Report
asset-sort-recording = Recording
asset-sort-transcript = Transcript
asset-sort-image = Image
asset-sort-logo = Logo
asset-sort-other = Other
# Where in a file something stands; also what search says of a hit.
asset-part-slide = Slide { $number }
asset-part-page = Page { $number }
asset-part-sheet = Sheet { $name }
asset-part-notes = Notes to slide { $number }
asset-part-text = Text
asset-part-comments-on = Comments on slide { $number }
asset-part-comments = Comments
asset-part-struck-out = Struck out
asset-part-cue = At { $time }
size-gb = { $size } GB
size-mb = { $size } MB
size-kb = { $size } kB
size-bytes = { $size } bytes
asset-slides = { $count ->
    [one] 1 slide
   *[other] { $count } slides
}
asset-pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
asset-sheets = { $count ->
    [one] 1 sheet
   *[other] { $count } sheets
}
asset-pixels = { $width } × { $height } pixels
asset-versions = Versions

# What owners have to do.
work-owner = Owner
work-expired = Expired
work-overdue = Overdue
work-due = Due soon
work-draft = Drafts
work-unreviewed = Never reviewed
work-all = All documents
work-count = Documents
work-nobody = Nobody
work-unowned = needs an owner
work-more = { $count ->
    [one] and one more below
   *[other] and { $count } more below
}

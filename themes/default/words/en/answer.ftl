# Pages of answers.
answer-title = Answer
answer-others = Also asked as
answer-long = Full answer
answer-evidence = Evidence
# What stands before an overdue answer's copy buttons.
answer-overdue = The review has been overdue since { $day }: check it before you send it.
answer-keeps-back = Copies leave out what is for internal eyes.

# Copying. The three formats stand behind 'Copy'.
answer-copy = Copy
answer-copy-short = Copy the short answer
answer-copy-long = Copy the full answer
answer-rich = Rich text
answer-plain = Plain text
answer-markdown = Markdown
answer-copied = Copied
answer-failed = Your browser didn't allow copying. Select the text and copy it by hand.
# Said after copying; names are those of placeholders without a value.
answer-left = Copied. Still to fill in: { $names }

# The form whose values fill the text.
answer-fill = For this customer
answer-clear = Clear
answer-with-source = Copy with source

# The line that copies end with. The address follows the title, the other facts follow that.
answer-source = Source:
answer-source-commit = version { $commit }
answer-source-owner = owner { $owner }
answer-source-reviewed = checked { $day }

# What a reader is asked before copying, and the copy's first line.
answer-warning-draft = Not approved: this answer is a draft.
answer-warning-in-review = Not approved: this answer is still in review.
answer-warning-unapproved = Not approved: this answer is regulated and nobody has approved it.
answer-warning-retired = Retired: this answer is not to be used any more.
answer-warning-expired = Expired on { $day }: this answer is not to be used until it has been checked.
answer-confirm = The copy will begin with this sentence.
answer-confirm-yes = Copy with the warning
answer-confirm-no = Don't copy

# The same question answered for other regions, languages and so on.
answer-variants = Variants
answer-language = Language
# A variant for all that no other is for.
answer-any = all others
answer-differs = differs
answer-this = this page
answer-base = general answer

# Pages of answers.
answer-title = Answer
answer-others = Also asked as

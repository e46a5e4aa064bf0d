# Pages of courses and lessons, certificates, and what each function learns of the others.
course-lessons = Lessons
course-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
course-min = { $count } min
course-for = For { $from }: what { $to } does
course-and = { " and " }
course-needs = Take before
course-progress = { $done } of { $total } lessons done
course-left = { $minutes } min left
course-begin = Begin with { $lesson }
course-next = Go on with { $lesson }
course-finished = All lessons done
course-done = Done
course-certificate = Certificate

lesson-place = Lesson { $position } of { $count }
lesson-course = Course
lesson-before = Before
lesson-after = Next
lesson-not-yet = Not done yet. You can go on, but this lesson builds on it.
lesson-finish = Mark as done
lesson-finished = Done on { $day }
lesson-again = Mark as not done

quiz-rule = { $count ->
    [one] 1 question
   *[other] { $count } questions
}. { $mark } % right to pass.
quiz-answer = Answer
quiz-several = More than one may be right.
quiz-check = Check
quiz-choose = Choose an answer first.
quiz-right = Right
quiz-wrong = Not right
quiz-passed = Passed: { $score } % right.
quiz-failed = { $score } % right, { $mark } % are needed.
quiz-again = Try again

certificate-title = Certificate
certificate-needs = The browser fills in this certificate from what you have done in it. It needs JavaScript.
certificate-would = When you have done all lessons, your name, the day and your results stand here, ready to be printed.
certificate-missing = Still to do
certificate-name = Your name, as it should be on the certificate
certificate-keeps = Kept in this browser only.
certificate-says = has completed the course
certificate-on = Completed on { $day }
certificate-score = { $score } % right
certificate-print = Print

training-title = Who learns what
training-lead = A row for each function that learns, a column for each whose work is learned.
training-from = From
training-hole = Nobody teaches { $from } what { $to } does.
training-own = its own work
training-role = I work in
training-choose = choose your function
training-known = What you know
training-lacking = What you lack
training-holes = What nobody teaches you yet
training-nothing = Nothing yet.
training-all = All courses

# Pages of courses.
course-lessons = Lessons
course-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
course-min = { $count } min

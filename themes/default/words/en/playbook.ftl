# The page of a play, and the list of all plays.
playbook-trigger = Start when
playbook-exit = Done when
playbook-personas = With
playbook-steps = Steps
playbook-progress = { $done } of { $total } ticked
playbook-step-progress = { $done }/{ $total }
playbook-reset = Untick all
playbook-undo = Bring the ticks back
playbook-cost = { $cost } a use
playbook-limit = Limit:
playbook-print = Print on one page

playbook-list-start = Start when
playbook-list-steps = { $count ->
    [one] 1 step
   *[other] { $count } steps
}
playbook-other-stage = Without a stage

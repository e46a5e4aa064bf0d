deal-currencies = Beträge in { $own } stehen zuerst, danach die in { $others }: Umgerechnet wird nichts.
deal-any-stage = In jeder Phase

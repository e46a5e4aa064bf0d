# What tables of proof and of trade-offs share.
deal-currencies = Amounts in { $own } come first, those in { $others } after them: nothing is converted.
deal-any-stage = At any stage

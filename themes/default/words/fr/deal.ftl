deal-currencies = Les montants en { $own } viennent d’abord, puis ceux en { $others } : rien n’est converti.
deal-any-stage = À toute étape

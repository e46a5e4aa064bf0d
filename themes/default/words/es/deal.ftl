deal-currencies = Primero van los importes en { $own } y después los de { $others }: no se convierte nada.
deal-any-stage = En cualquier etapa

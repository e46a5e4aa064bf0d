deal-currencies = Primeiro vêm os valores em { $own }, depois os em { $others }: nada é convertido.
deal-any-stage = Em qualquer etapa

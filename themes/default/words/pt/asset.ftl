asset-replaced = Use antes:
asset-no-preview = Não há imagem do conteúdo.
asset-download = Transferir
asset-elsewhere = Abrir onde está
asset-cite = Copiar como citação
asset-cited = Citação copiada
asset-file = Ficheiro
asset-sort = Tipo
asset-stable = Ligação permanente
asset-replaces = Substitui
asset-inside = O que contém
asset-sort-deck = Apresentação
asset-sort-one-pager = Folheto de uma página
asset-sort-datasheet = Ficha técnica
asset-sort-white-paper = Livro branco
asset-sort-price-list = Lista de preços
asset-sort-proposal = Proposta
asset-sort-contract = Contrato
asset-sort-template = Modelo
asset-sort-report = Relatório
asset-sort-recording = Gravação
asset-sort-transcript = Transcrição
asset-sort-image = Imagem
asset-sort-logo = Logótipo
asset-sort-other = Outro
asset-part-slide = Diapositivo { $number }
asset-part-page = Página { $number }
asset-part-sheet = Folha { $name }
asset-part-notes = Notas do diapositivo { $number }
asset-part-text = Texto
asset-part-comments-on = Comentários do diapositivo { $number }
asset-part-comments = Comentários
asset-part-struck-out = Riscado
asset-part-cue = Aos { $time }
size-gb = { $size } GB
size-mb = { $size } MB
size-kb = { $size } kB
size-bytes = { $size } bytes
asset-slides = { $count ->
    [one] 1 slide
   *[other] { $count } slides
}
asset-pages = { $count ->
    [one] 1 página
   *[other] { $count } páginas
}
asset-sheets = { $count ->
    [one] 1 planilha
   *[other] { $count } planilhas
}
asset-pixels = { $width } × { $height } pixels
asset-versions = Versões

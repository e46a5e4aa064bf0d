search-title = Busca
search-words = Palavras de busca
search-how = Palavras, "uma frase", -sem
search-close = Fechar
search-retry = Tentar de novo
search-filter = Filtrar
search-results = Resultados
search-more = Mostrar mais
search-searching = Buscando…
search-first = O melhor até agora. A busca continua…
search-first-only = Apenas resultados rápidos: este navegador não consegue executar a busca completa.
search-none = Nada encontrado. Tente menos palavras ou outras.
search-pages = { $count ->
    [one] 1 página.
   *[other] { $count } páginas.
}
search-relaxed = { $count ->
    [one] 1 página, à qual faltam algumas palavras.
   *[other] { $count } páginas; a algumas faltam palavras.
}
search-read-as = “{ $word }” não foi encontrado e foi lido como “{ $words }”.
search-or = { $one }” ou “{ $other }
search-and = { $one }”, “{ $other }
search-also = Também procurado: “{ $words }”.
search-absent = Em nenhuma página: “{ $words }”.
search-meant = Você quis dizer
search-stale = Revisão atrasada
search-why = Por que aqui?
search-why-word = Palavra
search-why-place = Encontrada em
search-why-rarity = Raridade
search-why-share = Parte
search-why-score = Pontuação
search-why-absent = não está nesta página
search-why-title = título
search-why-wordings = perguntas ou sinônimos
search-why-heading = cabeçalho
search-why-body = texto
search-why-apart = As palavras não estão todas em uma mesma seção
search-why-incomplete = Faltam algumas das palavras
search-why-used = Muito usado
search-offline = Uma parte do índice de busca não pôde ser carregada. Verifique a conexão.
search-damaged = Uma parte do índice de busca chegou danificada.
search-updated = O site foi atualizado desde que a página foi aberta. Recarregue-a para buscar.
search-crashed = O mecanismo de busca parou.
search-unable = Este navegador não consegue executar o mecanismo de busca.

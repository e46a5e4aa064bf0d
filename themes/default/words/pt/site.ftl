site-skip = Ir para o texto
site-dark = Cores escuras
site-contents = Conteúdo
site-library = Biblioteca
site-home = Início
site-trail = Trilha de navegação
site-internal = interno
site-feed = Feed
site-language = Idioma
site-language-home = (início)
site-all = Ver todos ({ $count })
site-more = e mais { $count }
site-link-copied = Link copiado
missing-title = Página não encontrada
missing-why = Não há página neste endereço. Ela pode ter mudado de lugar ou não fazer parte desta edição.
missing-search = Procure acima ou recomece:
missing-home = Início
moved-title = Esta página mudou de endereço
moved-file = A versão mais recente
in-language = { $language ->
    [de] em alemão
    [en] em inglês
    [es] em espanhol
    [fr] em francês
    [ja] em japonês
    [pt] em português
   *[other] em { $name }
}

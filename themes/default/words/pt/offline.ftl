offline-line = Sem conexão · situação de { $day }
offline-title = Esta página não está no dispositivo
offline-why = Não há conexão, e esta página não está entre as que são guardadas para esse caso.
offline-search = Busque acima nas páginas guardadas ou recomece:
offline-retry = Tentar de novo

# What readers are told of what is counted, at the foot of each page.
usage-open = O que é comunicado
usage-title = O que este site comunica
usage-what = Este site conta para que servem as suas páginas, para que os autores saibam o que ajuda. Não comunica o seu nome nem o seu endereço e não usa cookies; o que faz só é relacionado durante um dia.
usage-on = Comunicar o que uso
usage-asked = O seu navegador pede aos sites que não o contem; por isso nada é comunicado.
usage-deal = Oportunidade
usage-deal-why = O que usar será contado para esta oportunidade. Escreva o número ou o identificador do CRM; deixe vazio se não houver.
usage-recent = Comunicado por último
usage-nothing = Ainda nada.
usage-close = Fechar

# Asked at the end of a document.
feedback-ask = Esta página ajudou?
feedback-yes = Sim
feedback-no = Não
feedback-why = O que faltava?
feedback-send = Enviar
feedback-thanks = Obrigado. A pessoa responsável pela página vai ver.

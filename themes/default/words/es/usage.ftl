# What readers are told of what is counted, at the foot of each page.
usage-open = Qué se comunica
usage-title = Qué comunica este sitio
usage-what = Este sitio cuenta para qué se usan sus páginas, para que sus autores sepan qué ayuda. No comunica ni su nombre ni su dirección y no usa cookies; lo que usted hace solo se relaciona durante un día.
usage-on = Comunicar lo que uso
usage-asked = Su navegador pide a los sitios que no le cuenten; por eso no se comunica nada.
usage-deal = Oportunidad
usage-deal-why = Lo que use se contará para esta oportunidad. Escriba su número o identificador del CRM; déjelo vacío si no hay ninguna.
usage-recent = Lo último comunicado
usage-nothing = Nada todavía.
usage-close = Cerrar

# Asked at the end of a document.
feedback-ask = ¿Le ha ayudado esta página?
feedback-yes = Sí
feedback-no = No
feedback-why = ¿Qué faltaba?
feedback-send = Enviar
feedback-thanks = Gracias. La persona responsable de la página lo verá.

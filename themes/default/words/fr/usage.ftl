# What readers are told of what is counted, at the foot of each page.
usage-open = Ce qui est transmis
usage-title = Ce que ce site transmet
usage-what = Ce site compte à quoi servent ses pages, pour que leurs auteurs sachent ce qui aide. Il ne transmet ni votre nom ni votre adresse et ne pose aucun cookie ; vos actions ne sont reliées entre elles que pendant une journée.
usage-on = Transmettre ce que j’utilise
usage-asked = Votre navigateur demande aux sites de ne pas vous compter : rien n’est transmis.
usage-deal = Affaire
usage-deal-why = Ce que vous utilisez est alors compté pour cette affaire. Indiquez son numéro ou son identifiant dans le CRM ; laissez vide s’il n’y en a pas.
usage-recent = Transmis en dernier
usage-nothing = Rien pour l’instant.
usage-close = Fermer

# Asked at the end of a document.
feedback-ask = Cette page vous a-t-elle aidé ?
feedback-yes = Oui
feedback-no = Non
feedback-why = Que manquait-il ?
feedback-send = Envoyer
feedback-thanks = Merci. Le responsable de la page le verra.

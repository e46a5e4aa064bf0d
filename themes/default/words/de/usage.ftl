# What readers are told of what is counted, at the foot of each page.
usage-open = Was gemeldet wird
usage-title = Was diese Website meldet
usage-what = Diese Website zählt, wofür ihre Seiten gebraucht werden, damit ihre Autoren erfahren, was hilft. Sie meldet weder Ihren Namen noch Ihre Adresse und setzt kein Cookie; was Sie tun, gehört nur einen Tag lang zusammen.
usage-on = Melden, was ich verwende
usage-asked = Ihr Browser bittet Websites, Sie nicht zu zählen; darum wird nichts gemeldet.
usage-deal = Deal
usage-deal-why = Was Sie verwenden, wird dann für diesen Deal gezählt. Nummer oder Kennung aus dem CRM; leer für keinen.
usage-recent = Zuletzt gemeldet
usage-nothing = Noch nichts.
usage-close = Schließen

# Asked at the end of a document.
feedback-ask = Hat diese Seite geholfen?
feedback-yes = Ja
feedback-no = Nein
feedback-why = Was hat gefehlt?
feedback-send = Senden
feedback-thanks = Danke. Die verantwortliche Person sieht es.

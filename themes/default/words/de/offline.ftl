offline-line = Offline · Stand { $day }
offline-title = Diese Seite ist nicht auf dem Gerät
offline-why = Es gibt keine Verbindung, und diese Seite gehört nicht zu denen, die dafür aufbewahrt werden.
offline-search = Oben in den aufbewahrten Seiten suchen oder neu beginnen:
offline-retry = Noch einmal versuchen

offline-line = Sin conexión · a fecha de { $day }
offline-title = Esta página no está en el dispositivo
offline-why = No hay conexión, y esta página no es de las que se guardan para ese caso.
offline-search = Busque arriba en las páginas guardadas o vuelva a empezar:
offline-retry = Intentar de nuevo

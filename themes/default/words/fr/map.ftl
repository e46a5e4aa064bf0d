map-title = Carte des contenus
map-description = { $count ->
    [one] Un document en usage par étape : où n’y a-t-il rien, et où est-ce périmé ?
   *[other] { $count } documents en usage par étape : où n’y a-t-il rien, et où est-ce périmé ?
}
map-tables = Tableaux
map-personas = Personas
map-by-industry = Personas par secteur
map-by-industry-hint = Seuls les documents qui nomment le secteur sont comptés.
map-nothing = Rien
map-stale = périmés : { $count }
map-holes = vides : { $count }

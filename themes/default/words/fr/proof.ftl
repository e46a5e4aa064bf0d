proof-sort-demo = Démonstration
proof-sort-reference = Référence
proof-sort-testimonial = Témoignage
proof-sort-client-list = Liste de clients
proof-sort-case-study = Étude de cas
proof-sort-white-paper = Livre blanc
proof-sort-certification = Certification
proof-sort-biography = Biographie
proof-sort-financials = Données financières
proof-when = Quand l’utiliser
proof-sort = Type
proof-cost = Coût par utilisation
proof-limit = Limite
proof-stages = Étapes
proof-concerns = Inquiétudes qu’elle lève
proof-of-nobody = aucun persona n’a cette inquiétude
proof-matrix = Quelle preuve pour quelle inquiétude
proof-matrix-hint = Le moins cher d’abord, de gauche à droite et dans chaque case.
proof-concern = Inquiétude
proof-first = Commencer par
proof-hole = Aucune preuve
proof-holes = { $count ->
    [one] Une inquiétude n’a aucune preuve utilisable aujourd’hui.
   *[other] { $count } inquiétudes n’ont aucune preuve utilisable aujourd’hui.
}
proof-by-stage = Quelle preuve à quel moment
proof-proof = Preuve
proof-entries = Toutes les preuves

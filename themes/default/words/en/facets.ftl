# Facets that most libraries have, where these give no label of their own.
facet-stage = Stage
facet-stage-engage = Engage
facet-stage-transact = Transact
facet-stage-fulfill = Fulfill
facet-stage-support = Support
facet-stage-renew = Renew
facet-product = Product
facet-industry = Industry
facet-region = Region
facet-persona = Persona
facet-competitor = Competitor

# The content map.
map-title = Content map
map-description = { $count ->
    [one] One document in use
   *[other] { $count } documents in use
} by stage: where is nothing, and where is it stale?
map-tables = Tables
map-personas = Personas
map-by-industry = Personas by industry
map-by-industry-hint = Only documents that name the industry are counted.
map-nothing = Nothing
map-stale = { $count } stale
map-holes = { $count } empty

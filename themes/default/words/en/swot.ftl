# Pages of competitive analyses.
swot-card = Battle card

"""Maps of the month (P9, P26): the only place that knows folium."""

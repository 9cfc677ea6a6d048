"""The service map (tjenestekart), the profession table, and the profile they lead to."""

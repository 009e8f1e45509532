"""How long things are kept, told by the shell and carried out when told so."""

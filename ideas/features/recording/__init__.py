"""How a work step that could be given up is named: in half a minute, with what is there already in sight."""

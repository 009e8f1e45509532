"""What the house keeps of a person, told to the person and handed out as a file."""

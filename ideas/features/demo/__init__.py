"""An invented benefits office with its people and ideas, so that Tilaa can be tried out at once."""

"""The rules of Tilaa: tables and pure functions that know no web and no database."""

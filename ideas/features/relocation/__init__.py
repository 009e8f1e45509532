"""Moving house: everything in one file that another installation can read, whatever its database."""

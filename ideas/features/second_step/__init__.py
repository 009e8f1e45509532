"""The second step of a person’s own account: set up with an app, shown recovery codes for, switched off."""

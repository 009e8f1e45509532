"""The people and units of the organisation, kept by administrators."""

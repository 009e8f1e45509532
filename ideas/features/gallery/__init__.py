"""The gallery of experiments: what was tried and learnt, failed ones too, and where else it was applied."""

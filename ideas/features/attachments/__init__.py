"""Files that belong to a case: checked, kept under random names, and handed out as downloads only."""

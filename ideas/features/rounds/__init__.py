"""What time alone brings about: reminders of trials, and kept work steps that come back."""

"""What time alone brings about: reminders of what is due, and kept work steps that come back."""

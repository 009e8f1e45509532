"""What happens when processes are killed, databases restart, disks fill up and people meet."""

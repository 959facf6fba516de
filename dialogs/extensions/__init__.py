"""What can be done from any message and any chat: actions and searches, one file each."""

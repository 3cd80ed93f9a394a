"""What a message is: an alarm, small talk, a plea for advice, a question; and what it asks about."""

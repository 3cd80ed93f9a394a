"""What a message is before it is a question: an alarm, a plea for advice, small talk; and which help is told."""

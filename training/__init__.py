"""What is learnt once, by developers, and kept with the code."""

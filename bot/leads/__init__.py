"""The few fixed words before the statements that say the answer itself, where the evidence tells it."""

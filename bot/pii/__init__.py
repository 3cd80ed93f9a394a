"""What tells who somebody is, found in a text and masked."""

"""An index as files: whole generations side by side, with a sum of each file."""

"""Does a written sentence stand on its passage? Numbers, names, directions, strength, meaning."""

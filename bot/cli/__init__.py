"""The commands of `fotnot`."""

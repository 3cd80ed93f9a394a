"""Measurements that are run by hand: `make bench`, `make calibrate`."""

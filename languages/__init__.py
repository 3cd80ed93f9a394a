"""What is known of the six languages, once for all: spelling, words, stems, names."""

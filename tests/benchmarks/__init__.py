"""What `make bench` measures: our ways against a floor and against the ways people use otherwise."""

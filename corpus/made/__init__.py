"""Documents made on the spot by real programs from one source with known truth."""

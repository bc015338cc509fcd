"""What programmes offer, in numbers: arrays and frames in, arrays and frames out."""

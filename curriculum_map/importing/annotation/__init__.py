"""The parts of an xlsx file edited where they stand, so that all that is not ours stays byte for byte as it was."""

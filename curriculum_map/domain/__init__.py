"""The words of the field as values: framework, levels, curriculum, ambitions, findings. Standard library only."""

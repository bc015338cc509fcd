"""The official wording of elements out of somebody's own file."""

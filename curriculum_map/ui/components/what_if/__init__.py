"""What if: steps that somebody tries with a grid."""

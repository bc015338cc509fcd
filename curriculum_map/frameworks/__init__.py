"""The editions, the legend and the programmes, as packaged data."""

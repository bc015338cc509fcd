"""Which part of the claims a sample confirms, and between which shares that of all claims lies."""

from math import sqrt

# Two-sided, for 95 %.
_Z = 1.959964


def wilson_interval(confirmed: int, of: int) -> tuple[float, float]:
    """The two ends of Wilson's 95 % interval for a share, which stays within 0 and 1 for small numbers too.

    ValueError without any, or for more than there are.
    """
    if not 0 <= confirmed <= of or of == 0:
        raise ValueError(f"{confirmed} of {of} is no share")
    share, z2 = confirmed / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)

"""`python -m tests.benchmarks.ten_thousand`: 10,000 programme-years (16 million ratings) stored once in PostgreSQL.

Not part of `make bench`: it takes some minutes, and what is done once is no median.
"""

import sys
from time import perf_counter

from tests.benchmarks.storing import RATINGS, load_in_parts, programme_years, save, stored_bytes
from tests.benchmarks.storing_ways import kinds


def main(count: int) -> None:
    """Prints how long storing took, how long reading back, and what a rating takes."""
    with kinds() as (_, server):
        database = server.kept()
        ratings = count * RATINGS
        start = perf_counter()
        save(database, programme_years(count))
        stored = perf_counter()
        read = sum(len(grid.levels) for some in load_in_parts(database) for grid in some)
        loaded = perf_counter()
        if read != ratings:
            raise SystemExit(f"{read:,} ratings came back")
        arrays, tables = stored_bytes(database)
        database.close()
    print(f"{count:,} programme-years, {ratings:,} ratings, PostgreSQL, once:")
    print(f"stored in {stored - start:.0f} s, {ratings / (stored - start) / 1e6:.2g} million a second;")
    print(f"read back in {loaded - stored:.0f} s, {ratings / (loaded - stored) / 1e6:.2g} million a second;")
    print(
        f"{arrays / ratings:.2f} bytes per rating with its provenance, {tables / ratings:.2f} with courses and indexes"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

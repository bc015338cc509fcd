"""How much is tried: in `make test` what ten minutes allow, in `make test-all` (CURRICULUM_MAP_FULL=1) all of it."""

import os

FULL = os.environ.get("CURRICULUM_MAP_FULL") == "1"

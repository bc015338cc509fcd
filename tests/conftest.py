"""How hard hypothesis searches: quickly by default, thoroughly when CURRICULUM_MAP_FULL=1 (`make test-all`)."""

import os

from hypothesis import settings

# No deadline: on a busy machine a slow example says nothing about the code.
settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("full", max_examples=2_000, deadline=None)
settings.load_profile("full" if os.environ.get("CURRICULUM_MAP_FULL") == "1" else "quick")

# SPDX-License-Identifier: MIT
"""How a case ends early."""


class Missing(Exception):
    """What the suite needs is not to be had here: the case is skipped."""


class Wrong(Exception):
    """The case fails, and nothing more can be compared."""

"""Every error that a person can cause, each one line: what, where, how to mend it.

FotnotError
├── InputError            a file, line or question that can't be used (exit status 2)
│   └── CaptureError      a page in which no article can be found
└── IndexUnusableError    an index that does not fit the settings, or none at all
"""

HALF_A_CHARACTER = "holds half a character (a lone surrogate, as \\ud800); write the whole one"


class FotnotError(Exception):
    """Base of all errors whose message is meant for the reader."""


class InputError(FotnotError):
    """Bad input; the message says what is wrong, where, and how to mend it."""


class CaptureError(InputError):
    """A capture without an article or without references."""


class IndexUnusableError(FotnotError):
    """No index, or one made by another encoder."""

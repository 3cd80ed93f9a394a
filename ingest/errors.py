"""Every error that a person can cause, each one line: what, where, how to mend it.

FotnotError
├── InputError            a file, line or question that can't be used (exit status 2)
│   └── CaptureError      a page in which no article can be found
├── IndexUnusableError    an index that is damaged or does not fit the settings, or none at all
│   └── IndexEmptyError   one from which every article was taken
├── BrokenAnswersError    answers that could not be made, among those of a batch
└── UnwellError           what `fotnot doctor` found wrong
"""

HALF_A_CHARACTER = "holds half a character (a lone surrogate, as \\ud800); write the whole one"


class FotnotError(Exception):
    """Base of all errors whose message is meant for the reader."""


class InputError(FotnotError):
    """Bad input; the message says what is wrong, where, and how to mend it."""


class CaptureError(InputError):
    """A capture without an article."""


class IndexUnusableError(FotnotError):
    """No index, a damaged one, one made by another encoder, or no place to write it to."""


class IndexEmptyError(IndexUnusableError):
    """An index without any article."""


class BrokenAnswersError(FotnotError):
    """Answering broke, once or more often."""


class UnwellError(FotnotError):
    """A check of `fotnot doctor` failed."""

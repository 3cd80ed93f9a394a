"""Whether a number in a text is an amount of something."""

import re

_UNIT = re.compile(
    r"[ ]?(?:%|°|(?:mg|g|gr|gram|gramm|grammaa|µg|μg|ug|mcg|mikrogram|kg|ml|dl|cl|l|liter|ie|iu|i\.e\."
    r"|kcal|kj|mmol|nmol|mol|kr|kronor|sek|nok|dkk|eur|euro|€|år|years?|jahre?|vuotta|tim|timmar"
    r"|hours?|stunden|tuntia|min|minuter|minutes|dagar|days|tage|päivää|dage|dager|veckor|uker|uger"
    r"|weeks|wochen|viikkoa|månader|months|monate|kuukautta|st|stk|tabletter|tablets|tabletten"
    r"|kapslar|kapsler|capsules|kapseln|deltagare|personer|patienter|participants|patients)\b)",
    re.IGNORECASE,
)


def followed_by_unit(text: str, end: int) -> bool:
    """Whether a unit or what is counted stands right after that place."""
    return _UNIT.match(text, end) is not None

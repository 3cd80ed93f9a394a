"""Texts and addresses as Markdown that shows them as they are."""

import re


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is: no markup, no HTML, no link of its own."""
    return re.sub(r"([\\`*_\[\]<>~|])", r"\\\1", text)


def address_of(doi: str | None, url: str | None) -> tuple[str, str]:
    """Where an entry can be read, as an address and the text of its link; both "" if nowhere."""
    if doi:
        return f"https://doi.org/{_address(doi)}", f"doi:{doi}"
    if url and url.startswith(("https://", "http://")):
        return _address(url), "↗"
    return "", ""


def without_address(text: str) -> str:
    """An entry without its closing DOI or address, which follows it as a link."""
    return re.sub(r"\s*(?:doi:?\s*10\.\d{4,9}/\S+|https?://\S+)\s*$", "", text, flags=re.IGNORECASE)


def _address(address: str) -> str:
    return re.sub(r"[\s()<>\[\]\"'`\\]", lambda m: f"%{ord(m.group()):02X}", address)

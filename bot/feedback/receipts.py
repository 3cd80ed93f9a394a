"""A receipt for a row: lets whoever was given it add a comment, and nobody else."""

import hmac
import secrets

_SECRET = secrets.token_bytes(32)  # of this process; no receipt outlives it


def receipt(identity: int) -> str:
    """The receipt of that row."""
    return f"{identity}.{_signature(str(identity))}"


def row_of(receipt: str) -> int | None:
    """The row that a receipt is of; None when this process did not write the receipt."""
    identity, _, signature = receipt.partition(".")
    genuine = hmac.compare_digest(signature.encode(), _signature(identity).encode())
    return int(identity) if genuine else None


def _signature(identity: str) -> str:
    return hmac.new(_SECRET, identity.encode(), "sha256").hexdigest()

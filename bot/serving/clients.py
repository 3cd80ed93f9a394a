"""Who a client is: the address that it comes from, or the one that a trusted proxy tells."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from ingest.errors import InputError

_Address = IPv4Address | IPv6Address


class TrustedProxies:
    """The addresses and networks whose word on forwarded requests is believed; “*” is everybody.

    Raises:
        InputError: a name is neither an address nor a network.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._everybody = "*" in names
        try:
            self._networks = [ip_network(name) for name in names if name != "*"]
        except ValueError as error:
            raise InputError(
                f"setting trusted_proxies (FOTNOT_TRUSTED_PROXIES): {error}; "
                "write addresses as 10.0.0.5 or networks as 10.0.0.0/8"
            ) from None

    def __contains__(self, host: str) -> bool:
        """Whether a peer is such a proxy; a socket without an address is none."""
        if self._everybody:
            return True
        address = _address(host)
        return address is not None and any(address in network for network in self._networks)

    def __bool__(self) -> bool:
        """Whether any is trusted."""
        return self._everybody or bool(self._networks)

    def client(self, forwarded_for: str) -> str | None:
        """The last address of an X-Forwarded-For that is not itself such a proxy; None: nothing there.

        Whatever stands before it was written by the client, and may be made up.
        """
        hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
        if self._everybody:
            return hops[0] if hops else None
        return next((hop for hop in reversed(hops) if hop not in self), hops[0] if hops else None)


def network_of(host: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that an IPv6 household is given."""
    address = _address(host)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or host)


def _address(host: str) -> _Address | None:
    """A host as an address; an IPv4 address that is written as an IPv6 one is itself."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address

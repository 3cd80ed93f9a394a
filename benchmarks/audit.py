"""`make audit`: known vulnerabilities of what requirements.lock pins, by pip-audit.

Exit status 1 when one is found; 0 when none is, and when no advisories can be had, which is said.
"""

import json
import subprocess
import sys
from pathlib import Path

SERVICES = ("pypi", "osv")


def advisories(lock: str, service: str) -> tuple[list[dict], str]:
    """What pip-audit knows of each package by that service; nothing, and why, where it can't tell."""
    tool = Path(sys.executable).with_name("pip-audit")
    done = subprocess.run(
        [tool, "--requirement", lock, "--vulnerability-service", service, "--format", "json",
         "--no-deps", "--disable-pip", "--progress-spinner", "off"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    try:
        found: list[dict] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        lines = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        return [], lines[-1]
    skipped = [each["skip_reason"] for each in found if "skip_reason" in each]
    if len(skipped) == len(found):
        return [], skipped[0] if skipped else "it was asked for nothing"
    return found, ""


def main(lock: str) -> int:
    """Print what is found; the exit status."""
    for service in SERVICES:
        found, why = advisories(lock, service)
        if why:
            print(f"audit: {service} gives no advisories ({' '.join(why.split())[:200]})")
            continue
        bad = [(each, v) for each in found for v in each.get("vulns", ())]
        for each, vulnerability in bad:
            fixed = ", ".join(vulnerability.get("fix_versions", ())) or "no version"
            print(f"{each['name']} {each['version']}: {vulnerability['id']}, mended in {fixed}")
        skipped = sum("skip_reason" in each for each in found)
        print(
            f"audit: {len(found)} packages asked for at {service}, {skipped} of them unknown there, "
            f"{len(bad)} vulnerabilities"
        )
        return 1 if bad else 0
    print("audit: nothing was checked, for want of advisories")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Runs the PyTorch scripts beside the NumPy ones that `cargo test --test scripts` has compared with the engine, and compares
what both print, number by number.

    python tests/scripts/check_torch.py     # needs torch and numpy; a minute
"""

import math
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[2] / "target" / "unrolled" / "scripts"


def lines(script):
    output = subprocess.run([sys.executable, script], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return [(name, [float(number) for number in numbers]) for name, *numbers in map(str.split, output.splitlines())]


def is_close(line, found, wanted):
    """Norms of gradients may be as small as they like, so they have no absolute tolerance."""
    absolute = 0 if line.startswith("|d") else 1e-10
    if math.isnan(wanted) or math.isinf(wanted):
        return repr(found) == repr(wanted)
    return abs(found - wanted) <= absolute + 1e-8 * abs(wanted)


def torch_of(numpy_script):
    return numpy_script.with_name(numpy_script.name.replace("_numpy.py", "_torch.py"))


def check(numpy_script):
    torch_script = torch_of(numpy_script)
    found, wanted = lines(torch_script), lines(numpy_script)
    names = [[name for name, _ in both] for both in (found, wanted)]
    if names[0] != names[1]:
        return f"{torch_script}: other lines: {names[0]}, {names[1]}"
    for (name, found), (_, wanted) in zip(found, wanted):
        if len(found) != len(wanted) or not all(is_close(name, *pair) for pair in zip(found, wanted)):
            return f"{torch_script}: {name}: expected {wanted}, found {found}"
    return None


def main():
    # PyTorch has no cells with fixed gates, and so no script of them.
    pairs = [script for script in sorted(SCRIPTS.glob("*/*_numpy.py")) if torch_of(script).exists()]
    if not pairs:
        sys.exit(f"nothing in {SCRIPTS}: run cargo test --test scripts first")
    faults = [fault for fault in map(check, pairs) if fault]
    print(*faults, f"{len(pairs)} pairs of scripts, {len(faults)} differ", sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()

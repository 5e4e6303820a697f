# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sums up lit's results file: its last line is what scripts/check ends with."""

import argparse
import collections
import json
import sys

_PASSED = {"PASS", "FLAKYPASS", "XFAIL"}
_SKIPPED = {"UNSUPPORTED", "SKIPPED"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results")
    parser.add_argument("--require-all", action="store_true")
    options = parser.parse_args()
    try:
        with open(options.results, encoding="utf-8") as file:
            tests = json.load(file)["tests"]
    except FileNotFoundError:
        print("The tests did not run: see above.")
        print("0 passed, 1 failed")
        return 1
    counts = collections.Counter()
    for test in tests:
        if test["code"] in _PASSED:
            counts["passed"] += 1
        elif test["code"] in _SKIPPED and not options.require_all:
            counts["skipped"] += 1
        elif test["code"] != "EXCLUDED":
            counts["failed"] += 1
            print(f"{test['code']}: {test['name']}")
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}")
    return 0 if counts["passed"] and not counts["failed"] else 1


sys.exit(main())

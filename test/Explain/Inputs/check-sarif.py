# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What SARIF 2.1.0's schema requires of the parts that are used, and no more than it has."""
import json
import sys


def check(value, required, allowed):
    assert set(required) <= set(value), f"{required} of {list(value)}"
    assert set(value) <= set(allowed), f"{list(value)} beyond {allowed}"


def check_location(location):
    check(location, [], ["physicalLocation", "logicalLocations", "message", "id"])
    if "physicalLocation" in location:
        physical = location["physicalLocation"]
        check(physical, [], ["artifactLocation", "region"])
        assert " " not in physical["artifactLocation"]["uri"]
        region = physical.get("region", {})
        check(region, [], ["startLine", "startColumn", "snippet"])
        assert region.get("startLine", 1) >= 1 and region.get("startColumn", 1) >= 1


log = json.load(open(sys.argv[1]))
check(log, ["version", "runs"], ["$schema", "version", "runs"])
assert log["version"] == "2.1.0"
for run in log["runs"]:
    check(run, ["tool"], ["tool", "results", "columnKind"])
    driver = run["tool"]["driver"]
    check(driver, ["name"], ["name", "rules"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)), "a rule twice"
    for result in run["results"]:
        check(
            result,
            ["message"],
            ["ruleId", "level", "message", "locations", "relatedLocations", "properties"],
        )
        assert result["ruleId"] in ids and result["message"]["text"]
        related = result.get("relatedLocations", [])
        for location in result["locations"] + related:
            check_location(location)
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        print(
            result["ruleId"],
            f"{physical['artifactLocation']['uri']}:{region['startLine']}:{region['startColumn']}",
            len(related),
            "related",
        )

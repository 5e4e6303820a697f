# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What SARIF 2.1.0's schema requires of the parts that are used, and no more than it has."""
import json
import re
import sys

LEVELS = ["none", "note", "warning", "error"]
URI = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def check(value, required, allowed):
    assert set(required) <= set(value), f"{required} of {list(value)}"
    assert set(value) <= set(allowed), f"{list(value)} beyond {allowed}"


def check_unique(values):
    texts = [json.dumps(value, sort_keys=True) for value in values]
    assert len(texts) == len(set(texts)), "an element twice"


def check_text(message):
    """A message or a multiformatMessageString."""
    check(message, ["text"], ["text", "markdown"])
    assert message["text"]


def check_location(location):
    check(location, [], ["physicalLocation", "logicalLocations", "message", "id"])
    if "message" in location:
        check_text(location["message"])
    for logical in location.get("logicalLocations", []):
        check(logical, [], ["name", "fullyQualifiedName", "kind"])
    if "physicalLocation" in location:
        physical = location["physicalLocation"]
        check(physical, ["artifactLocation"], ["artifactLocation", "region"])
        check(physical["artifactLocation"], ["uri"], ["uri"])
        assert URI.fullmatch(physical["artifactLocation"]["uri"])
        region = physical.get("region", {"startLine": 1})
        check(region, ["startLine"], ["startLine", "startColumn", "snippet"])
        assert region["startLine"] >= 1 and region.get("startColumn", 1) >= 1
        if "snippet" in region:
            check(region["snippet"], ["text"], ["text"])


log = json.load(open(sys.argv[1]))
check(log, ["version", "runs"], ["$schema", "version", "runs"])
assert log["version"] == "2.1.0"
for run in log["runs"]:
    check(run, ["tool"], ["tool", "results", "columnKind"])
    assert run.get("columnKind", "unicodeCodePoints") in ("utf16CodeUnits", "unicodeCodePoints")
    check(run["tool"], ["driver"], ["driver"])
    driver = run["tool"]["driver"]
    check(driver, ["name"], ["name", "rules"])
    for rule in driver["rules"]:
        check(rule, ["id"], ["id", "shortDescription", "help"])
        for name in rule.keys() - {"id"}:
            check_text(rule[name])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)), "a rule twice"
    for result in run["results"]:
        check(
            result,
            ["message"],
            ["ruleId", "level", "message", "locations", "relatedLocations", "properties"],
        )
        check_text(result["message"])
        assert result["ruleId"] in ids and result.get("level", "warning") in LEVELS
        related = result.get("relatedLocations", [])
        check_unique(related)
        check_unique(result["locations"])
        for location in result["locations"] + related:
            check_location(location)
        where = "nowhere"
        if result["locations"]:
            physical = result["locations"][0]["physicalLocation"]
            region = physical["region"]
            where = f"{physical['artifactLocation']['uri']}:{region['startLine']}:{region['startColumn']}"
        print(result["ruleId"], where, len(related), "related")
    if not run["results"]:
        print("no results")

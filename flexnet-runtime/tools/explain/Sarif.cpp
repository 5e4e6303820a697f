// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// SARIF 2.1.0 (OASIS): what editors and code hosts show at the line.
#include "Explain.h"

#include <fmt/format.h>

#include <cstring>

namespace flexnet::explain {

using Json = nlohmann::ordered_json;

/// A path as a URI reference.
static std::string uri(std::string_view Path) {
  std::string Text = Path.starts_with('/') ? "file://" : "";
  for (unsigned char C : Path) {
    bool Plain = isalnum(C) || (C && strchr("/._-~", C));
    Text += Plain ? std::string(1, C) : fmt::format("%{:02X}", C);
  }
  return Text;
}

static Json location(const Place &P) {
  Json Physical = {{"artifactLocation", {{"uri", uri(P.File)}}}};
  if (P.Line) {
    Physical["region"] = {{"startLine", P.Line}};
    if (P.Column)
      Physical["region"]["startColumn"] = P.Column;
    if (!P.Source.empty())
      Physical["region"]["snippet"] = {{"text", P.Source}};
  }
  return {{"physicalLocation", std::move(Physical)}};
}

static Json result(const Explanation &E) {
  Json Result = {{"ruleId", E.Rule},
                 {"level", "error"},
                 {"message", {{"text", fmt::format("{}. {} {}", E.What, E.Why, E.Change)}}},
                 {"locations", Json::array()}};
  Json Where = E.Where.File.empty() ? Json::object() : location(E.Where);
  if (!E.Program.empty())
    Where["logicalLocations"] = {{{"name", E.Program}, {"kind", "function"}}};
  if (!Where.empty())
    Result["locations"].push_back(std::move(Where));
  Json Related = Json::array();
  for (const Note &N : E.Notes) {
    Json At = N.Where.File.empty() ? Json::object() : location(N.Where);
    At["message"] = {{"text", N.Text}};
    Related.push_back(std::move(At));
  }
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  Result["properties"] = {{"coroutine", E.Coroutine}, {"kernel", E.Kernel}};
  return Result;
}

Json sarif(const Explanation &E) {
  Json Driver = {{"name", "flexnet explain"}, {"rules", Json::array()}};
  Json Results = Json::array();
  for (const RuleText &R : rules())
    Driver["rules"].push_back({{"id", R.Id},
                               {"shortDescription", {{"text", R.Why}}},
                               {"help", {{"text", R.Change}}}});
  if (E.Refused)
    Results.push_back(result(E));
  Json Run = {{"tool", {{"driver", std::move(Driver)}}},
              {"columnKind", "utf16CodeUnits"},
              {"results", std::move(Results)}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(Run)})}};
}

} // namespace flexnet::explain

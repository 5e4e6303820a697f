// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_TOOLS_TOPSCREEN_H
#define FLEXNET_TOOLS_TOPSCREEN_H

#include <memory>
#include <string>
#include <vector>

namespace flexnet {

/// The terminal, taken over until the end of its life, then as it was before.
class TopScreen {
public:
  /// Null if stdin and stdout are not a terminal that can be drawn on.
  static std::unique_ptr<TopScreen> open();
  ~TopScreen();
  TopScreen(const TopScreen &) = delete;
  TopScreen &operator=(const TopScreen &) = delete;

  /// What does not fit is cut off; the keys of cursor and pages move over the lines below
  /// the title.
  void show(std::string Title, std::vector<std::string> Lines);
  /// Acts on the keys that were pressed and on a new size; true if one of them was q.
  bool handleKeys();

private:
  TopScreen() = default;
  void draw();

  std::string Title;
  std::vector<std::string> Lines;
  int First = 0; ///< line below the title
};

} // namespace flexnet

#endif

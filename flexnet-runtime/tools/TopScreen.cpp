// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// `flexnet top` on a terminal, with ncurses.
#include "TopScreen.h"

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <ncurses.h>
#include <unistd.h>

namespace flexnet {

std::unique_ptr<TopScreen> TopScreen::open() {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
    return nullptr;
  setlocale(LC_CTYPE, ""); // names of files may not be ASCII
  // Unlike initscr() it does not exit on an unknown TERM.
  if (!newterm(nullptr, stdout, stdin))
    return nullptr;
  cbreak();
  noecho();
  curs_set(0);
  keypad(stdscr, true);
  nodelay(stdscr, true);
  return std::unique_ptr<TopScreen>(new TopScreen());
}

TopScreen::~TopScreen() { endwin(); }

void TopScreen::show(std::string NewTitle, std::vector<std::string> NewLines) {
  Title = std::move(NewTitle);
  Lines = std::move(NewLines);
  draw();
}

void TopScreen::draw() {
  First = std::clamp(First, 0, std::max<int>(Lines.size() - (LINES - 1), 0));
  erase();
  attron(A_BOLD);
  mvaddnstr(0, 0, Title.c_str(), COLS);
  attroff(A_BOLD);
  for (int Row = 1; Row < LINES && First + Row <= static_cast<int>(Lines.size()); ++Row)
    mvaddnstr(Row, 0, Lines[First + Row - 1].c_str(), COLS);
  refresh();
}

bool TopScreen::handleKeys() {
  for (int Key; (Key = getch()) != ERR;) {
    switch (Key) {
    case 'q':
    case 'Q':
      return true;
    case KEY_UP:
      --First;
      break;
    case KEY_DOWN:
      ++First;
      break;
    case KEY_PPAGE:
      First -= LINES - 1;
      break;
    case KEY_NPAGE:
      First += LINES - 1;
      break;
    }
    draw();
  }
  return false;
}

} // namespace flexnet

// jsmn (libjsmn-dev), a JSON parser: the tokens of an object.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#define JSMN_STATIC
#include <jsmn.h>

CONFORM(a, b) {
  char text[] = "{\"id\":12}";
  text[6] = '0' + (a & 7);
  text[7] = b & 1 ? '}' : '3';
  jsmn_parser parser;
  jsmntok_t tokens[4] = {};
  jsmn_init(&parser);
  u64 h = jsmn_parse(&parser, text, sizeof(text) - 1, tokens, 4);
  for (const jsmntok_t &t : tokens)
    h = mix(h, t.start ^ t.end << 8 ^ t.size << 16);
  return h;
}

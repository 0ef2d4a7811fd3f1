// One module: tree-sitter's core as published, the generated parser, the scanner, and what follows here: an arena, a
// lexer that reads bytes, and a walk that writes the whole tree into one table. No function of it is called back
// from JavaScript, and nothing is kept from one file to the next.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// ---- Arena: everything that one parse allocates goes away at once.

extern unsigned char __heap_base;
static uintptr_t arena_next;

enum { SIZE_CLASSES = 28, HEADER = 8 };
static void *free_lists[SIZE_CLASSES];

static void arena_reset(uintptr_t start) {
  arena_next = (start + 15) & ~(uintptr_t)15;
  memset(free_lists, 0, sizeof free_lists);
}

static void *arena_take(size_t size) {
  uintptr_t at = arena_next;
  uintptr_t next = at + size;
  uintptr_t limit = (uintptr_t)__builtin_wasm_memory_size(0) << 16;
  if (next > limit) {
    size_t pages = (next - limit + 65535) >> 16;
    // In large steps: at each one the JavaScript engine may collect its own garbage first.
    size_t step = __builtin_wasm_memory_size(0) / 2;
    if (pages < step && next < ((uintptr_t)1 << 30)) pages = step;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) __builtin_trap();
  }
  arena_next = next;
  return (void *)at;
}

static inline unsigned size_class(size_t size) {
  return size <= 16 ? 0 : 28 - (unsigned)__builtin_clz((unsigned)(size - 1));
}

// Blocks of a power of two, so that what is freed is used again.
static void *arena_malloc(size_t size) {
  unsigned class = size_class(size);
  if (class >= SIZE_CLASSES) __builtin_trap();
  void *block = free_lists[class];
  if (block) {
    free_lists[class] = *(void **)block;
    return block;
  }
  uint32_t *header = arena_take(((size_t)16 << class) + HEADER);
  header[0] = class;
  return (char *)header + HEADER;
}

static void *arena_calloc(size_t count, size_t size) {
  void *block = arena_malloc(count * size);
  memset(block, 0, count * size);
  return block;
}

static void arena_free(void *block) {
  if (!block) return;
  unsigned class = *(uint32_t *)((char *)block - HEADER);
  *(void **)block = free_lists[class];
  free_lists[class] = block;
}

static void *arena_realloc(void *block, size_t size) {
  if (!block) return arena_malloc(size);
  size_t held = (size_t)16 << *(uint32_t *)((char *)block - HEADER);
  if (size <= held) return block;
  void *larger = arena_malloc(size);
  memcpy(larger, block, held);
  arena_free(block);
  return larger;
}

#define ts_malloc arena_malloc
#define ts_calloc arena_calloc
#define ts_realloc arena_realloc
#define ts_free arena_free

// ---- tree-sitter's core. Its logs, drawings and time limits are never asked for: without them nothing is imported.

#define fprintf(...) 0
#define fputs(...) 0
#define fputc(...) 0
#define fclose(...) 0
#define fdopen(...) NULL
#define snprintf(...) 0
#define vsnprintf(...) 0
#define clock_gettime(...) 0

// The generated table of most states is a list to search. Spread out, an entry is one look; but spreading takes as long
// as parsing some files, so that it waits until there are some.
#define ts_language_lookup search_parse_table
#include "language.h"
#undef ts_language_lookup
extern const TSLanguage *tree_sitter_nix(void);
enum { STATES_AT_MOST = 1024, SYMBOLS_AT_MOST = 160 };
enum { BYTES_WORTH_A_TABLE = 200000 };
static uint16_t actions_of[STATES_AT_MOST][SYMBOLS_AT_MOST];
static bool is_table_spread;
static inline uint16_t ts_language_lookup(const TSLanguage *self, TSStateId state, TSSymbol symbol) {
  if (!is_table_spread) return search_parse_table(self, state, symbol);
  return actions_of[state][symbol];
}

static void spread_parse_table(const TSLanguage *language) {
  if (language->state_count > STATES_AT_MOST || language->symbol_count > SYMBOLS_AT_MOST) __builtin_trap();
  for (uint32_t state = 0; state < language->state_count; state++) {
    for (uint32_t symbol = 0; symbol < language->symbol_count; symbol++) {
      actions_of[state][symbol] = search_parse_table(language, (TSStateId)state, (TSSymbol)symbol);
    }
  }
  is_table_spread = true;
}

#include "alloc.c"
#include "get_changed_ranges.c"
#include "language.c"

// Nix is ASCII outside of strings and comments: a byte is a character, and offsets are bytes throughout.
static inline uint32_t decode_byte(const uint8_t *chunk, uint32_t size, int32_t *character) {
  (void)size;
  *character = *chunk;
  return 1;
}
#define decode(chunk, size, character) decode_byte(chunk, size, character)
#include "lexer.c"
#undef decode

#include "node.c"

// Where the parser first met a token that it could not take: the place that Nix reports. Tokens are never
// skipped before it, so it is exact even when recovery reshapes the tree around it.
#include "stack.h"
static uint32_t first_error = UINT32_MAX;
static uint32_t error_count;
static inline void note_error(uint32_t position) {
  if (position < first_error) first_error = position;
  error_count++;
}
#define ts_stack_pause(stack, version, lookahead) \
  (note_error(ts_stack_position(stack, version).bytes + ts_subtree_padding(lookahead).bytes), \
   ts_stack_pause(stack, version, lookahead))
#include "parser.c"
#undef ts_stack_pause

#include "stack.c"
#include "subtree.c"
#include "tree_cursor.c"
#include "tree.c"
#include "wasm_store.c"

void ts_query_cursor_delete(TSQueryCursor *self) { (void)self; }

// ---- The scanner, with a short way to the lexer: one range, one chunk, no columns.

static inline void lexer_advance(TSLexer *lexer, bool skip) {
  Lexer *self = (Lexer *)lexer;
  if (!self->chunk) return;
  self->current_position.extent.row += self->data.lookahead == '\n';
  uint32_t at = self->current_position.bytes + 1;
  if (at < self->chunk_start + self->chunk_size) {
    self->current_position.bytes = at;
    self->data.lookahead = (uint8_t)self->chunk[at - self->chunk_start];
    if (skip) self->token_start_position = self->current_position;
  } else {
    self->current_position.extent.row -= self->data.lookahead == '\n';
    ts_lexer__do_advance(self, skip);
  }
}
#define LEXER_ADVANCE(lexer, skip) lexer_advance(lexer, skip)
#define LEXER_MARK_END(lexer) (((Lexer *)(lexer))->token_end_position = ((Lexer *)(lexer))->current_position)
#define LEXER_POSITION(lexer) ((Lexer *)(lexer))->current_position.bytes
#include "scanner.c"
#undef TS_PUBLIC
#include "generated-parser.c"

// ---- The table: six words a node, in pre-order.

enum { KIND_AND_FLAGS, START, END, SUBTREE_END, PARENT, NAME, WORDS };
enum { FIELD_SHIFT = 12, NAMED = 1 << 20, MISSING = 1 << 21, HAS_ERROR = 1 << 22, EXTRA = 1 << 23 };
enum { KIND_MASK = 0xFFF, ERROR_KIND = 0xFF };

typedef struct {
  Subtree subtree;
  uint32_t row;           // of the node in the table; of its nearest visible ancestor when it is hidden
  uint32_t child;         // next child to visit
  uint32_t structural;    // that child's index among the children that are no extras
  uint32_t position;      // where that child's padding begins
  uint16_t hidden_field;  // the field that a hidden node passes on to its visible children
  bool visible;
} Frame;

typedef struct {
  uint32_t *rows;
  uint32_t count;
  uint32_t capacity;
} Table;

static Table table;

static struct {
  uint32_t *buckets;  // name ids
  uint32_t mask;
  uint32_t *spans;    // start and end of each name's first occurrence; id 0 is no name
  uint32_t count;
  uint32_t capacity;
} names;

static void grow_buckets(void);

static uint32_t hash_of(const uint8_t *text, uint32_t length) {
  uint32_t hash = 2166136261u;
  for (uint32_t i = 0; i < length; i++) hash = (hash ^ text[i]) * 16777619u;
  return hash ^ (hash >> 15);
}

static const uint8_t *source;

static uint32_t intern(uint32_t start, uint32_t end) {
  uint32_t length = end - start;
  uint32_t slot = hash_of(source + start, length) & names.mask;
  for (; names.buckets[slot]; slot = (slot + 1) & names.mask) {
    uint32_t id = names.buckets[slot];
    uint32_t other = names.spans[2 * id];
    if (names.spans[2 * id + 1] - other == length && memcmp(source + other, source + start, length) == 0) return id;
  }
  if (names.count == names.capacity) {
    names.capacity *= 2;
    names.spans = arena_realloc(names.spans, names.capacity * 2 * sizeof(uint32_t));
  }
  uint32_t id = names.count++;
  names.spans[2 * id] = start;
  names.spans[2 * id + 1] = end;
  names.buckets[slot] = id;
  if (names.count * 2 > names.mask) grow_buckets();
  return id;
}

static void grow_buckets(void) {
  arena_free(names.buckets);
  names.mask = names.mask * 2 + 1;
  names.buckets = arena_calloc(names.mask + 1, sizeof(uint32_t));
  for (uint32_t id = 1; id < names.count; id++) {
    uint32_t start = names.spans[2 * id];
    uint32_t slot = hash_of(source + start, names.spans[2 * id + 1] - start) & names.mask;
    while (names.buckets[slot]) slot = (slot + 1) & names.mask;
    names.buckets[slot] = id;
  }
}

static uint32_t add_row(
  TSSymbol symbol, bool named, uint32_t flags, TSFieldId field, uint32_t start, uint32_t end, uint32_t parent
) {
  if (table.count == table.capacity) {
    table.capacity *= 2;
    table.rows = arena_realloc(table.rows, (size_t)table.capacity * WORDS * sizeof(uint32_t));
  }
  uint32_t kind = symbol == ts_builtin_sym_error ? ERROR_KIND : ts_language_public_symbol(tree_sitter_nix(), symbol);
  uint32_t row = table.count++;
  uint32_t *words = table.rows + (size_t)row * WORDS;
  words[KIND_AND_FLAGS] = kind | (uint32_t)field << FIELD_SHIFT | (named ? NAMED : 0) | flags;
  words[START] = start;
  words[END] = end;
  words[SUBTREE_END] = row + 1;
  words[PARENT] = parent;
  words[NAME] = kind == sym_identifier && end > start ? intern(start, end) : 0;
  return row;
}

static uint32_t add_subtree_row(Subtree subtree, TSSymbol alias, TSFieldId field, uint32_t start, uint32_t parent) {
  bool named = alias ? ts_language_symbol_metadata(tree_sitter_nix(), alias).named : ts_subtree_named(subtree);
  uint32_t flags = (ts_subtree_missing(subtree) ? MISSING : 0) | (ts_subtree_error_cost(subtree) > 0 ? HAS_ERROR : 0) |
                   (ts_subtree_extra(subtree) ? EXTRA : 0);
  uint32_t end = start + ts_subtree_size(subtree).bytes;
  return add_row(alias ? alias : ts_subtree_symbol(subtree), named, flags, field, start, end, parent);
}

// The alias and field that a production gives to one of its children.
static void name_child(
  const TSLanguage *language, uint16_t production, uint32_t structural, TSSymbol *alias, TSFieldId *field
) {
  const TSSymbol *aliases = ts_language_alias_sequence(language, production);
  if (aliases) *alias = aliases[structural];
  const TSFieldMapEntry *entry, *end;
  ts_language_field_map(language, production, &entry, &end);
  for (; entry < end; entry++) {
    if (!entry->inherited && entry->child_index == structural) {
      *field = entry->field_id;
      return;
    }
  }
}

// Gives the depth of the tree, hidden nodes included.
static uint32_t flatten(Subtree root) {
  uint32_t depth = 0;
  const TSLanguage *language = tree_sitter_nix();
  Array(Frame) stack = array_new();
  uint32_t start = ts_subtree_padding(root).bytes;
  uint32_t row = add_subtree_row(root, 0, 0, start, 0);
  array_push(&stack, ((Frame){.subtree = root, .row = row, .position = 0, .visible = true}));
  while (stack.size > 0) {
    Frame *frame = array_back(&stack);
    if (frame->child == ts_subtree_child_count(frame->subtree)) {
      if (frame->visible) table.rows[(size_t)frame->row * WORDS + SUBTREE_END] = table.count;
      stack.size--;
      continue;
    }
    uint32_t index = frame->child++;
    Subtree child = ts_subtree_children(frame->subtree)[index];
    uint32_t padded = frame->position;
    frame->position += ts_subtree_total_bytes(child);
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!ts_subtree_extra(child)) {
      name_child(language, frame->subtree.ptr->production_id, frame->structural++, &alias, &field);
      if (!field && !frame->visible) field = frame->hidden_field;
    }
    bool visible = alias ? ts_language_symbol_metadata(language, alias).visible : ts_subtree_visible(child);
    uint32_t child_row = frame->row;
    if (visible) {
      child_row = add_subtree_row(child, alias, field, padded + ts_subtree_padding(child).bytes, frame->row);
    }
    if (ts_subtree_child_count(child) > 0) {
      array_push(&stack, ((Frame){
        .subtree = child, .row = child_row, .position = padded, .hidden_field = visible ? 0 : field, .visible = visible,
      }));
      if (stack.size > depth) depth = stack.size;
    }
  }
  return depth;
}

// The rows of each kind, in order: `kinds[k]` to `kinds[k + 1]` index into `rows`.
static uint32_t *kind_starts;
static uint32_t *kind_rows;

static void group_by_kind(void) {
  uint32_t kinds = ERROR_KIND + 2;
  kind_starts = arena_calloc(kinds, sizeof(uint32_t));
  kind_rows = arena_malloc((size_t)(table.count + 1) * sizeof(uint32_t));
  for (uint32_t i = 0; i < table.count; i++) kind_starts[(table.rows[(size_t)i * WORDS] & KIND_MASK) + 1]++;
  for (uint32_t k = 1; k < kinds; k++) kind_starts[k] += kind_starts[k - 1];
  for (uint32_t i = table.count; i-- > 0;) {
    kind_rows[--kind_starts[(table.rows[(size_t)i * WORDS] & KIND_MASK) + 1]] = i;
  }
  // Each start has moved down by its own count: what was the end of kind k is now its start.
  for (uint32_t k = 0; k + 1 < kinds; k++) kind_starts[k] = kind_starts[k + 1];
  kind_starts[kinds - 1] = table.count;
}

// ---- What JavaScript calls.

// Called by the parser after every hundred of its operations.
static uint32_t steps;
static uint32_t step_limit;
static uint32_t error_limit;

static bool out_of_patience(TSParseState *state) {
  (void)state;
  return ++steps > step_limit || error_count > error_limit;
}

static const char *read_source(void *payload, uint32_t byte, TSPoint position, uint32_t *length) {
  (void)position;
  uint32_t size = *(uint32_t *)payload;
  *length = byte < size ? size - byte : 0;
  return (const char *)source + (byte < size ? byte : size);
}

#include "linear-parser.c"

// Room for a file's bytes. Frees all that the last parse made.
__attribute__((export_name("reserve"))) void *reserve(uint32_t size) {
  arena_reset((uintptr_t)&__heap_base);
  return arena_take(((size_t)size + 31) & ~(size_t)15);
}

static uint32_t result[9];

static void start_table(uint32_t size) {
  table.capacity = size / 2 + 64;
  table.count = 0;
  table.rows = arena_malloc((size_t)table.capacity * WORDS * sizeof(uint32_t));
  names.mask = 255;
  names.buckets = arena_calloc(names.mask + 1, sizeof(uint32_t));
  names.capacity = 256;
  names.count = 1;
  names.spans = arena_calloc(names.capacity * 2, sizeof(uint32_t));
}

static TSTree *parse_with_recovery(uint32_t size) {
  TSParser *parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_nix());
  TSInput input = {.payload = &size, .read = read_source, .encoding = TSInputEncodingUTF8};
  return ts_parser_parse_with_options(
    parser, NULL, input, (TSParseOptions){.progress_callback = out_of_patience});
}

// Parses `size` bytes from `reserve`; gives up after so many steps or errors. Without `linear_first` it does all by tree-sitter's
// engine, to compare. Gives the address of nine words: rows, their number, names (pairs of offsets), their number,
// kind starts, kind rows, first error (or 0xFFFFFFFF), whether the parse was given up, and how deep the tree is.
__attribute__((export_name("parse"))) uint32_t *parse(
  uint8_t *bytes, uint32_t size, uint32_t max_steps, uint32_t max_errors, uint32_t linear_first
) {
  source = bytes;
  first_error = UINT32_MAX;
  error_count = 0;
  steps = 0;
  step_limit = max_steps;
  error_limit = max_errors;
  memset(result, 0, sizeof result);
  static uint32_t parsed_bytes;
  parsed_bytes += size < BYTES_WORTH_A_TABLE ? size : BYTES_WORTH_A_TABLE;
  if (!is_table_spread && parsed_bytes > BYTES_WORTH_A_TABLE) spread_parse_table(tree_sitter_nix());
  uintptr_t begin = arena_next;
  uint32_t root;
  if (linear_first && parse_linearly(size, &root)) {
    start_table(size);
    result[8] = write_linear_rows(root);
  } else {
    arena_reset(begin);
    TSTree *tree = parse_with_recovery(size);
    result[7] = tree == NULL;
    if (tree) {
      start_table(size);
      result[8] = flatten(tree->root);
    }
  }
  result[6] = first_error;
  if (result[7]) return result;
  group_by_kind();
  result[0] = (uint32_t)table.rows;
  result[1] = table.count;
  result[2] = (uint32_t)names.spans;
  result[3] = names.count;
  result[4] = (uint32_t)kind_starts;
  result[5] = (uint32_t)kind_rows;
  return result;
}

// For the generator of the typed nodes.

__attribute__((export_name("kind_count"))) uint32_t count_kinds(void) {
  return ts_language_symbol_count(tree_sitter_nix());
}

// The name of a kind, or null for one that never stands in a table.
__attribute__((export_name("kind_name"))) const char *name_of_kind(uint32_t kind, uint32_t *named) {
  const TSLanguage *language = tree_sitter_nix();
  TSSymbolMetadata metadata = ts_language_symbol_metadata(language, (TSSymbol)kind);
  *named = metadata.named;
  if (!metadata.visible || ts_language_public_symbol(language, (TSSymbol)kind) != kind) return NULL;
  return ts_language_symbol_name(language, (TSSymbol)kind);
}

__attribute__((export_name("field_name"))) const char *name_of_field(uint32_t field) {
  return ts_language_field_name_for_id(tree_sitter_nix(), (TSFieldId)field);
}

// A parser for sound text, by the same generated tables and the same scanner as tree-sitter's, which is made for more: for
// grammars with conflicts, for edited and for broken text. Nix's grammar has no conflicts, so that one stack and
// plain arrays do. Wherever anything else than a shift, a reduction or the end comes up, it answers no, and
// tree-sitter parses the text from its beginning; where it answers yes, both make the same table (tested).

typedef struct {
  uint32_t start;
  uint32_t end;
  uint32_t first_child;  // in `children`
  uint32_t child_count : 31;
  uint32_t extra : 1;
  TSSymbol symbol;
  uint16_t production;
} LinearNode;

static struct {
  LinearNode *nodes;
  uint32_t node_count;
  uint32_t node_capacity;
  uint32_t *children;
  uint32_t child_count;
  uint32_t child_capacity;
  struct { uint32_t node; TSStateId state; } *stack;
  uint32_t stack_size;
  uint32_t stack_capacity;
  Lexer lexer;
} linear;

typedef struct {
  uint32_t start;
  uint32_t end;
  TSSymbol symbol;
} LinearToken;

static void linear_advance(TSLexer *lexer, bool skip) { LEXER_ADVANCE(lexer, skip); }

static void linear_mark_end(TSLexer *lexer) { LEXER_MARK_END(lexer); }

static void linear_place(uint32_t position, uint32_t size) {
  Lexer *lexer = &linear.lexer;
  bool at_end = position >= size;
  lexer->current_position = (Length){.bytes = position};
  lexer->token_start_position = lexer->current_position;
  lexer->token_end_position = LENGTH_UNDEFINED;
  lexer->current_included_range_index = at_end ? lexer->included_range_count : 0;
  lexer->chunk = at_end ? NULL : (const char *)source;
  lexer->chunk_start = 0;
  lexer->chunk_size = at_end ? 0 : size;
  lexer->lookahead_size = 1;
  lexer->data.lookahead = at_end ? 0 : source[position];
  lexer->data.result_symbol = 0;
}

static bool linear_finish(LinearToken *token, TSSymbol symbol) {
  Lexer *lexer = &linear.lexer;
  if (length_is_undefined(lexer->token_end_position)) lexer->token_end_position = lexer->current_position;
  token->start = lexer->token_start_position.bytes;
  token->end = lexer->token_end_position.bytes;
  token->symbol = symbol;
  return token->start <= token->end;
}

// Whether the scanner has anything to say of text that begins so, outside of strings and paths.
static inline bool linear_is_scanned(uint8_t byte) {
  return (class_of(byte) & PATH_CHARACTER) || byte == '#' || byte == '/' || byte == '~' || byte == '<';
}

static bool linear_lex(const TSLanguage *language, TSStateId state, uint32_t position, uint32_t size, LinearToken *token) {
  TSLexerMode mode = language->lex_modes[state];
  if (mode.lex_state == (uint16_t)-1) return false;
  const bool *valid = ts_language_enabled_external_tokens(language, mode.external_lex_state);
  bool in_text = valid && (valid[STRING_FRAGMENT] || valid[INDENTED_FRAGMENT] || valid[PATH_FRAGMENT]);
  if (!in_text) {
    while (position < size && (source[position] == ' ' || (source[position] >= '\t' && source[position] <= '\r' &&
                                                           source[position] != '\v' && source[position] != '\f'))) {
      position++;
    }
  }
  linear_place(position, size);
  if (valid && (in_text || (position < size && linear_is_scanned(source[position])))) {
    if (tree_sitter_nix_external_scanner_scan(NULL, &linear.lexer.data, valid)) {
      TSSymbol symbol = language->external_scanner.symbol_map[linear.lexer.data.result_symbol];
      return linear_finish(token, symbol) && token->end > position;
    }
    linear_place(position, size);
  }
  if (!language->lex_fn(&linear.lexer.data, mode.lex_state)) return false;
  return linear_finish(token, linear.lexer.data.result_symbol);
}

static uint32_t linear_add_node(LinearNode node) {
  if (linear.node_count == linear.node_capacity) {
    linear.node_capacity *= 2;
    linear.nodes = arena_realloc(linear.nodes, (size_t)linear.node_capacity * sizeof *linear.nodes);
  }
  linear.nodes[linear.node_count] = node;
  return linear.node_count++;
}

static void linear_push(uint32_t node, TSStateId state) {
  if (linear.stack_size == linear.stack_capacity) {
    linear.stack_capacity *= 2;
    linear.stack = arena_realloc(linear.stack, (size_t)linear.stack_capacity * sizeof *linear.stack);
  }
  linear.stack[linear.stack_size].node = node;
  linear.stack[linear.stack_size++].state = state;
}

static void linear_add_child(uint32_t node) {
  if (linear.child_count == linear.child_capacity) {
    linear.child_capacity *= 2;
    linear.children = arena_realloc(linear.children, (size_t)linear.child_capacity * sizeof *linear.children);
  }
  linear.children[linear.child_count++] = node;
}

// Adds a node with the children from `first_child` on.
static uint32_t linear_add_parent(TSSymbol symbol, uint16_t production, uint32_t first_child, uint32_t position) {
  uint32_t count = linear.child_count - first_child;
  return linear_add_node((LinearNode){
    .start = count ? linear.nodes[linear.children[first_child]].start : position,
    .end = count ? linear.nodes[linear.children[linear.child_count - 1]].end : position,
    .first_child = first_child,
    .child_count = count,
    .symbol = symbol,
    .production = production,
  });
}

// Comments on top of the stack stay there, above the new node; those between its children are among them.
static TSStateId linear_reduce(const TSLanguage *language, const TSParseAction *action, uint32_t position) {
  uint32_t end = linear.stack_size;
  uint32_t count = action->reduce.child_count;
  if (count > 0) {
    while (linear.nodes[linear.stack[end - 1].node].extra) end--;
  }
  uint32_t begin = end;
  for (uint32_t counted = 0; counted < count;) {
    begin--;
    if (!linear.nodes[linear.stack[begin].node].extra) counted++;
  }
  uint32_t first_child = linear.child_count;
  for (uint32_t at = begin; at < end; at++) linear_add_child(linear.stack[at].node);
  TSSymbol symbol = action->reduce.symbol;
  uint32_t node = linear_add_parent(symbol, action->reduce.production_id, first_child, position);
  TSStateId state = ts_language_lookup(language, linear.stack[begin - 1].state, symbol);
  uint32_t trailing = linear.stack_size - end;
  if (count == 0) {
    linear_push(node, state);
    return state;
  }
  linear.stack[begin].node = node;
  linear.stack[begin].state = state;
  for (uint32_t i = 0; i < trailing; i++) {
    linear.stack[begin + 1 + i].node = linear.stack[end + i].node;
    linear.stack[begin + 1 + i].state = state;
  }
  linear.stack_size = begin + 1 + trailing;
  return state;
}

// The one action that is to be taken; null where there is none, or a choice. What a repetition could shift is decided: it reduces.
static const TSParseAction *linear_action(const TSLanguage *language, TSStateId state, TSSymbol symbol) {
  const TSParseActionEntry *entry = &language->parse_actions[ts_language_lookup(language, state, symbol)];
  const TSParseAction *only = NULL;
  for (uint32_t i = 0; i < entry->entry.count; i++) {
    const TSParseAction *action = &entry[1 + i].action;
    if (action->type == TSParseActionTypeShift && action->shift.repetition) continue;
    if (only) return NULL;
    only = action;
  }
  return only;
}

static uint32_t linear_add_token(const LinearToken *token, bool extra) {
  return linear_add_node((LinearNode){
    .start = token->start, .end = token->end, .extra = extra, .symbol = token->symbol,
  });
}

// The root takes in the comments around it.
static uint32_t linear_accept(const LinearToken *end) {
  uint32_t first_child = linear.child_count;
  LinearNode root = {0};
  for (uint32_t at = 1; at < linear.stack_size; at++) {
    uint32_t node = linear.stack[at].node;
    if (linear.nodes[node].extra) {
      linear_add_child(node);
      continue;
    }
    root = linear.nodes[node];
    for (uint32_t i = 0; i < root.child_count; i++) linear_add_child(linear.children[root.first_child + i]);
  }
  linear_add_child(linear_add_token(end, false));
  return linear_add_parent(root.symbol, root.production, first_child, 0);
}

static bool parse_linearly(uint32_t size, uint32_t *root) {
  const TSLanguage *language = tree_sitter_nix();
  if (language->abi_version < 15 || language->keyword_lex_fn) return false;
  linear.node_capacity = linear.child_capacity = size / 2 + 64;
  linear.node_count = linear.child_count = linear.stack_size = 0;
  linear.stack_capacity = 256;
  linear.nodes = arena_malloc((size_t)linear.node_capacity * sizeof *linear.nodes);
  linear.children = arena_malloc((size_t)linear.child_capacity * sizeof *linear.children);
  linear.stack = arena_malloc((size_t)linear.stack_capacity * sizeof *linear.stack);
  ts_lexer_init(&linear.lexer);
  linear.lexer.input = (TSInput){.payload = &size, .read = read_source, .encoding = TSInputEncodingUTF8};
  linear.lexer.data.advance = linear_advance;
  linear.lexer.data.mark_end = linear_mark_end;
  tree_sitter_nix_external_scanner_create();

  TSStateId state = 1;
  uint32_t position = 0;
  // What stands at the bottom is no extra.
  linear_push(linear_add_node((LinearNode){0}), state);
  for (;;) {
    LinearToken token;
    if (!linear_lex(language, state, position, size, &token)) return false;
    for (bool shifted = false; !shifted;) {
      const TSParseAction *action = linear_action(language, state, token.symbol);
      if (!action) return false;
      switch (action->type) {
        case TSParseActionTypeShift:
          if (!action->shift.extra) state = action->shift.state;
          linear_push(linear_add_token(&token, action->shift.extra), state);
          position = token.end;
          shifted = true;
          break;
        case TSParseActionTypeReduce:
          state = linear_reduce(language, action, position);
          break;
        case TSParseActionTypeAccept:
          *root = linear_accept(&token);
          return true;
        default:
          return false;
      }
    }
  }
}

typedef struct {
  uint32_t node;
  uint32_t row;           // of the node in the table; of its nearest visible ancestor when it is hidden
  uint32_t child;
  uint32_t structural;    // that child's index among the children that are no extras
  uint16_t hidden_field;  // the field that a hidden node passes on to its visible children
  bool visible;
} LinearFrame;

// Writes the table. Gives how deep the tree is, without hidden nodes.
static uint32_t write_linear_rows(uint32_t root) {
  const TSLanguage *language = tree_sitter_nix();
  uint32_t depth = 0;
  uint32_t visible_frames = 1;
  Array(LinearFrame) stack = array_new();
  LinearNode *top = &linear.nodes[root];
  uint32_t row = add_row(top->symbol, true, 0, 0, top->start, top->end, 0);
  array_push(&stack, ((LinearFrame){.node = root, .row = row, .visible = true}));
  while (stack.size > 0) {
    LinearFrame *frame = array_back(&stack);
    const LinearNode *node = &linear.nodes[frame->node];
    if (frame->child == node->child_count) {
      if (frame->visible) {
        table.rows[(size_t)frame->row * WORDS + SUBTREE_END] = table.count;
        visible_frames--;
      }
      stack.size--;
      continue;
    }
    uint32_t index = linear.children[node->first_child + frame->child++];
    const LinearNode *child = &linear.nodes[index];
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!child->extra) {
      name_child(language, node->production, frame->structural++, &alias, &field);
      if (!field && !frame->visible) field = frame->hidden_field;
    }
    TSSymbol symbol = alias ? alias : child->symbol;
    TSSymbolMetadata metadata = ts_language_symbol_metadata(language, symbol);
    uint32_t child_row = frame->row;
    if (metadata.visible) {
      uint32_t flags = child->extra ? EXTRA : 0;
      child_row = add_row(symbol, metadata.named, flags, field, child->start, child->end, frame->row);
    }
    if (child->child_count == 0) continue;
    array_push(&stack, ((LinearFrame){
      .node = index, .row = child_row, .hidden_field = metadata.visible ? 0 : field, .visible = metadata.visible,
    }));
    visible_frames += metadata.visible;
    if (visible_frames > depth) depth = visible_frames;
  }
  return depth;
}

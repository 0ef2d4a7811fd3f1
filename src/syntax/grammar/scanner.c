// The tokens of Nix that need more than one character of lookahead, by the longest-match rules of Nix's lexer.l:
// what a token is never depends on what the parser expects, only on the text. Characters are single bytes
// (the glue decodes so); bytes from 0x80 on occur in strings and comments alone.
#include <tree_sitter/parser.h>

enum Token {
  IDENTIFIER,
  INTEGER,
  FLOAT,
  URI,
  SEARCH_PATH,
  PATH_START,
  HOME_PATH_START,
  PATH_FRAGMENT,
  STRING_FRAGMENT,
  INDENTED_FRAGMENT,
  ESCAPE,
  INDENTED_ESCAPE,
  COMMENT,
  KEYWORD_IF,
  KEYWORD_THEN,
  KEYWORD_ELSE,
  KEYWORD_LET,
  KEYWORD_INHERIT,
  KEYWORD_IN,
  KEYWORD_REC,
  KEYWORD_WITH,
  KEYWORD_ASSERT,
  KEYWORD_OR,
  ERROR_SENTINEL,
};

enum CharacterClass {
  LETTER = 1,
  DIGIT = 2,
  IDENTIFIER_REST = 4,
  PATH_CHARACTER = 8,
  SCHEME_REST = 16,
  URI_CHARACTER = 32,
};

#define L (LETTER | IDENTIFIER_REST | PATH_CHARACTER | SCHEME_REST | URI_CHARACTER)
#define D (DIGIT | IDENTIFIER_REST | PATH_CHARACTER | SCHEME_REST | URI_CHARACTER)
static const uint8_t classes[128] = {
  ['a'] = L, ['b'] = L, ['c'] = L, ['d'] = L, ['e'] = L, ['f'] = L, ['g'] = L, ['h'] = L, ['i'] = L,
  ['j'] = L, ['k'] = L, ['l'] = L, ['m'] = L, ['n'] = L, ['o'] = L, ['p'] = L, ['q'] = L, ['r'] = L,
  ['s'] = L, ['t'] = L, ['u'] = L, ['v'] = L, ['w'] = L, ['x'] = L, ['y'] = L, ['z'] = L,
  ['A'] = L, ['B'] = L, ['C'] = L, ['D'] = L, ['E'] = L, ['F'] = L, ['G'] = L, ['H'] = L, ['I'] = L,
  ['J'] = L, ['K'] = L, ['L'] = L, ['M'] = L, ['N'] = L, ['O'] = L, ['P'] = L, ['Q'] = L, ['R'] = L,
  ['S'] = L, ['T'] = L, ['U'] = L, ['V'] = L, ['W'] = L, ['X'] = L, ['Y'] = L, ['Z'] = L,
  ['0'] = D, ['1'] = D, ['2'] = D, ['3'] = D, ['4'] = D, ['5'] = D, ['6'] = D, ['7'] = D, ['8'] = D, ['9'] = D,
  ['_'] = IDENTIFIER_REST | PATH_CHARACTER | URI_CHARACTER,
  ['\''] = IDENTIFIER_REST | URI_CHARACTER,
  ['-'] = IDENTIFIER_REST | PATH_CHARACTER | SCHEME_REST | URI_CHARACTER,
  ['+'] = PATH_CHARACTER | SCHEME_REST | URI_CHARACTER,
  ['.'] = PATH_CHARACTER | SCHEME_REST | URI_CHARACTER,
  ['%'] = URI_CHARACTER, ['/'] = URI_CHARACTER, ['?'] = URI_CHARACTER, [':'] = URI_CHARACTER,
  ['@'] = URI_CHARACTER, ['&'] = URI_CHARACTER, ['='] = URI_CHARACTER, ['$'] = URI_CHARACTER,
  [','] = URI_CHARACTER, ['!'] = URI_CHARACTER, ['~'] = URI_CHARACTER, ['*'] = URI_CHARACTER,
};
#undef L
#undef D

static inline uint8_t class_of(int32_t character) {
  return character >= 0 && character < 128 ? classes[character] : 0;
}

// The glue compiles this file together with the lexer and gives it a direct way there.
#ifndef LEXER_ADVANCE
#define LEXER_ADVANCE(lexer, skip) (lexer)->advance(lexer, skip)
#define LEXER_MARK_END(lexer) (lexer)->mark_end(lexer)
#define LEXER_POSITION(lexer) 0
#endif

// What a search that found nothing has shown of the text: no search that begins inside of it finds anything either.
// Without it `a.a.a.…` and `/*/*/*…` would take quadratic time.
typedef struct {
  uint32_t start;
  uint32_t end;
} Barren;

static Barren without_path, without_uri, without_comment_end;

static bool is_barren(Barren text, uint32_t position) { return text.start <= position && position < text.end; }

static inline void advance(TSLexer *lexer) { LEXER_ADVANCE(lexer, false); }

// A character of more than one byte is kept whole, though each byte is a character here.
static void advance_character(TSLexer *lexer) {
  advance(lexer);
  while (lexer->lookahead >= 0x80 && lexer->lookahead < 0xC0) advance(lexer);
}

static bool accept(TSLexer *lexer, const bool *valid, enum Token token) {
  lexer->result_symbol = token;
  return valid[token];
}

// <STRING> of lexer.l: `$` takes the next character along unless that begins an interpolation, an escape or the end.
static bool scan_string(TSLexer *lexer) {
  if (lexer->lookahead == '\\') {
    advance(lexer);
    if (lexer->eof(lexer)) return false;
    advance_character(lexer);
    LEXER_MARK_END(lexer);
    lexer->result_symbol = ESCAPE;
    return true;
  }
  lexer->result_symbol = STRING_FRAGMENT;
  for (bool has_content = false;; has_content = true) {
    LEXER_MARK_END(lexer);
    switch (lexer->lookahead) {
      case '"':
      case '\\':
        return has_content;
      case '$':
        advance(lexer);
        if (lexer->lookahead == '{') return has_content;
        if (lexer->lookahead != '"' && lexer->lookahead != '\\' && !lexer->eof(lexer)) advance(lexer);
        break;
      case '\0':
        if (lexer->eof(lexer)) return has_content;
        advance(lexer);
        break;
      default:
        advance(lexer);
    }
  }
}

// <IND_STRING> of lexer.l.
static bool scan_indented_string(TSLexer *lexer) {
  lexer->result_symbol = INDENTED_FRAGMENT;
  for (bool has_content = false;; has_content = true) {
    LEXER_MARK_END(lexer);
    switch (lexer->lookahead) {
      case '$':
        advance(lexer);
        if (lexer->lookahead == '{') return has_content;
        if (lexer->lookahead != '\'' && !lexer->eof(lexer)) advance(lexer);
        break;
      case '\'':
        advance(lexer);
        if (lexer->lookahead == '\'') {
          if (has_content) return true;
          advance(lexer);
          if (lexer->lookahead == '\'' || lexer->lookahead == '$') {
            advance(lexer);
          } else if (lexer->lookahead == '\\') {
            advance(lexer);
            if (lexer->eof(lexer)) return false;
            advance_character(lexer);
          } else {
            return false;
          }
          LEXER_MARK_END(lexer);
          lexer->result_symbol = INDENTED_ESCAPE;
          return true;
        }
        if (lexer->lookahead != '$' && !lexer->eof(lexer)) advance(lexer);
        break;
      case '\0':
        if (lexer->eof(lexer)) return has_content;
        advance(lexer);
        break;
      default:
        advance(lexer);
    }
  }
}

// What follows the first characters of a path: any path characters and slashes. Whether a slash may end it
// is for the parser's caller to say: Nix lexes such a path and then refuses it.
static bool finish_path(TSLexer *lexer, const bool *valid, enum Token token) {
  while (lexer->lookahead == '/' || (class_of(lexer->lookahead) & PATH_CHARACTER)) advance(lexer);
  LEXER_MARK_END(lexer);
  return accept(lexer, valid, token);
}

// After a `/` that could begin a path's first segment: a path character, or an interpolation.
static bool scan_path_after_slash(TSLexer *lexer, const bool *valid, enum Token token) {
  if (class_of(lexer->lookahead) & PATH_CHARACTER) return finish_path(lexer, valid, token);
  if (lexer->lookahead != '$') return false;
  LEXER_MARK_END(lexer);
  advance(lexer);
  return lexer->lookahead == '{' && accept(lexer, valid, token);
}

static bool scan_search_path(TSLexer *lexer, const bool *valid) {
  advance(lexer);
  while (class_of(lexer->lookahead) & PATH_CHARACTER) {
    do advance(lexer);
    while (class_of(lexer->lookahead) & PATH_CHARACTER);
    if (lexer->lookahead == '>') {
      advance(lexer);
      LEXER_MARK_END(lexer);
      return accept(lexer, valid, SEARCH_PATH);
    }
    if (lexer->lookahead != '/') return false;
    advance(lexer);
  }
  return false;
}

static bool scan_line_comment(TSLexer *lexer, const bool *valid) {
  while (lexer->lookahead != '\n' && lexer->lookahead != '\r' && !lexer->eof(lexer)) advance(lexer);
  LEXER_MARK_END(lexer);
  return accept(lexer, valid, COMMENT);
}

static bool scan_block_comment(TSLexer *lexer, const bool *valid) {
  uint32_t start = LEXER_POSITION(lexer);
  if (is_barren(without_comment_end, start)) return false;
  advance(lexer);
  while (!lexer->eof(lexer)) {
    if (lexer->lookahead != '*') {
      advance(lexer);
      continue;
    }
    while (lexer->lookahead == '*') advance(lexer);
    if (lexer->lookahead == '/') {
      advance(lexer);
      LEXER_MARK_END(lexer);
      return accept(lexer, valid, COMMENT);
    }
  }
  without_comment_end = (Barren){start, LEXER_POSITION(lexer)};
  return false;
}

static enum Token word_token(const char *word, unsigned length) {
  static const struct { const char *text; unsigned length; enum Token token; } keywords[] = {
    {"in", 2, KEYWORD_IN}, {"let", 3, KEYWORD_LET}, {"with", 4, KEYWORD_WITH}, {"inherit", 7, KEYWORD_INHERIT},
    {"if", 2, KEYWORD_IF}, {"then", 4, KEYWORD_THEN}, {"else", 4, KEYWORD_ELSE}, {"rec", 3, KEYWORD_REC},
    {"or", 2, KEYWORD_OR}, {"assert", 6, KEYWORD_ASSERT},
  };
  if (length < 2 || length > 7) return IDENTIFIER;
  for (unsigned i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    if (keywords[i].length != length || keywords[i].text[0] != word[0]) continue;
    unsigned at = 1;
    while (at < length && keywords[i].text[at] == word[at]) at++;
    if (at == length) return keywords[i].token;
  }
  return IDENTIFIER;
}

enum Number {
  NO_NUMBER,
  ZERO,
  WHOLE,
  LEADING_ZERO,
  POINT,
  BARE_POINT,
  FRACTION,
  EXPONENT,
  EXPONENT_SIGN,
  EXPONENT_DIGITS,
};

static enum Number first_of_number(int32_t character) {
  if (character == '0') return ZERO;
  if (character == '.') return BARE_POINT;
  return class_of(character) & DIGIT ? WHOLE : NO_NUMBER;
}

// INT and FLOAT of lexer.l as one automaton.
static enum Number next_of_number(enum Number number, int32_t character) {
  bool digit = class_of(character) & DIGIT;
  bool exponent = character == 'e' || character == 'E';
  switch (number) {
    case ZERO:
      return digit ? LEADING_ZERO : character == '.' ? BARE_POINT : NO_NUMBER;
    case WHOLE:
      return digit ? WHOLE : character == '.' ? POINT : NO_NUMBER;
    case LEADING_ZERO:
      return digit ? LEADING_ZERO : NO_NUMBER;
    case BARE_POINT:
      return digit ? FRACTION : NO_NUMBER;
    case POINT:
    case FRACTION:
      return digit ? FRACTION : exponent ? EXPONENT : NO_NUMBER;
    case EXPONENT:
      if (character == '+' || character == '-') return EXPONENT_SIGN;
      return digit ? EXPONENT_DIGITS : NO_NUMBER;
    case EXPONENT_SIGN:
    case EXPONENT_DIGITS:
      return digit ? EXPONENT_DIGITS : NO_NUMBER;
    default:
      return NO_NUMBER;
  }
}

static bool is_integer(enum Number number) {
  return number == ZERO || number == WHOLE || number == LEADING_ZERO;
}

static bool is_float(enum Number number) {
  return number == POINT || number == FRACTION || number == EXPONENT_DIGITS;
}

// A word, number, URI or path: whatever begins with a letter, digit, `_`, `.`, `-` or `+`. All are read at
// once, and the longest wins: `a.b` is a name and more, `a.b/c` a path, `a.b:c` a URI.
static bool scan_word(TSLexer *lexer, const bool *valid) {
  char word[8];
  unsigned length = 0;
  unsigned word_length = 0;
  bool found = false;
  enum Token token = IDENTIFIER;
  bool name = class_of(lexer->lookahead) & LETTER || lexer->lookahead == '_';
  uint32_t start = LEXER_POSITION(lexer);
  bool scheme = class_of(lexer->lookahead) & LETTER && !is_barren(without_uri, start);
  bool path = !is_barren(without_path, start);
  enum Number number = first_of_number(lexer->lookahead);

  while (name || scheme || path || number != NO_NUMBER) {
    if (length < sizeof word) word[length] = (char)lexer->lookahead;
    length++;
    advance(lexer);
    if (name || is_integer(number) || is_float(number)) {
      LEXER_MARK_END(lexer);
      found = true;
      token = name ? IDENTIFIER : is_integer(number) ? INTEGER : FLOAT;
      word_length = length;
    }
    int32_t character = lexer->lookahead;
    uint8_t class = class_of(character);
    uint32_t position = LEXER_POSITION(lexer);
    bool past_scheme = scheme && !(class & SCHEME_REST);
    bool past_path = path && !(class & PATH_CHARACTER);
    if (character == ':' && scheme) {
      advance(lexer);
      if (class_of(lexer->lookahead) & URI_CHARACTER) {
        while (class_of(lexer->lookahead) & URI_CHARACTER) advance(lexer);
        LEXER_MARK_END(lexer);
        return accept(lexer, valid, URI);
      }
    } else if (character == '/' && path) {
      advance(lexer);
      if (class_of(lexer->lookahead) & PATH_CHARACTER) return finish_path(lexer, valid, PATH_START);
      if (lexer->lookahead == '$') return scan_path_after_slash(lexer, valid, PATH_START);
    }
    if (past_scheme) without_uri = (Barren){start, position};
    if (past_path) without_path = (Barren){start, position};
    if (character == ':' || character == '/') break;
    name = name && (class & IDENTIFIER_REST);
    scheme = scheme && (class & SCHEME_REST);
    path = path && (class & PATH_CHARACTER);
    number = next_of_number(number, character);
  }
  if (!found) return false;
  return accept(lexer, valid, token == IDENTIFIER ? word_token(word, word_length) : token);
}

void *tree_sitter_nix_external_scanner_create(void) {
  without_path = without_uri = without_comment_end = (Barren){0, 0};
  return NULL;
}

void tree_sitter_nix_external_scanner_destroy(void *payload) { (void)payload; }

unsigned tree_sitter_nix_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}

void tree_sitter_nix_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

bool tree_sitter_nix_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  // While recovering from an error everything is valid: string contents would swallow the rest of the file.
  if (!valid[ERROR_SENTINEL]) {
    if (valid[STRING_FRAGMENT]) return scan_string(lexer);
    if (valid[INDENTED_FRAGMENT]) return scan_indented_string(lexer);
    if (valid[PATH_FRAGMENT] && (lexer->lookahead == '/' || (class_of(lexer->lookahead) & PATH_CHARACTER))) {
      return finish_path(lexer, valid, PATH_FRAGMENT);
    }
  }
  while (lexer->lookahead == ' ' || lexer->lookahead == '\n' || lexer->lookahead == '\t' || lexer->lookahead == '\r') {
    LEXER_ADVANCE(lexer, true);
  }
  if (class_of(lexer->lookahead) & PATH_CHARACTER) return scan_word(lexer, valid);
  switch (lexer->lookahead) {
    case '#':
      return scan_line_comment(lexer, valid);
    case '/':
      advance(lexer);
      if (lexer->lookahead == '*') return scan_block_comment(lexer, valid);
      return scan_path_after_slash(lexer, valid, PATH_START);
    case '~':
      advance(lexer);
      if (lexer->lookahead != '/') return false;
      advance(lexer);
      return scan_path_after_slash(lexer, valid, HOME_PATH_START);
    case '<':
      return scan_search_path(lexer, valid);
    default:
      return false;
  }
}

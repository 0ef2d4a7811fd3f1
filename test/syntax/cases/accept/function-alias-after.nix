{ a, ... }@all: all

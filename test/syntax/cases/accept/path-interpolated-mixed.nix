x: ./a${x}b/c.${x}

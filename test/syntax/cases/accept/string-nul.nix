"a0b"

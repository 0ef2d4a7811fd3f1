a: b: a <b

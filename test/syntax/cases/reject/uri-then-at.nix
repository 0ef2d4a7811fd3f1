{a}@b:c

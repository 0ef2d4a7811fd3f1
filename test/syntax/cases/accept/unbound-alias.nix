{ a }@b:
c

f: !f 1

f: f "a" ''b''

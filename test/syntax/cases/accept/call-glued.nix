f: f"a"

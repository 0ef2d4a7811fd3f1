f: f !true

f: f ./a ../b

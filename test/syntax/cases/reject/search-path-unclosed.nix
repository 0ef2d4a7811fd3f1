<a

git+ssh:a

with { } in 1

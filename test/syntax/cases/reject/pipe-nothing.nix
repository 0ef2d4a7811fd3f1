x: x |>

{
  a,
  b,
}:
a

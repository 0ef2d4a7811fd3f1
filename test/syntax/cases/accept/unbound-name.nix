{
  b = nope;
}

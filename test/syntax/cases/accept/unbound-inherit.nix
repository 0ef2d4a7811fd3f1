{
  inherit nope;
}

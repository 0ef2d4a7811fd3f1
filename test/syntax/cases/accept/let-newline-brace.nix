let
  {
  a = 1; }

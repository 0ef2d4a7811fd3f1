{ f ? x: x, g ? { y }: y }: f g

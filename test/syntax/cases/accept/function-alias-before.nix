all@{ a, ... }: all

[ 1true 0null ]

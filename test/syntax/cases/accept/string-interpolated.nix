a: "x${a}y${a}z"

{ a } @ all : all

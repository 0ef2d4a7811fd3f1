git:a@b:c

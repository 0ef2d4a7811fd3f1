x:y: x

x:y#z

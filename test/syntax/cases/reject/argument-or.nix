or: or

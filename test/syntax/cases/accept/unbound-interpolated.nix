
"${nope}"

"# /* not */ a comment"

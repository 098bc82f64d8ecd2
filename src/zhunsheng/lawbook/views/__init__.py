"""Pages of the lawbook: what the program holds to be the law, how sure it is, what follows."""

"""Guards taken out one by one: some test must notice; run by `python3 run.py mutate`."""

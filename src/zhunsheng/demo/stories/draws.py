def stories(world, visits):
    return ()

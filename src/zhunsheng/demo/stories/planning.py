def story(world):
    return
    yield

def story(world, visit, inspection_id):
    return
    yield

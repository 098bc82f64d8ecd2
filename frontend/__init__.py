"""Building the front end from locked npm packages."""

"""Questions → answers in the article's own words."""

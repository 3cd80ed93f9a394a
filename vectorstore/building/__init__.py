"""Sources → an index: what has changed, is learnt, encoded and written."""

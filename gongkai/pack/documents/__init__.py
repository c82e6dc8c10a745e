"""Word documents: the county's draft and the rectification notices."""

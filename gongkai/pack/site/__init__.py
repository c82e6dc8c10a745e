"""The pack as a site that opens from a folder."""

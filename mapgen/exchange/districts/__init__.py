"""District shapes of other programs: a file of borders → units and dated memberships."""

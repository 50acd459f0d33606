"""Events by the million, counted part by part on a Dask cluster; the page carries the counts."""

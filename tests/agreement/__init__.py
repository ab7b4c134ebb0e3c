"""Judge, formulation and search agree on every schedule of thousands of tiny months."""

"""Files in and out: reading customer lists, writing what people use."""

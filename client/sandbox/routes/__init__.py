"""What answers each operation, by kind."""

"""How good and how fast entityx is, in one table: ``python -m benchmarks``."""

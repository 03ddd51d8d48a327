"""The architecture diagram of the project, drawn from docs/architecture.toml: ``python -m pkgname.diagram``."""

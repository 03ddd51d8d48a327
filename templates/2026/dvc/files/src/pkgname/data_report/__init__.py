"""What the processed data contain, as a report with tables, charts and figures: ``python -m pkgname.data_report``."""

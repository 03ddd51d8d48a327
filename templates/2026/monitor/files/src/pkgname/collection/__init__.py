"""What goes into the API and what comes out of it, stored as one record for each request."""

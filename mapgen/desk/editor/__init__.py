"""An atlas's folder in the browser: records as forms, checked as they are typed."""

"""The spaCy components, one a file: from a parsed text to entities and relations."""

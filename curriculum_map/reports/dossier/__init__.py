"""The accreditation dossier."""

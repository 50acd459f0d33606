"""An atlas being edited: the server for this machine, the preview, the editor."""

"""What is kept for ever: frozen results, who signed them, why one was opened again, and the audit trail."""

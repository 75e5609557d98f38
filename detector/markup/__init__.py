"""What several readers share: markup languages and the bits of them that other files hold."""

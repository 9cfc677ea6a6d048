"""The Django side of H5P: tables and files, what may come in, the player, and the block in lessons."""

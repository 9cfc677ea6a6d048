"""Video and audio: the recordings, their captions and transcripts, and how they are served."""

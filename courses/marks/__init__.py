"""What a learner marks in a lesson for themselves: bookmarks and private notes, fastened to its parts."""

"""HTTP of the record: what a learner sends while learning, the quiz, and what is theirs."""

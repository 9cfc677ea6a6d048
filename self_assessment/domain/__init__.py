"""The pure core of the self-assessment: framework, scoring, profile, rules. Standard library only.

`release_reader.read_release` and `situation.read_situation` read plain data; `result.assess` gives the
result.
"""

"""Forms made of semantics: what an author fills in, and what comes back, without a browser or a framework.

`building.build` turns parameters into nodes that a host shows in its own way; `reading.read` turns what was
submitted into parameters again. What nobody touched comes back exactly as it was: a field whose text in the
form says less than the value behind it carries that value along (a keepsake, see `names`).
"""

"""The eval harness: how good every stage is, against hand labels, baselines and published numbers, with intervals.

    python -m eval                     the seeds' dev split, in one page
    python -m eval run --seeds DIR --model SPEC --json FILE
    python -m eval gate                what CI runs: no score may fall below its floor

Its terms are the field's: a *sample* is a seed (an article with gold labels), a *system* turns it into a prediction, a *scorer* compares
the two and gives counts, a *metric* makes a figure of the counts of many articles. The name of the package is also a builtin's: write
`from eval.x import y`, never `import eval`.
"""

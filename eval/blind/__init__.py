"""The blind reading: summaries of one article side by side without labels, and what readers say of them."""

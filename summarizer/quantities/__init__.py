"""Numbers, dates and units: found in a text, normalised, compared.

`find` reads a text; `same_value` and `compare` hold two quantities against each other; `missing`, `lost` and `bounds_changed`
hold two texts against each other. All pure, standard library only.
"""

from summarizer.quantities.base import Quantity, QuantityKind, When
from summarizer.quantities.comparing import Relation, bounds_changed, compare, lost, missing, same_value
from summarizer.quantities.finding import find

__all__ = ["Quantity", "QuantityKind", "Relation", "When", "bounds_changed", "compare", "find", "lost", "missing", "same_value"]

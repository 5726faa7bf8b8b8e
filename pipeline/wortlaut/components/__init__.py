"""spaCy components: `wortlaut_entities`, `wortlaut_quotations`, `wortlaut_tone`, for any German pipeline.

spaCy finds them by their entry points (`spacy_factories` in pyproject.toml); importing this package registers them too.
"""

from __future__ import annotations

from wortlaut.components.attributes import Entity, Quotation
from wortlaut.components.factories import EntityComponent, QuotationComponent, ToneComponent

__all__ = ["Entity", "EntityComponent", "Quotation", "QuotationComponent", "ToneComponent"]

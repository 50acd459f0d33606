"""Atlas → what the browser is given: columns, terms, texts in blocks, shapes, words."""

"""A saved page → its blocks: headings, paragraphs, lists; what stands around the article set aside."""

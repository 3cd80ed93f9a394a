"""LangChain's interfaces to search and bot."""

"""What an assistant that speaks MCP may see and do, and what of it the person has to agree to."""

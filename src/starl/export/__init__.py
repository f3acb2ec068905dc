"""The journal leaves and comes in: exports that lock nobody in, what other programs wrote, encryption."""

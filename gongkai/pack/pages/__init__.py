"""The pages of the pack and what they are made of."""

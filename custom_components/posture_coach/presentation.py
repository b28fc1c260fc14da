"""A person as a card is told of them."""

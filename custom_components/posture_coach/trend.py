"""The last days of a person, and one day, as a card is told of them."""

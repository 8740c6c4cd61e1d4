"""Makes the language model of models/encoder/; the program itself never imports this package."""
